/** The experiments of the laboratory "moons": request and frame of each kind. Types only. */
import type { Optimiser } from '../problem/problem.ts';
import type { InferringRequest } from '../problem/requestAndFrame.ts';
import type { ActivityRatesFrame, ActivityRun, DecisionFrame } from './moonsFrames.ts';

/** One row a kind. */
export interface MoonsExperiments {
  activityRates: { request: ActivityRatesRequest; frame: ActivityRatesFrame };
  decision: { request: DecisionRequest; frame: DecisionFrame };
}

/** How every run of the two-moons laboratory learns: the optimiser's step, and how many of them. */
interface MoonsRequest extends InferringRequest {
  optimiser: Optimiser;
  learningRate: number;
  iterations: number;
}

/** PC at several widths and activity learning rates, which take the place of the problem's width and of `dt`, and BP beside it at each width. */
export interface ActivityRatesRequest extends MoonsRequest {
  kind: 'activityRates';
  /** Widths of the hidden layers, ascending. */
  widths: number[];
  /** Ascending. */
  rates: number[];
  /** Runs from consecutive seeds for each width and rate, and for BP at each width. */
  seeds: number;
  /** Runs that need not be computed: of this sweep before a stop, or of a sweep with other widths, rates or seeds. */
  known: ActivityRun[];
}

/** One network with BP and PC on equal batches: the class probabilities of both over the plane as they learn. */
export interface DecisionRequest extends MoonsRequest {
  kind: 'decision';
  /** Index of the training point whose activities are shown. */
  point: number;
}
