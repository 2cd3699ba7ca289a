/** What the unsupervised experiment answers with: curves, looks at test images, and the checkpoint that it goes on from. Types only. */
import type { BackendName, InferenceSettings } from '../problem/problem.ts';
import type { Provenance } from '../problem/provenance.ts';

/** What may change while it learns, and the iteration from which it holds. */
export interface UnsupervisedSettings extends Pick<InferenceSettings, 'dt' | 'steps'> {
  from: number;
  learningRate: number;
  /** kappa of the L1 prior on activities. */
  sparsity: number;
}

export interface UnsupervisedCurves {
  /** Energy of each batch where inference ended, before the weights moved; index = iteration. */
  energy: Float64Array;
  /** In order; the first holds from iteration 0. */
  settings: UnsupervisedSettings[];
  looks: LookCurves;
}

/** One entry a look at test images. */
export interface LookCurves {
  /** Weight steps taken before the look. */
  iteration: Int32Array;
  /** Images that were looked at. */
  images: Int32Array;
  /** Energy of layer l where inference ended: [L][looks]. */
  layerEnergies: Float64Array[];
  /** Part of the images whose digit the linear probe finds from the latent. */
  probe: Float64Array;
  /** The same of k-NN; NaN while its buffer holds fewer latents than k. */
  neighbours: Float64Array;
}

/** Shades of images, 0 to 255 for an activity of 0 to 1 (beyond, the nearest of them): [images * height * width], row by row. */
export type Shades = Uint8Array<ArrayBuffer>;

/** The test images that are looked at. */
export interface LookedImages {
  height: number;
  width: number;
  shades: Shades;
  /** Class of each. */
  labels: Int32Array<ArrayBuffer>;
  classNames: string[];
  /** Which of them are reconstructed: the first of each of the first ten classes. */
  digits: Int32Array<ArrayBuffer>;
}

/** What the network makes of test images at one iteration. */
export interface Look {
  iteration: number;
  images: number;
  /** Time that it took, in ms. */
  milliseconds: number;
  /** Reconstructions of the digits at the recorded inference steps: [records][digits * height * width]. */
  record: number[];
  reconstructions: Shades[];
  /** Decoded from latents drawn with the mean and sd that each unit has over the images looked at. */
  samples: Shades;
  /** Decoded between each two digits a < b, from a's latent to b's: [pair][steps * height * width], pairs in the order 01, 02, ..., 12, ... */
  interpolations: Shades[];
  /** The latents' first two principal components, [images] each, and the part of their variance that each explains. */
  components: { first: Float64Array; second: Float64Array; shares: [number, number] };
  /** Latents in the k-NN buffer. */
  buffered: number;
}

/** Newer than what came before; parts that have not changed since are null, and stay as they were. */
export interface UnsupervisedFrame extends Provenance {
  kind: 'unsupervised';
  /** Weight steps taken so far. */
  iteration: number;
  /** Images that are learnt from. */
  trainingCount: number;
  parameterCount: number;
  curves: UnsupervisedCurves;
  /** Iteration at which it diverged, -1 if it did not. */
  divergedAt: number;
  images: LookedImages | null;
  look: Look | null;
  checkpoint: UnsupervisedCheckpoint | null;
}

/** Everything needed to take the next step exactly as an unbroken run would. */
export interface UnsupervisedCheckpoint {
  iteration: number;
  backend: BackendName;
  curves: UnsupervisedCurves;
  /** Loss of the run's first batch, by which growth is judged; null before it. */
  firstLoss: number | null;
  weights: Float64Array;
  optimiser: Float64Array;
  probe: ProbeState;
  neighbours: NeighboursState;
}

export interface ProbeState {
  /** [classes, inputs + 1], the bias last. */
  weights: Float64Array;
  /** Adam's. */
  optimiser: Float64Array;
}

export interface NeighboursState {
  /** The latest latents, oldest first: [count * inputs], and their classes. */
  latents: Float64Array;
  labels: Int32Array;
}
