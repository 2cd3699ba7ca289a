/** A learner's weight steps, wherever they are taken: what decides them, what they measure, and what an experiment may ask in between. */
import type { BackendName, Learner, LearnerVariant, Optimiser, StoppingRule } from '../../../model/problem/problem.ts';
import type { Watch } from './backend.ts';
import type { NetworkLayout } from './networkLayout.ts';
import type { Samples } from './samples.ts';

export interface LearnerPlan {
  readonly layout: NetworkLayout;
  readonly learner: Learner;
  readonly optimiser: Optimiser;
  /** What the mean gradient of 1/2 squares is multiplied by. */
  readonly scale: number;
  readonly dt: number;
  readonly steps: number;
  readonly stopping: StoppingRule;
  /** Whether small networks' steps measure norms by layer; large ones' always do. */
  readonly layerNorms: boolean;
  /** Whether steps on a device measure what Theorem 1 predicts PC's energy from: linear nets' alone. */
  readonly prediction: boolean;
  /** Loss below which the learner has completed its task; null where it goes on. */
  readonly goal: number | null;
  /** What it adds to the plain learner. */
  readonly variant: LearnerVariant;
  /** Whether its time is compared with that of learners of any variant: then it takes its steps as they all can, not in kernels that know the plain one alone. */
  readonly isTimed?: boolean;
}

/** Where a learner goes on from. */
export interface LearnerStart {
  readonly weights: Float64Array;
  /** s_lj, one a unit, [units] with layer 0 unused; empty where variances are fixed. */
  readonly logVariances: Float64Array;
  /** As optimiser.ts lays it out, for the weights followed by the log-variances. */
  readonly optimiserState: Float64Array;
  /** Loss of the run's first batch, null before it: growth is judged by it. */
  readonly firstLoss: number | null;
}

/** What F* of a linear net follows from: [d_y, d_y] each, row-major. */
export interface Rescaled {
  /** S */
  readonly rescaling: Float64Array;
  /** `1/N sum_i r_i r_i^T` */
  readonly residualMoments: Float64Array;
}

/** What one weight step found before it changed the weights. */
export interface StepMeasures {
  readonly loss: number;
  /** Energy where the learner took its gradient; the loss for BP. */
  readonly energy: number;
  readonly gradientNorm: number;
  /** Norms by layer, [L]; null where the plan wants none. */
  readonly layerNorms: { readonly gradient: Float64Array; readonly parameter: Float64Array } | null;
  /** Variance of the entries of dF/dW_l, biases left out, [L]; null with `layerNorms`. */
  readonly gradientVariances: Float64Array | null;
  /** Units whose log-variance reached its bounds in this step and was held there. */
  readonly clamped: number;
  /** At the weights and on the batch of this step; null where the plan wants none, or the weights are at hand. */
  readonly prediction: Rescaled | null;
  /** Whether loss, gradient or inference has grown out of all bounds: then the step was not taken, and no other was after it. */
  readonly diverged: boolean;
  /** Whether the loss was below the plan's goal: the same then. */
  readonly completed: boolean;
}

export interface TestMeasures {
  readonly loss: number;
  /** Part of the samples whose largest output is their class's. */
  readonly accuracy: number;
}

/** What inference made of samples that nothing is learnt from, at each recorded step. */
export interface InferredSamples {
  /** z_0: x where inputs are clamped. [records][N * n_0] */
  readonly inputs: Float64Array[];
  /** The outputs predicted, a_L (its softmax under cross-entropy). [records][N * n_L] */
  readonly outputs: Float64Array[];
  /** [records][L] */
  readonly layerEnergies: Float64Array[];
}

export interface LearnerSteps {
  /** Path that the steps are taken on. */
  readonly backend: BackendName;
  /** Whether every step's measures are known as soon as it is taken. */
  readonly measuresAtOnce: boolean;
  /** `theta <- theta - rate * scale * gradient`, through the optimiser. Does nothing once the run has diverged or is complete. */
  take(samples: Samples, rate: number, watch: Watch): Promise<void>;
  /** What the steps since the last look measured, in their order. */
  measures(): Promise<StepMeasures[]>;
  weights(): Promise<Float64Array>;
  logVariances(): Promise<Float64Array>;
  optimiserState(): Promise<Float64Array>;
  /** Measured on samples that nothing is learnt from. */
  test(samples: Samples, watch: Watch): Promise<TestMeasures>;
  /** The outputs a_L (their softmax under cross-entropy) that these inputs give, feedforward: [N * n_L]. */
  predict(x: Float64Array, count: number, watch: Watch): Promise<Float64Array>;
  /** Inference as the plan has it, seen at the steps of `record`, ascending; it ends at the last. */
  infer(samples: Samples, record: readonly number[], watch: Watch): Promise<InferredSamples>;
  /** z_0 where the latest step's inference ended, [N * n_0]; x where inputs are clamped. */
  latestInputs(): Promise<Float64Array>;
  dispose(): void;
}
