/** The questions that paths answer about batches of weight settings, and the form of the answers. */
import type { BackendName, Learner, StoppingRule } from '../../../model/problem/problem.ts';
import type { NetworkLayout } from './networkLayout.ts';
import type { Samples } from './samples.ts';
import type { WeightSettings } from './weightSettings.ts';

/** Lets long work be watched and ended. */
export interface Watch {
  readonly signal: AbortSignal;
  /** Fraction of the work that is done. */
  onProgress?(fraction: number): void;
}

/** The loss of many weight settings, without inference. */
export interface LossWork {
  readonly layout: NetworkLayout;
  readonly samples: Samples;
  /** G of them. */
  readonly settings: WeightSettings;
}

export interface LandscapeWork extends LossWork {
  readonly dt: number;
  readonly stopping: StoppingRule;
  /** Inference steps whose energy is wanted, ascending; inference ends at the last. */
  readonly record: readonly number[];
  /** False where F* is not wanted: `equilibratedEnergy` is NaN then, and takes no time. */
  readonly withEquilibrium?: boolean;
}

export interface LandscapeValues {
  /** [G] */
  readonly loss: Float64Array;
  /** Exact where there is a closed form (see `NetworkLayout`), elsewhere where the gradient flow ends. [G] */
  readonly equilibratedEnergy: Float64Array;
  /** Largest |dF/dz| left at the equilibrium, as a part of that at the feedforward pass: 0 in a closed form, NaN where F* is not wanted. [G] */
  readonly residual: Float64Array;
  /** [record][G]; NaN from the step on at which inference diverged. */
  readonly energyAtStep: Float64Array[];
  /** First step at which inference diverged, -1 where it did not. [G] */
  readonly divergedAt: Int32Array;
}

export interface GradientWork {
  readonly layout: NetworkLayout;
  readonly samples: Samples;
  readonly settings: WeightSettings;
  readonly learner: Learner;
  readonly dt: number;
  readonly steps: number;
  readonly stopping: StoppingRule;
  /** How often the published rule had halved dt by the end of the batches before: [G]; left out where it had not. */
  readonly halvings?: Int32Array;
  /** s_lj, one a unit, [units]; null or left out where every variance is 1. The gradient then includes dF/ds. For a single setting only. */
  readonly logVariances?: Float64Array | null;
  /** kappa of the prior on the activities that inference moves; 0 by default. */
  readonly sparsity?: number;
  readonly updates?: Updates | null;
}

/** Weight updates in the course of PC's inference, which goes on under the new weights. For a single setting only. */
export interface Updates {
  /** Number of inference steps between two updates; the gradient after the last step is the answer. */
  readonly every: number;
  /** Changes the weights and log-variances of the work in place, given a gradient in the form of `GradientValues`. */
  take(gradient: Float64Array): void;
}

export interface GradientValues {
  /** [G] */
  readonly loss: Float64Array;
  /** Energy at the activities that the gradient was taken at; the loss for BP. [G] */
  readonly energy: Float64Array;
  /** [G * parameters], means over the batch; then dF/ds [units] where the work has log-variances. */
  readonly gradient: Float64Array;
  readonly divergedAt: Int32Array;
  /** As in `LandscapeValues`, where the learner is at the equilibrium. [G] */
  readonly residual?: Float64Array;
  /** The work's `halvings` for the next batch, [G]; left out where inference stops after T steps or there was none. */
  readonly halvings?: Int32Array;
  /** z_0 where the gradient was taken, [G * N * n_0], if inputs are free. */
  readonly inputs?: Float64Array;
}

export interface PointWork {
  readonly layout: NetworkLayout;
  readonly samples: Samples;
  readonly weights: Float64Array;
  readonly dt: number;
  readonly steps: number;
  readonly stopping: StoppingRule;
  /** Index of a sample whose activities are wanted at every step; null for none. */
  readonly watched: number | null;
}

export interface PointValues {
  readonly loss: number;
  readonly lossGradient: Float64Array;
  /** [t][l], one entry more than the steps taken. */
  readonly layerEnergies: Float64Array[];
  /** After the last step: [samples * units]. */
  readonly activities: Float64Array;
  /** PC's gradient at those activities. */
  readonly weightGradient: Float64Array;
  readonly equilibrium: EquilibriumValues;
  /** The watched sample's units at every step; empty without one. */
  readonly watchedActivities: Float64Array[];
  readonly watchedPredictions: Float64Array[];
  readonly divergedAt: number;
}

export interface EquilibriumValues {
  readonly energy: number;
  /** Largest |dF/dz| left, as a part of that at the feedforward pass. */
  readonly residual: number;
  readonly activities: Float64Array;
  readonly weightGradient: Float64Array;
  /** S, [d_y * d_y]; null for nonlinear nets. */
  readonly rescaling: Float64Array | null;
}

/** Inference where every unit's error has a variance of its own. */
export interface VariancesWork {
  readonly layout: NetworkLayout;
  readonly samples: Samples;
  readonly weights: Float64Array;
  /** s_lj, one a unit: [units]; layer 0 is unused. */
  readonly logVariances: Float64Array;
  readonly dt: number;
  /** T, the number of Euler steps. */
  readonly steps: number;
}

export interface VariancesValues {
  /** F at steps 0 to T; ends where inference diverged. */
  readonly energies: Float64Array;
  /** After the last step: [samples * units]. */
  readonly activities: Float64Array;
  /** `dF/ds_lj = 1/N sum_i 1/2 (1 - e_lj^2 exp(-s_lj))`: [units]. */
  readonly logVarianceGradient: Float64Array;
  /** dF/dW_l: [parameters]. */
  readonly weightGradient: Float64Array;
}

export interface Backend {
  readonly name: BackendName;
  /** Loss and energies of many weight settings. */
  landscape(work: LandscapeWork, watch: Watch): Promise<LandscapeValues>;
  /** A learner's weight gradient at each weight setting. */
  gradient(work: GradientWork, watch: Watch): Promise<GradientValues>;
  /** Everything about one weight setting. */
  point(work: PointWork, watch: Watch): Promise<PointValues>;
}
