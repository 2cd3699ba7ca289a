/** Frames of the sweep of escape times: a curve for each learner and network, and the checkpoint that a sweep resumes from. Types only. */
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
  /** Numbers of runs that still go on, that ended at the most steps without an escape, and that diverged. */
  running: Int32Array;
  censored: Int32Array;
  diverged: Int32Array;
  /** Number of runs in which PC's inference once ended at a higher energy than at its start: a sign of too large a step size. */
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

/** State from which every run takes its next weight step exactly as an unbroken sweep would. One entry a network and learner, BP first. */
export type EscapeCheckpoint = EscapeState[];

/** Runs in the order [scale][seed]. */
export interface EscapeState {
  /** Number of weight steps of the runs that still go on. */
  iteration: number;
  /** Loss before the first step; NaN until the first step. [runs] */
  firstLoss: Float64Array;
  /** Iteration of the escape, divergence or overshoot; -1 where none has happened. [runs] */
  escapedAt: Int32Array;
  divergedAt: Int32Array;
  overshotAt: Int32Array;
  /** How often the published stopping rule has halved dt. [runs] */
  halvings: Int32Array;
  /** Numbers of the runs that neither escaped nor diverged, ascending, and their weights: [live], [live * parameters]. */
  live: Int32Array;
  weights: Float64Array;
}
