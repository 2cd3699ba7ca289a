/** Frames of the two-moons laboratory: the runs of its sweep, and one network as it learns. Types only. */
import type { BackendName } from '../problem/problem.ts';
import type { Provenance } from '../problem/requestAndFrame.ts';

/** A finished run: one learner on one network from one seed. */
export interface ActivityRun {
  width: number;
  /** Activity learning rate, dt; null for BP. */
  rate: number | null;
  seed: number;
  /** Part of the test samples that are classified correctly after the last step; NaN where the run diverged. */
  accuracy: number;
  /** Iteration at which it diverged, -1 if it did not. */
  divergedAt: number;
  /** var(dW_2) / var(dW_3) at each weight step, of the entries of both gradients; up to where it diverged. */
  varianceRatio: Float64Array;
  /** Compute path of the run. */
  backend: BackendName;
}

/** Replaces the earlier frame of the same request: the runs that are over, in any order. */
export interface ActivityRatesFrame extends Provenance {
  kind: 'activityRates';
  runs: ActivityRun[];
  /** Number of runs in the whole sweep. */
  total: number;
  /** Number of runs that are computed at a time. */
  workers: number;
}

/** One learner's decisions and activities at each weight step; index 0 is before the first step. */
export interface DecisionCurves {
  /** Probability of class 1, [step][rows * columns], row = x_2 along the frame's `up`, column = x_1 along its `across`. */
  probability: Float32Array[];
  /** The point's units where inference towards its class ends (BP: feedforward), and what the layer below predicts of each: [step][units], z_0 = x to z_L. */
  activities: Float32Array[];
  predictions: Float32Array[];
  /** Loss of each batch before its step; one entry less than the others. */
  loss: Float64Array;
  /** Accuracy on the test part. */
  accuracy: Float64Array;
  /** Iteration at which it diverged, -1 if it did not. */
  divergedAt: number;
}

/** Replaces the earlier frame of the same request: up to `iteration`. */
export interface DecisionFrame extends Provenance {
  kind: 'decision';
  /** Weight steps taken so far by both learners. */
  iteration: number;
  /** n_0, ..., n_L */
  widths: number[];
  /** Grid coordinates along x_1 and x_2. */
  across: Float64Array;
  up: Float64Array;
  bp: DecisionCurves;
  pc: DecisionCurves;
  /** The training points: places [count * 2], and the class of each. */
  points: { x: Float64Array; labels: Int32Array };
  /** The chosen one. */
  point: number;
}
