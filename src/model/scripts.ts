/** Requests of scripts through `window.saddlescope`, and the answers. Types only. */
import type {
  BackendChoice,
  BackendName,
  InferenceSettings,
  Learner,
  Matrix,
  Network,
  Optimiser,
  Vector,
} from './problem/problem.ts';

export interface EvaluateRequest {
  network: Network;
  weights: Matrix[];
  x: Matrix;
  y: Matrix;
  inference: InferenceSettings;
  backend?: BackendChoice;
}

/** `EvaluateRequest` with a trainable variance `exp(s)` of every unit's error; computed in float64 unless `wasm` or `webgpu` is chosen. */
export interface VariancesRequest extends EvaluateRequest {
  /** s_l of layers 1 to L. */
  logVariances: Vector[];
}

export interface VariancesAnswer {
  backend: BackendName;
  /** `F = 1/N sum_i sum_l sum_j 1/2 [e_lj^2 exp(-s_lj) + s_lj + ln 2 pi]` at steps 0 to T, and activities after the last, as in `EvaluateAnswer`. */
  inference: { dt: number; steps: number; energies: number[]; activities: Matrix[] };
  /** dF/ds_l and dF/dW_l at those activities. */
  logVarianceGradient: Vector[];
  weightGradient: Matrix[];
}

/** Activities are those of the layers that inference moves: the hidden ones, and before them z_0 where inputs are free. */
export interface EvaluateAnswer {
  backend: BackendName;
  loss: number;
  lossGradient: Matrix[];
  inference: { dt: number; steps: number; layerEnergies: number[][]; activities: Matrix[]; weightGradient: Matrix[] };
  /** `rescaling` and the eigenvalues for linear nets only. `residual`: the largest |dF/dz| left, as a part of that at the feedforward pass; above 1e-9 the energy is not at rest. */
  equilibrated: {
    energy: number;
    residual: number;
    rescaling?: Matrix;
    activities: Matrix[];
    weightGradient: Matrix[];
    activityHessianEigenvalues?: { min: number; max: number };
  };
}

export interface SurfaceRequest {
  network: Network;
  x: Matrix;
  y: Matrix;
  plane: { axis: number[]; otherWeights: number[] } | { axis: number[]; center: Matrix[]; u: Matrix[]; v: Matrix[] };
  inference: { dt: number; record: number[] };
  backend?: BackendChoice;
}

export interface SurfaceAnswer {
  backend: BackendName;
  /** [row][column]: column along the first direction. */
  loss: ArrayLike<number>[];
  equilibratedEnergy: ArrayLike<number>[];
  /** How near to rest each F* was found, as `equilibrated.residual` of `EvaluateAnswer`. */
  residual: ArrayLike<number>[];
  /** NaN from the step on at which a point's inference diverged. */
  energyAtStep: { dt: number; steps: Record<string, ArrayLike<number>[]> };
  /** First step at which a point's inference diverged, -1 where none did. [row][column] */
  divergedAt: ArrayLike<number>[];
}

export interface TrainRequest {
  network: Network;
  weights: Matrix[];
  learningRate: number;
  batches: { x: Matrix; y: Matrix }[];
  inference: InferenceSettings;
  learner: Learner;
  optimiser?: Optimiser;
  backend?: BackendChoice;
}

export interface TrainAnswer {
  backend: BackendName;
  /** Before each update. */
  losses: number[];
  gradientNorms: number[];
  finalWeights: Matrix[];
}

export interface HessianRequest {
  network: Network;
  weights: Matrix[];
  x: Matrix;
  y: Matrix;
  /** `dense` up to 2,000 parameters where left out. */
  method?: 'dense' | 'lanczos';
  /** Second derivatives are always computed in float64, on the reference path. */
  backend?: BackendChoice;
}

/** Eigenvalues ascending; where there are too many parameters for all of them, the ends alone. */
export interface HessianAnswer {
  backend: BackendName;
  method: 'dense' | 'lanczos';
  parameters: number;
  lossHessianEigenvalues: number[];
  energyHessianEigenvalues: number[];
  /** Parameters layer by layer, row-major; left out where it would be too large. */
  lossHessian?: Matrix;
  energyHessian?: Matrix;
  /** Eigenvalues of Sigma_yy = Y^T Y / N. */
  outputCovarianceEigenvalues: number[];
}
