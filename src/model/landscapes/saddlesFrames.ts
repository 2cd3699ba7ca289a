/** Frames of the saddle search: the critical points found, and the critical values that theory allows. Types only. */
import type { Descended } from '../problem/problem.ts';
import type { Provenance } from '../problem/requestAndFrame.ts';

/** The nature of a critical point of F*, from the Hessian, and from a descent search where no eigenvalue is negative (the conjecture that every saddle is strict excludes `flat`). */
export type Standing =
  /** Negative curvature: a strict saddle. */
  | 'strict'
  /** The value is zero, which no F* is below. */
  | 'minimum'
  /** No negative curvature and no lower value found nearby, though not zero: a local minimum, as far as can be seen. */
  | 'local minimum'
  /** No negative curvature, and yet a way leads down: a candidate against the conjecture. */
  | 'flat';

/** A critical point of the loss or of F*, standing for all that were found with the same values, rank and indices. */
export interface CriticalPoint {
  /** Index of the start that led to the point, and number of starts that led to a point like it. */
  start: number;
  count: number;
  /** Weights of the point with the least negative curvature of F* among the points like it. */
  weights: Float64Array;
  loss: number;
  equilibratedEnergy: number;
  /** |gradient| of each function, and whether that is small enough to be a critical point of it. */
  lossGradientNorm: number;
  energyGradientNorm: number;
  isCriticalForLoss: boolean;
  isCriticalForEnergy: boolean;
  /** Rank of W_{L:1}. */
  rank: number;
  /**
   * Negative eigenvalues and the smallest one, of the Hessians of the loss and of F*. Eigenvalues above -1e-7 of the largest count as zero, except that F*'s
   * index is at least 1 where the point is `strict`.
   */
  lossIndex: number;
  lossMin: number;
  energyIndex: number;
  energyMin: number;
  /** `1/2 (tr Sigma_yy - sum_{i in S} lambda_i)` closest to the loss, and S, counted from 0; null where no S is as large as the rank. */
  theory: { loss: number; subset: number[] } | null;
  /** Standing as a critical point of F*; null where the point is not critical for F*. */
  standing: Standing | null;
}

export interface SaddlesFrame extends Provenance {
  kind: 'saddles';
  of: Descended;
  /** Starts followed to their end, and the number of them that led to no critical point. */
  starts: number;
  lost: number;
  /** Ascending in the loss, then in the rank. */
  points: CriticalPoint[];
  /** All found points, without merging: loss, lambda_min of F*'s Hessian, rank. */
  found: { loss: Float64Array; energyMin: Float64Array; rank: Int32Array };
  /** All critical values of the loss by theory, for each rank from 0. */
  criticalValues: Float64Array[];
}
