/** What the saddle search answers with: the critical points that it found, and what theory allows. Types only. */
import type { Descended } from '../problem/problem.ts';
import type { Provenance } from '../problem/requestAndFrame.ts';

/** What the Hessian, and trying where it has no negative eigenvalue, say of a critical point of F* (the conjecture that every saddle is strict leaves out `flat`). */
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
  /** Number of the start that led here, and how many starts led to a point like it. */
  start: number;
  count: number;
  /** Of the point with the least negative curvature of F* among those it stands for. */
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
  /** Negative eigenvalues and the smallest one, of the Hessians of the loss and of F*. */
  lossIndex: number;
  lossMin: number;
  energyIndex: number;
  energyMin: number;
  /** `1/2 (tr Sigma_yy - sum_{i in S} lambda_i)` closest to the loss, and S, counted from 0; null where no S is as large as the rank. */
  theory: { loss: number; subset: number[] } | null;
  /** As a critical point of F*; null where it is none. */
  standing: Standing | null;
}

export interface SaddlesFrame extends Provenance {
  kind: 'saddles';
  of: Descended;
  /** Starts that were followed to their end, and those of them that led to no critical point. */
  starts: number;
  lost: number;
  /** Ascending in the loss, then in the rank. */
  points: CriticalPoint[];
  /** Every single point that was found: loss, lambda_min of F*'s Hessian, rank. */
  found: { loss: Float64Array; energyMin: Float64Array; rank: Int32Array };
  /** Everything that theory allows the loss to be at a critical point, for each rank from 0. */
  criticalValues: Float64Array[];
}
