/** What the sweep of escape times answers with: a curve a learner and network, and the checkpoint that it goes on from. Types only. */
import type { Provenance } from '../problem/requestAndFrame.ts';

/** `ln steps = intercept + slope ln scale`, fitted by least squares to the `points` scales from `from` to `to`. */
export interface PowerLaw {
  slope: number;
  intercept: number;
  from: number;
  to: number;
  points: number;
}

/** One learner on one network; index = scale. Escape time: the first iteration whose loss is below half of the run's first. */
export interface EscapeCurve {
  /** Median over seeds; NaN where half of the runs or more have not escaped. */
  median: Float64Array;
  /** NaN where no run has escaped. */
  earliest: Float64Array;
  /** NaN where a run has not escaped. */
  latest: Float64Array;
  /** How many runs still go on; ended at the most steps; diverged. */
  running: Int32Array;
  censored: Int32Array;
  diverged: Int32Array;
  /** How many runs met weights at which PC's inference ended at a higher energy than it began with: the step size is too large there. */
  overshot: Int32Array;
  /** BP's over the scales where its slope has settled, PC's over its three smallest, where its slope goes on flattening; null while there is none. */
  fit: PowerLaw | null;
}

export interface EscapeNetwork {
  widths: number[];
  /** L */
  layers: number;
  /** -(L - 2) for BP, and the slope of log(1/scale) over its fit's range for PC; null where the prediction does not hold or there is no fit. */
  predictedSlope: { bp: number | null; pc: number | null };
  bp: EscapeCurve;
  pc: EscapeCurve;
}

/** Replaces the earlier frame of the same request. */
export interface EscapeFrame extends Provenance {
  kind: 'escape';
  scales: Float64Array;
  mostSteps: number;
  networks: EscapeNetwork[];
  checkpoint: EscapeCheckpoint;
}

/** Everything needed to take every run's next weight step exactly as an unbroken sweep would. One entry a network and learner, BP first. */
export type EscapeCheckpoint = EscapeState[];

/** Runs in the order [scale][seed]. */
export interface EscapeState {
  /** Weight steps that the runs which still go on have taken. */
  iteration: number;
  /** Loss before the first step; NaN before it is known. [runs] */
  firstLoss: Float64Array;
  /** Iteration, -1 where it has not happened. [runs] */
  escapedAt: Int32Array;
  divergedAt: Int32Array;
  overshotAt: Int32Array;
  /** Numbers of the runs that neither escaped nor diverged, ascending, and their weights: [live], [live * parameters]. */
  live: Int32Array;
  weights: Float64Array;
}
