/** The experiments of the laboratory "moons": what each is asked, and the frame that answers. Types only. */
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
  /** Of every hidden layer, ascending. */
  widths: number[];
  /** Ascending. */
  rates: number[];
  /** Runs from consecutive seeds for each width and rate, and for BP at each width. */
  seeds: number;
  /** Runs that are known already, of this sweep before it was stopped or of one with other widths, rates or seeds. */
  known: ActivityRun[];
}

/** One network, BP and PC on the same batches: what both say of every place in the plane as they learn. */
export interface DecisionRequest extends MoonsRequest {
  kind: 'decision';
  /** Training point whose activities are shown. */
  point: number;
}
