/** Frames of the unsupervised experiment: curves, evaluations on test images, and the checkpoint that a run resumes from. */
import type { BackendName, InferenceSettings } from '../problem/problem.ts';
import type { Provenance } from '../problem/requestAndFrame.ts';

/** Settings that may change while the network learns, and the iteration from which they hold. */
export interface UnsupervisedSettings extends Pick<InferenceSettings, 'dt' | 'steps'> {
  from: number;
  learningRate: number;
  /** kappa of the L1 prior on activities. */
  sparsity: number;
}

export interface UnsupervisedCurves {
  /** Energy of each batch where inference ended, before the weights moved; index = iteration. */
  energy: Float64Array;
  /** Ascending in `from`; the first entry holds from iteration 0. */
  settings: UnsupervisedSettings[];
  evaluations: EvaluationCurves;
}

/** Accuracies and energies on test images, one entry an evaluation. */
export interface EvaluationCurves {
  /** Weight steps taken before the evaluation. */
  iteration: Int32Array;
  /** Number of test images evaluated. */
  images: Int32Array;
  /** Energy of layer l where inference ended: [L][evaluations]. */
  layerEnergies: Float64Array[];
  /** Part of the images whose digit the linear probe finds from the latent. */
  probe: Float64Array;
  /** Part of the images whose digit k-NN finds from the latent; NaN while its buffer holds fewer latents than k. */
  neighbours: Float64Array;
}

/** Shades of images, row by row: [images * height * width]. Activities 0 to 1 become 0 to 255; activities outside this range are clipped. */
export type Shades = Uint8Array<ArrayBuffer>;

/** The test images that evaluations read. */
export interface TestImageSet {
  height: number;
  width: number;
  shades: Shades;
  /** Class of each image. */
  labels: Int32Array<ArrayBuffer>;
  classNames: string[];
  /** Indices of the images that are reconstructed: the first image of each of the first ten classes. */
  digits: Int32Array<ArrayBuffer>;
}

/** The network's reconstructions, samples and findings on test images at one iteration. */
export interface Evaluation {
  iteration: number;
  images: number;
  /** Duration of the evaluation in ms. */
  milliseconds: number;
  /** Reconstructions of the digits at the recorded inference steps: [records][digits * height * width]. */
  record: number[];
  reconstructions: Shades[];
  /** Images decoded from random latents, normal with the mean and sd that each unit has over the evaluated images. */
  samples: Shades;
  /** Images decoded along the line from digit a's latent to digit b's, for each pair a < b: [pair][steps * height * width], in the order of `latentPairs`. */
  interpolations: Shades[];
  /** First two principal components of the latents, [images] each, and the share of the variance that each explains. */
  components: { first: Float64Array; second: Float64Array; shares: [number, number] };
  /** Latents in the k-NN buffer. */
  buffered: number;
}

/** Replaces the earlier frame of the same request, but for `images`, `evaluation` and `checkpoint`: null there means unchanged. */
export interface UnsupervisedFrame extends Provenance {
  kind: 'unsupervised';
  /** Weight steps taken so far. */
  iteration: number;
  /** Number of training images. */
  trainingCount: number;
  parameterCount: number;
  curves: UnsupervisedCurves;
  /** Iteration at which the run diverged, -1 if it did not. */
  divergedAt: number;
  images: TestImageSet | null;
  evaluation: Evaluation | null;
  checkpoint: UnsupervisedCheckpoint | null;
}

/** State from which a run takes its next step exactly as an unbroken run would. */
export interface UnsupervisedCheckpoint {
  iteration: number;
  backend: BackendName;
  curves: UnsupervisedCurves;
  /** Loss of the run's first batch, which later losses are compared with to detect divergence; null before that batch. */
  firstLoss: number | null;
  weights: Float64Array;
  optimiser: Float64Array;
  probe: ProbeState;
  neighbours: NeighboursState;
}

export interface ProbeState {
  /** [classes, inputs + 1], row-major, the bias last in each row. */
  weights: Float64Array;
  /** Adam's moments and step count. */
  optimiser: Float64Array;
}

export interface NeighboursState {
  /** The latest latents, oldest first: [count * inputs]. */
  latents: Float64Array;
  /** Class of each latent. [count] */
  labels: Int32Array;
}

/** Number of latents on the line between two digits, both ends included. */
export const interpolationSteps = 10;

/** Pairs of digits that images are interpolated between: every a < b below `digits`, in the order 01, 02, ..., 12, ... */
export const latentPairs = (digits: number): [number, number][] =>
  Array.from({ length: digits }, (_, a) =>
    Array.from({ length: digits - a - 1 }, (_, k): [number, number] => [a, a + 1 + k]),
  ).flat();
