/** The subjects of every question to the worker: networks, data, planes and learning runs. Types only. */
import type { DataName } from './dataSets.ts';
import type {
  activations,
  backendChoices,
  backends,
  inputRules,
  learners,
  optimisers,
  outputEnergies,
  pcLearners,
  stoppingRules,
} from './enumerations.ts';

export type Activation = keyof typeof activations;

export type BackendName = keyof typeof backends;

export type BackendChoice = keyof typeof backendChoices;

export type Learner = keyof typeof learners;

export type PcLearner = keyof typeof pcLearners;

export type StoppingRule = keyof typeof stoppingRules;

/** Additions to PC or BP; a field that is left out adds nothing. */
export interface LearnerVariant {
  /** PC updates its weights after every `updateEvery` of the T inference steps, and infers on under the new weights, instead of updating once after all. */
  updateEvery?: number;
  /** Whether the log-variance of every unit's error is learnt beside the weights, starting at 0. For PC only. */
  variances?: 'fixed' | 'trainable';
  /** lambda of `lambda/2 |theta|^2`, on weights, biases and log-variances. */
  weightDecay?: number;
  /** kappa of `kappa sum_l sum_j |z_lj|` (free inputs and hidden layers) in the energy of every sample. For PC only. */
  sparsity?: number;
}

export type Optimiser = keyof typeof optimisers;

/** `widths` = n_0 = d_x, ..., n_L = d_y: the number of units by layer. All layers but those of `convolution` are fully connected. */
export interface Network {
  widths: number[];
  activation: Activation;
  /** The first hidden layers, where they are convolutions over images. */
  convolution?: Convolution;
  /** Whether fully connected layers have biases: the last column of every W_l. Convolutions always have biases. */
  biases?: boolean;
  /** The output layer's energy; squares by default. */
  output?: (typeof outputEnergies)[number];
  /** Whether inference moves z_0 too; clamped by default. Free inputs make unsupervised, generative networks, whose data sit at the output layer. */
  inputs?: (typeof inputRules)[number];
}

/**
 * Block l is a convolution of 3 x 3 with zeros around the image, `channels[l - 1]` filters and their biases, phi, and a max-pool of 2 x 2 that
 * leaves an odd last row or column out. Its units are what the pool gives; of an image, one whole channel after another.
 */
export interface Convolution {
  /** Shape of x. */
  image: [height: number, width: number, channels: number];
  channels: number[];
}

/** Row-major. */
export interface Matrix {
  shape: [rows: number, columns: number];
  data: ArrayLike<number>;
}

/** One number a unit. */
export interface Vector {
  shape: [length: number];
  data: ArrayLike<number>;
}

export interface InferenceSettings {
  dt: number;
  /** T, the number of Euler steps. */
  steps: number;
  /** `published`: dt halves when the energy rises; stops at dt <= 0.025; the last activity update is not taken. */
  stopping?: StoppingRule;
}

/**
 * The saddle that a problem is built around: `zero-rank` is Theorem 3's (all layers zero but the penultimate, drawn from the seed),
 * `rank` the loss's whose product has the first batch's `rank` strongest directions, `point` the weights given, flat.
 */
export type SaddleAnchor =
  | { kind: 'origin' }
  | { kind: 'zero-rank' }
  | { kind: 'rank'; rank: number }
  | { kind: 'point'; weights: number[] };

/** Network, initial weights and data, all made from a seed: small enough to send with every request. */
export interface Problem {
  network: Network;
  data: DataName;
  /** For the linear teacher: each singular value divided by the one before it. */
  decay?: number;
  /** For two moons: standard deviation of the points about their half circles; 0.2 by default. */
  noise?: number;
  /** For own data: fingerprint of the columns that were chosen from the files. */
  own?: number;
  /** How the initial weights lie around the saddle: N(0, scale^2), or U(-1/sqrt(fan-in), 1/sqrt(fan-in)), PyTorch's default. */
  initial: 'normal' | 'uniform';
  /** Standard deviation of normal initial weights. */
  scale: number;
  saddle: SaddleAnchor;
  seed: number;
  /** Samples in a batch. */
  batchSize: number;
}

/** The middle of a plane: zero weights, the problem's saddle, or the seed's initial weights. */
export type Centre = 'origin' | 'saddle' | 'start';

/** theta(a, b) = theta_0 + a u + b v, named by how it is made. */
export type PlaneRecipe =
  | {
      kind: 'coordinates';
      centre: Centre;
      first: number;
      second: number /** Value of every chain weight on neither axis (at the origin's centre). */;
      held: number;
    }
  | { kind: 'random'; centre: Centre; seed: number }
  /** Eigenvectors of the largest and the smallest eigenvalue of the loss's or of F*'s Hessian at the centre. */
  | {
      kind: 'hessian';
      centre: Centre;
      of: 'loss' | 'energy' /** Why this plane stands in for another, in words. */;
      because?: string;
    }
  /**
   * The first two principal components of the weights that a run visits, about the centre (`paths`) or about their mean (`trajectory`), or the directions from the
   * centre to where its two learners end. The run starts at the seed's weights.
   */
  | { kind: 'paths' | 'trajectory' | 'solutions'; centre: Centre; run: LearningRun };

/** Where the learners start: null for the seed's initial weights, else a point of the plane. */
export type Start = { a: number; b: number } | null;

/** A learning rate and the iteration from which it holds. */
export interface LearningRateChange {
  from: number;
  rate: number;
}

/** How both learners learn, and for how long. */
export interface LearningRun {
  learners: ['bp', PcLearner];
  optimiser: Optimiser;
  /** Learning rates of BP, in the order of iterations. */
  learningRates: LearningRateChange[];
  /** PC’s learning rate divided by BP’s; 1 by default. */
  pcRate?: number;
  batches: 'fresh' | 'fixed';
  convention: 'matched' | 'published';
  iterations: number;
  /** `plateau`: a learner also ends when the mean loss of an epoch falls by less than 0.001 (Figure 5). */
  ending?: 'iterations' | 'plateau';
}

/** Points of a learner's path: [points * parameters], with their iterations. */
export interface VisitedWeights {
  iteration: Int32Array;
  weights: Float64Array;
}

/** The function whose critical points are searched for. */
export type Descended = 'loss' | 'energy';
