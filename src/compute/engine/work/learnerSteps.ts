/** A learner's weight steps on any path: the plan that decides them, their measurements, and the questions that an experiment may ask in between. */
import type { BackendName, Learner, LearnerVariant, Optimiser, StoppingRule } from '../../../model/problem/problem.ts';
import type { Watch } from './backend.ts';
import type { NetworkLayout } from './networkLayout.ts';
import type { Samples } from './samples.ts';

export interface LearnerPlan {
  readonly layout: NetworkLayout;
  readonly learner: Learner;
  readonly optimiser: Optimiser;
  /** Factor of the mean gradient of 1/2 squares. */
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
  /** Additions to plain PC or BP. */
  readonly variant: LearnerVariant;
  /** Whether the learner's time is compared with the times of other variants. All of them then take their steps in the same way, without kernels that know only some variants. */
  readonly isTimed?: boolean;
}

/** The state from which a learner goes on. */
export interface LearnerStart {
  readonly weights: Float64Array;
  /** s_lj, one a unit, [units] with layer 0 unused; empty where variances are fixed. */
  readonly logVariances: Float64Array;
  /** In the layout of optimiser.ts, for the weights followed by the log-variances. */
  readonly optimiserState: Float64Array;
  /** Loss of the run's first batch, null before it: growth is judged by it. */
  readonly firstLoss: number | null;
  /** How often the published rule had halved dt by the end of the batches before; 0 where left out. */
  readonly halvings?: number;
}

/** The two matrices that determine F* of a linear network: [d_y, d_y] each, row-major. */
export interface Rescaled {
  /** S */
  readonly rescaling: Float64Array;
  /** `1/N sum_i r_i r_i^T` */
  readonly residualMoments: Float64Array;
}

/** Measurements of one weight step, at the weights before the step. */
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
  /** S and the residuals' moments at the weights and on the batch of this step; null where the plan wants none, and in float64, where the caller has the weights. */
  readonly prediction: Rescaled | null;
  /** Whether loss, gradient or inference has diverged: then neither this step nor any later one was taken. */
  readonly diverged: boolean;
  /** Whether the loss was below the plan's goal: then, too, neither this step nor any later one was taken. */
  readonly completed: boolean;
}

export interface TestMeasures {
  readonly loss: number;
  /** Part of the samples whose largest output is their class's. */
  readonly accuracy: number;
}

/** The state of samples at each recorded step of inference without learning. */
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
  /** Measurements of the steps since the last call, in their order. */
  measures(): Promise<StepMeasures[]>;
  weights(): Promise<Float64Array>;
  logVariances(): Promise<Float64Array>;
  optimiserState(): Promise<Float64Array>;
  /** How often the published rule has halved dt, which the next batch's inference starts from; 0 where inference stops after T steps. */
  halvings(): Promise<number>;
  /** Loss and accuracy on other samples, without learning. */
  test(samples: Samples, watch: Watch): Promise<TestMeasures>;
  /** The outputs a_L (their softmax under cross-entropy) of a feedforward pass from these inputs: [N * n_L]. */
  predict(x: Float64Array, count: number, watch: Watch): Promise<Float64Array>;
  /** Inference as in the plan, recorded at the steps of `record`, ascending; inference ends at the last of them. */
  infer(samples: Samples, record: readonly number[], watch: Watch): Promise<InferredSamples>;
  /** z_0 where the latest step's inference ended, [N * n_0]; x where inputs are clamped. */
  latestInputs(): Promise<Float64Array>;
  dispose(): void;
}
