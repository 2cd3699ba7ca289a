/** Frames of the landscapes laboratory; training, escape and saddle frames stand in files of their own. Types only. */
import type { DataFacts } from '../problem/dataSets.ts';
import type { Agreement, Provenance } from '../problem/requestAndFrame.ts';

/** A plane that travels with the learners: the loss's axes count from BP's weights, the energies' from PC's. */
export interface Travelled extends Record<'bp' | 'pc', LearnerPlace> {
  /** u . u, u . v and v . v of the plane's directions. */
  metric: [number, number, number];
}

/** A learner's weights, and their coordinates on the plane at its own centre. */
export interface LearnerPlace {
  a: number;
  b: number;
  weights: Float64Array;
}

export interface LandscapeFrame extends Provenance {
  kind: 'landscape';
  /** Grid coordinates along both directions, n of them. */
  axis: Float64Array;
  /** Names of the axes: two weights' names, or "u" and "v". */
  axisNames: [string, string];
  /** One sentence that describes the plane and the scale of its directions. */
  planeDescription: string;
  /**
   * Of the plane of the paths: the part of the squared distances of their points from its centre that lies in the plane, and the largest distance of a point off
   * the plane; null on other planes.
   */
  captured: { share: number; farthest: number } | null;
  /** Where the plane has travelled to; null where it stays at its own centre. */
  travelled: Travelled | null;
  /** [n * n], row = second direction, column = first. */
  loss: Float64Array;
  equilibratedEnergy: Float64Array;
  /** Largest |dF/dz| left where F* was found, as a part of that at the feedforward pass; 0 in a closed form. [points] */
  residual: Float64Array;
  /** Inference steps that were recorded, and F at each: [steps][n * n]. */
  record: number[];
  energyAtStep: Float64Array[];
  /** Inference step at which a grid point diverged, -1 where it did not. [n * n] */
  divergedAt: Int32Array;
  /** Largest dt that is stable on the whole grid; null where it is unknown (nonlinear nets). */
  stableDt: number | null;
  agreement: Agreement | null;
  /** The learners' start: coordinates in the plane, and heights. */
  start: { a: number; b: number; loss: number; equilibratedEnergy: number; energyAtStep: Float64Array };
}

export interface VolumeFrame extends Provenance {
  kind: 'volume';
  axis: Float64Array;
  axisNames: [string, string, string];
  /** [n * n * n], index = (k n + j) n + i with i along the first weight. */
  loss: Float64Array;
  equilibratedEnergy: Float64Array;
  record: number[];
  energyAtStep: Float64Array[];
}

export interface InferenceFrame extends Provenance {
  kind: 'inference';
  /** Energy of layer l at step t: [t][l]; its sum at t = 0 is the loss. */
  layerEnergies: Float64Array[];
  loss: number;
  equilibratedEnergy: number;
  /** Whether the equilibrium is solved in closed form; else it is where every sample's gradient flow ends. */
  equilibriumIsExact: boolean;
  /** Largest |dF/dz| left there, as a part of that at the feedforward pass. */
  equilibriumResidual: number;
  /** Theorem 1's closed form; null for nonlinear nets. */
  theoryEnergy: number | null;
  /** Rescaling S = I + ...: its eigenvalues, ascending, and the smallest and largest of them; null for nonlinear nets. */
  rescaling: { min: number; max: number; eigenvalues: Float64Array } | null;
  /** Largest singular value of Sigma_xy and largest eigenvalue of Sigma_yy: how strongly the data pull at a saddle. */
  moments: { inputOutput: number; output: number };
  /** Activities of the chosen sample: [t][unit], layers 0 to L one after another (z_0 = x, z_L = y). */
  activities: Float64Array[];
  /** Predictions g_l(z_{l-1}) in the same layout (layer 0 holds x). */
  predictions: Float64Array[];
  /** Activities and predictions of the chosen sample at the equilibrium: [unit]. */
  equilibriumActivities: Float64Array;
  equilibriumPredictions: Float64Array;
  /** Extreme eigenvalues of the activity Hessian at the feedforward point. */
  activityHessian: { min: number; max: number };
  /** 2 / lambda_max. */
  stableDt: number;
  /**
   * The convergence rate, sqrt((F_t - F*) / (F_{t-1} - F*)). `measured` at the last step t at which the energies still move, null where none does; `predicted`
   * for that step from the modes that the output's error excites, for linear nets with one dt. It tends to `slowest`, max |1 - dt lambda| over those modes, null
   * where inference has nothing to do. `bound`: over all modes, whether excited or not.
   */
  rate: { measured: number | null; predicted: number | null; slowest: number | null; bound: number };
  /**
   * Weight steps times the learning rate after which each learner leaves the origin, to leading order in the run's own initial weights: BP's loss, PC's energy
   * after T steps of inference, and F* are half of their start. Null where the start is not near the origin, or leading order does not decide.
   */
  escape: { bp: number | null; pc: number | null; equilibrium: number | null };
  /** Smallest Hessian eigenvalue of F* at the origin by Theorem 2; null where phi has no slope 1 at 0 (relu). */
  originCurvature: number | null;
  /** Step at which inference diverged, -1 if it did not. */
  divergedAt: number;
  /** Steps that inference took (fewer than T under the published stopping rule). */
  stepsTaken: number;
}

/** A symmetric matrix's eigenvalues: all of them, or its ends and the density in between. */
export interface Spectrum {
  /** Ascending; null where only the ends are known. */
  eigenvalues: Float64Array | null;
  min: number;
  max: number;
  /** By stochastic Lanczos quadrature: density at each x, which integrates to 1; null where all eigenvalues are known. */
  density: { x: Float64Array; y: Float64Array } | null;
}

export interface SpectrumFrame extends Provenance {
  kind: 'spectrum';
  /** The weights of the Hessians, in words. */
  at: string;
  time: number | 'equilibrium';
  parameterCount: number;
  /** Index of each layer's first parameter, and at the end the number of all parameters. */
  blocks: number[];
  method: 'dense' | 'lanczos';
  loss: Spectrum;
  energy: Spectrum;
  /** Hessians [P * P] where they are small enough to draw; null elsewhere. */
  lossMatrix: Float64Array | null;
  energyMatrix: Float64Array | null;
  /**
   * Theorems 2 and 3, where the weights are the origin or a zero-rank saddle that they cover: eigenvalues ascending (the ends alone for
   * large nets), and the largest difference from the measured ones as a part of the largest. The energy's holds at equilibrium, and is
   * compared there alone.
   */
  theory: { name: string; loss: Spectrum; energy: Spectrum; lossDifference: number; energyDifference: number | null } | null;
  /** -lambda_max(Sigma_yy), which bounds the energy's lambda_min at the origin from above. */
  curvatureBound: number;
}

/** Angles between the learners' weight gradients, point by point. */
export interface Alignment {
  /** Inference steps, or iterations. */
  at: Int32Array;
  /** Angle between BP's gradient and PC's, in degrees; NaN where one of them is zero. */
  angle: Float64Array;
}

/** Errors of the second-order approximation of the equilibrium: one Newton step of inference, `dz = -I^-1 g`, from the feedforward values. */
export interface TrustRegionPoint {
  /** Angle between BP's gradient and PC's at the equilibrium, in degrees. */
  angleAtEquilibrium: number;
  /** Angle between BP's gradient and PC's at `z + dz`, in degrees. */
  angleApproximated: number;
  /** |dz - dz*| / |dz*| over all samples; NaN where inference has nothing to do. */
  shiftError: number;
  /** L - 1/2 g^T I^-1 g, NaN where the residuals are rounding error; and F*. */
  approximateEnergy: number;
  equilibratedEnergy: number;
}

/** `TrustRegionPoint` at several points. */
export type TrustRegion = { at: Int32Array } & Record<keyof TrustRegionPoint, Float64Array>;

/** Directions at the points that a learner visited. `alignment` compares BP's gradient with PC's after T steps. */
export interface TrainingDirections {
  learner: 'bp' | 'pc';
  alignment: Alignment;
  trustRegion: TrustRegion;
}

/** Replaces the earlier frame of the same request: along training, as far as it has got. */
export interface DirectionsFrame extends Provenance {
  kind: 'directions';
  /** Whether the second-order approximation is exact. */
  isLinear: boolean;
  /** Along inference, at the weights asked for. */
  inference: Alignment;
  /** The second-order approximation at those weights, one point. */
  here: TrustRegion;
  /** BP's path and PC's; null without paths. */
  training: TrainingDirections[] | null;
}

/** The first batch of a problem's data, and what they are. */
export interface DataFrame extends Provenance {
  kind: 'data';
  facts: DataFacts;
  /** [count * inputs], [count * outputs], row-major. */
  x: Float64Array;
  y: Float64Array;
  count: number;
  inputs: number;
  outputs: number;
  /** 1 where BP's loss sees an output, 0 where it is hidden; null where all are seen. [count * outputs] */
  mask: Float64Array | null;
  /** Class of each sample of the batch; null where outputs are not classes. [count] */
  labels: Int32Array | null;
  /** Samples of each class in the parts that are learnt from and tested on; null where outputs are not classes. */
  balance: { train: Int32Array; test: Int32Array } | null;
  /** Samples that are learnt from; null where each batch is drawn anew. */
  trainingCount: number | null;
  testCount: number;
}
