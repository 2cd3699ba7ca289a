/** What the page may ask of the worker, and the frames it answers with. Types only: this file is the whole protocol. */

export type Activation = 'linear' | 'tanh' | 'relu' | 'leaky_relu';
export type BackendName = 'reference' | 'webgpu';
export type BackendChoice = 'auto' | BackendName;
export type Learner = 'bp' | 'pc' | 'pc-equilibrium';
export type Optimiser = 'sgd' | 'momentum' | 'adam';

/** A fully connected network without biases: `widths` = n_0 = d_x, ..., n_L = d_y. */
export interface Network {
  widths: number[];
  activation: Activation;
}

/** Row-major. */
export interface Matrix {
  shape: [rows: number, columns: number];
  data: ArrayLike<number>;
}

export interface InferenceSettings {
  dt: number;
  /** T, the number of Euler steps. */
  steps: number;
  /** `published`: dt halves when the energy rises; stops at dt <= 0.025; the last activity update is not taken. */
  stopping?: 'fixed' | 'published';
}

// ---------------------------------------------------------------- what an experiment stands on

/**
 * x ~ N(1, 0.1^2) in every coordinate and `negation`: y = -x; `kept`: y = -x but y_2 = x_2; `noise`: y = -x but y_2 ~ N(0, 1).
 * `mnist-1d`: series of 40 points, and their class as one of 10.
 */
export type DataName = 'negation' | 'kept' | 'noise' | 'mnist-1d';

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
  /** How the initial weights lie around the saddle: N(0, scale^2), or U(-1/sqrt(fan-in), 1/sqrt(fan-in)), PyTorch's default. */
  initial: 'normal' | 'uniform';
  /** Standard deviation of normal initial weights. */
  scale: number;
  saddle: SaddleAnchor;
  seed: number;
  /** Samples in a batch. */
  batchSize: number;
}

/** What the middle of a plane is: zero weights, the problem's saddle, or the seed's initial weights. */
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
  | { kind: 'hessian'; centre: Centre; of: 'loss' | 'energy' }
  /** First two principal components of the weights that a run visits, or the ways to where its learners end; from the seed's own start. */
  | { kind: 'trajectory' | 'solutions'; centre: Centre; run: LearningRun };

export interface Plane {
  recipe: PlaneRecipe;
  /** Half-width: both axes run from -domain to domain. */
  domain: number;
}

/** Where the learners start: null for the seed's initial weights, else a point of the plane. */
export type Start = { a: number; b: number } | null;

interface Request {
  problem: Problem;
  plane: Plane;
  start: Start;
  inference: InferenceSettings;
  backend: BackendChoice;
}

export interface LandscapeRequest extends Request {
  kind: 'landscape';
  /** Grid points along each axis. */
  resolution: number;
  /** Inference steps whose energy is wanted on the whole grid, ascending from 0. */
  record: number[];
}

/** The same on a cube: the three weights of a chain with two hidden units. */
export interface VolumeRequest extends Request {
  kind: 'volume';
  resolution: number;
  record: number[];
}

/** A learning rate and the iteration from which it holds. */
export interface LearningRateChange {
  from: number;
  rate: number;
}

/** How both learners learn, and for how long. */
export interface LearningRun {
  learners: ['bp', 'pc' | 'pc-equilibrium'];
  optimiser: Optimiser;
  learningRates: LearningRateChange[];
  batches: 'fresh' | 'fixed';
  convention: 'matched' | 'published';
  iterations: number;
}

export interface TrainingRequest extends Request, LearningRun {
  kind: 'training';
  /** How many runs, from consecutive seeds. Paths over the landscape are the first run's. */
  seeds: number;
  /** As in LandscapeRequest: the paths' heights are recorded at the same inference steps. */
  record: number[];
  /** Continue from this checkpoint instead of from the start. */
  resume: TrainingCheckpoint | null;
}

export interface InferenceRequest extends Request {
  kind: 'inference';
  /** Weights to infer at, flat; null for the start's. */
  weights: Float64Array | null;
  /** Index of the sample whose activities are shown. */
  sample: number;
}

/** Points of a learner's path: [points * parameters], with their iterations. */
export interface VisitedWeights {
  iteration: Int32Array;
  weights: Float64Array;
}

/** What an experiment looks at: the saddle that the problem is built around, or the weights given. */
export interface SpectrumRequest extends Request {
  kind: 'spectrum';
  /** `auto`: dense where that is quick. */
  method: 'auto' | 'dense' | 'lanczos';
  /** Flat; null for the problem's own saddle. */
  weights: Float64Array | null;
  /** Inference step whose energy is differentiated, through all steps before it. */
  time: number | 'equilibrium';
}

export interface DirectionsRequest extends Request {
  kind: 'directions';
  /** Weights to look along inference at, flat; null for the start's. */
  weights: Float64Array | null;
  /** Visited weights to look along training at; null without a run. */
  paths: Record<'bp' | 'pc', VisitedWeights> | null;
}

/** Which function's critical points are looked for. */
export type Descended = 'loss' | 'energy';

export interface SaddlesRequest extends Request {
  kind: 'saddles';
  of: Descended;
  /** Random starts, drawn from the problem's seed. */
  starts: number;
  /** Continue after these, found by a search that was stopped. */
  resume: SaddlesFrame | null;
}

/**
 * Escape times over a sweep of initial scales, depths and widths; both learners at matched scales, all runs of a network on the same batches.
 * The problem's own scale and start are not used.
 */
export interface EscapeRequest extends Request {
  kind: 'escape';
  /** Initial scales, ascending. */
  scales: number[];
  networks: Network[];
  /** Runs from consecutive seeds for each scale and network; a seed's normals are the same at every scale. */
  seeds: number;
  /** Where PC takes its gradient. */
  learner: 'pc' | 'pc-equilibrium';
  learningRate: number;
  batches: 'fresh' | 'fixed';
  /** Weight steps after which a run is left as not escaped (censored). */
  mostSteps: number;
  /** Go on from here: the checkpoint of a sweep of the same request that was stopped. */
  resume: EscapeCheckpoint | null;
}

export type ExperimentRequest =
  | LandscapeRequest
  | VolumeRequest
  | TrainingRequest
  | InferenceRequest
  | SpectrumRequest
  | EscapeRequest
  | DirectionsRequest
  | SaddlesRequest;

// ---------------------------------------------------------------- frames

/** How a frame was computed. */
export interface Provenance {
  backend: BackendName;
  /** Time spent computing since the request began. */
  milliseconds: number;
  /** 0 to 1; the last frame says 1. */
  progress: number;
}

/** Theory against experiment: the largest absolute difference, and what was compared. */
export interface Agreement {
  what: string;
  difference: number;
}

export interface LandscapeFrame extends Provenance {
  kind: 'landscape';
  /** Grid coordinates along both directions, n of them. */
  axis: Float64Array;
  /** What the axes are, for the figure: two weights' names or "u", "v". */
  axisNames: [string, string];
  /** One sentence: which plane this is, and what its directions were scaled to. */
  planeDescription: string;
  /** [n * n], row = second direction, column = first. */
  loss: Float64Array;
  equilibratedEnergy: Float64Array;
  /** Inference steps that were recorded, and F at each: [steps][n * n]. */
  record: number[];
  energyAtStep: Float64Array[];
  /** Inference step at which a grid point diverged, -1 where it did not. [n * n] */
  divergedAt: Int32Array;
  /** Largest dt that is stable on the whole grid; null where it is unknown (nonlinear nets). */
  stableDt: number | null;
  agreement: Agreement | null;
  /** Where the learners start, in the plane. */
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

/** Curves of one learner for one seed; index = iteration. */
export interface LearnerCurves {
  /** Loss of each batch before the update. */
  loss: Float64Array;
  /** Energy where the learner took its gradient, before the update (the loss itself for BP). */
  energy: Float64Array;
  /** PC alone: Theorem 1's F* at the same weights and batch; null for nonlinear nets, and where it would take as long as the step. */
  theoryEnergy: Float64Array | null;
  gradientNorm: Float64Array;
  /** Iteration at which it diverged, -1 if it did not. */
  divergedAt: number;
  /** Whether it met a published stopping criterion and rests. */
  finished: boolean;
}

/** The path of the first seed's run over the landscape; one entry a kept iteration. */
export interface LearnerPath {
  iteration: Int32Array;
  /** Coordinates in the plane, and the distance from it. */
  a: Float64Array;
  b: Float64Array;
  residual: Float64Array;
  /** True heights at the unprojected weights, on the landscape's samples. */
  loss: Float64Array;
  equilibratedEnergy: Float64Array;
  /** [steps of the request's record][points] */
  energyAtStep: Float64Array[];
  /** [points * parameters], or null where a network is too large to keep every point. */
  weights: Float64Array | null;
}

/** Replaces the earlier frame of the same request: curves and paths from iteration 0 to `iteration`. */
export interface TrainingFrame extends Provenance {
  kind: 'training';
  /** Weight steps taken so far. */
  iteration: number;
  parameterCount: number;
  /** [seed] */
  bp: LearnerCurves[];
  pc: LearnerCurves[];
  bpPath: LearnerPath;
  pcPath: LearnerPath;
  /** PC's gradient scale over BP's in this run (1 when matched). */
  scaleRatio: number;
  checkpoint: TrainingCheckpoint;
}

/** Everything needed to take the next weight step exactly as an unbroken run would. */
export interface TrainingCheckpoint {
  iteration: number;
  frame: Pick<TrainingFrame, 'bp' | 'pc' | 'bpPath' | 'pcPath'>;
  /** [learner bp, pc][seed]: weights, then the optimiser's state. */
  weights: Float64Array[][];
  optimiser: Float64Array[][];
}

export interface InferenceFrame extends Provenance {
  kind: 'inference';
  /** Energy of layer l at step t: [t][l]; its sum at t = 0 is the loss. */
  layerEnergies: Float64Array[];
  loss: number;
  /** Exact for linear nets, else by converged inference. */
  equilibratedEnergy: number;
  equilibriumIsExact: boolean;
  /** Theorem 1's closed form; null for nonlinear nets. */
  theoryEnergy: number | null;
  /** Rescaling S = I + ..., its eigenvalues (ascending) and the ends of them; null for nonlinear nets. */
  rescaling: { min: number; max: number; eigenvalues: Float64Array } | null;
  /** Largest singular value of Sigma_xy and largest eigenvalue of Sigma_yy: how strongly the data pull at a saddle. */
  moments: { inputOutput: number; output: number };
  /** Activities of the chosen sample: [t][unit], layers 0 to L one after another (z_0 = x, z_L = y). */
  activities: Float64Array[];
  /** Predictions g_l(z_{l-1}) in the same layout (layer 0 holds x). */
  predictions: Float64Array[];
  /** The same two at the equilibrium: [unit]. */
  equilibriumActivities: Float64Array;
  equilibriumPredictions: Float64Array;
  /** Extreme eigenvalues of the activity Hessian at the feedforward point. */
  activityHessian: { min: number; max: number };
  /** 2 / lambda_max. */
  stableDt: number;
  /** Factor by which the slowest mode shrinks a step: 1 - dt lambda_min; measured from the last steps' energies, null where they no longer move. */
  rate: { predicted: number; measured: number | null };
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
  /** Where the Hessians were taken, in words. */
  at: string;
  time: number | 'equilibrium';
  parameterCount: number;
  /** Start of each layer's parameters, and their number. */
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

/** How alike the learners' weight gradients are, point by point. */
export interface Alignment {
  /** Inference steps, or iterations. */
  at: Int32Array;
  /** Angle between BP's gradient and PC's, in degrees; NaN where one of them is zero. */
  angle: Float64Array;
}

/** How good the second-order approximation of the equilibrium is: one Newton step of inference, `dz = -I^-1 g`, from the feedforward values. */
export interface TrustRegionPoint {
  /** Angle between BP's gradient and PC's at the equilibrium, in degrees. */
  angleAtEquilibrium: number;
  /** The same with the equilibrium replaced by `z + dz`. */
  angleApproximated: number;
  /** |dz - dz*| / |dz*| over all samples; NaN where inference has nothing to do. */
  shiftError: number;
  /** L - 1/2 g^T I^-1 g and F*. */
  approximateEnergy: number;
  equilibratedEnergy: number;
}

/** The same at several points. */
export type TrustRegion = { at: Int32Array } & Record<keyof TrustRegionPoint, Float64Array>;

/** At the points that a learner visited. `alignment` compares BP's gradient with PC's after T steps. */
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
  /** At the same weights, one point. */
  here: TrustRegion;
  /** BP's path and PC's; null without paths. */
  training: TrainingDirections[] | null;
}

/** What the Hessian, and trying where it has no negative eigenvalue, say of a critical point of F* (the conjecture that every saddle is strict leaves out `flat`). */
export type Standing =
  /** Negative curvature: a strict saddle. */
  | 'strict'
  /** The value is zero, which no F* is below. */
  | 'minimum'
  /** No negative curvature and no lower value found nearby, though not zero: a local minimum, as far as can be seen. */
  | 'local minimum'
  /** No negative curvature, and yet a way leads down: a candidate against the conjecture. */
  | 'flat';

/** A critical point of the loss or of F*, standing for all that were found with the same values, rank and indices. */
export interface CriticalPoint {
  /** Number of the start that led here, and how many starts led to a point like it. */
  start: number;
  count: number;
  /** Of the point with the least negative curvature of F* among those it stands for. */
  weights: Float64Array;
  loss: number;
  equilibratedEnergy: number;
  /** |gradient| of each function, and whether that is small enough to be a critical point of it. */
  lossGradientNorm: number;
  energyGradientNorm: number;
  isCriticalForLoss: boolean;
  isCriticalForEnergy: boolean;
  /** Rank of W_{L:1}. */
  rank: number;
  /** Negative eigenvalues and the smallest one, of the Hessians of the loss and of F*. */
  lossIndex: number;
  lossMin: number;
  energyIndex: number;
  energyMin: number;
  /** `1/2 (tr Sigma_yy - sum_{i in S} lambda_i)` closest to the loss, and S, counted from 0; null where no S is as large as the rank. */
  theory: { loss: number; subset: number[] } | null;
  /** As a critical point of F*; null where it is none. */
  standing: Standing | null;
}

export interface SaddlesFrame extends Provenance {
  kind: 'saddles';
  of: Descended;
  /** Starts that were followed to their end, and those of them that led to no critical point. */
  starts: number;
  lost: number;
  /** Ascending in the loss, then in the rank. */
  points: CriticalPoint[];
  /** Every single point that was found: loss, lambda_min of F*'s Hessian, rank. */
  found: { loss: Float64Array; energyMin: Float64Array; rank: Int32Array };
  /** Everything that theory allows the loss to be at a critical point, for each rank from 0. */
  criticalValues: Float64Array[];
}

/** `ln steps = intercept + slope ln scale`, fitted by least squares to the `points` scales from `from` to `to`. */
export interface PowerLaw {
  slope: number;
  intercept: number;
  from: number;
  to: number;
  points: number;
}

/** One learner on one network; index = scale. Escape time: the first iteration whose loss is below half of the run's first. */
export interface EscapeCurve {
  /** Median over seeds; NaN where half of the runs or more have not escaped. */
  median: Float64Array;
  /** NaN where no run has escaped. */
  earliest: Float64Array;
  /** NaN where a run has not escaped. */
  latest: Float64Array;
  /** How many runs still go on; ended at the most steps; diverged. */
  running: Int32Array;
  censored: Int32Array;
  diverged: Int32Array;
  /** How many runs met weights at which PC's inference ended at a higher energy than it began with: the step size is too large there. */
  overshot: Int32Array;
  /** BP's over the scales where its slope has settled, PC's over its three smallest, where its slope goes on flattening; null while there is none. */
  fit: PowerLaw | null;
}

export interface EscapeNetwork {
  widths: number[];
  /** L */
  layers: number;
  /** -(L - 2) for BP, and the slope of log(1/scale) over its fit's range for PC; null where the prediction does not hold or there is no fit. */
  predictedSlope: { bp: number | null; pc: number | null };
  bp: EscapeCurve;
  pc: EscapeCurve;
}

/** Replaces the earlier frame of the same request. */
export interface EscapeFrame extends Provenance {
  kind: 'escape';
  scales: Float64Array;
  mostSteps: number;
  networks: EscapeNetwork[];
  checkpoint: EscapeCheckpoint;
}

/** Everything needed to take every run's next weight step exactly as an unbroken sweep would. One entry a network and learner, BP first. */
export type EscapeCheckpoint = EscapeState[];

/** Runs in the order [scale][seed]. */
export interface EscapeState {
  /** Weight steps that the runs which still go on have taken. */
  iteration: number;
  /** Loss before the first step; NaN before it is known. [runs] */
  firstLoss: Float64Array;
  /** Iteration, -1 where it has not happened. [runs] */
  escapedAt: Int32Array;
  divergedAt: Int32Array;
  overshotAt: Int32Array;
  /** Numbers of the runs that neither escaped nor diverged, ascending, and their weights: [live], [live * parameters]. */
  live: Int32Array;
  weights: Float64Array;
}

export type ExperimentFrame =
  | LandscapeFrame
  | VolumeFrame
  | TrainingFrame
  | InferenceFrame
  | SpectrumFrame
  | EscapeFrame
  | DirectionsFrame
  | SaddlesFrame;

// ---------------------------------------------------------------- scripts (window.saddlescope)

export interface EvaluateRequest {
  network: Network;
  weights: Matrix[];
  x: Matrix;
  y: Matrix;
  inference: InferenceSettings;
  backend?: BackendChoice;
}

export interface EvaluateAnswer {
  backend: BackendName;
  loss: number;
  lossGradient: Matrix[];
  inference: { dt: number; steps: number; layerEnergies: number[][]; activities: Matrix[]; weightGradient: Matrix[] };
  /** `rescaling` and the eigenvalues for linear nets only; for others the equilibrium is converged inference. */
  equilibrated: {
    energy: number;
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
  loss: number[][];
  equilibratedEnergy: number[][];
  energyAtStep: { dt: number; steps: Record<string, number[][]> };
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
  /** Left out: dense up to 2,000 parameters. */
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
  /** Of Sigma_yy = Y^T Y / N. */
  outputCovarianceEigenvalues: number[];
}

// ---------------------------------------------------------------- the worker's door

/** What the machine offers, for the status badge and `saddlescope.ready`. */
export interface ComputeStatus {
  /** The path that automatic choice takes for large work. */
  backend: BackendName;
  /** Adapter's description, null without WebGPU. */
  adapter: string | null;
  /** Why `backend` is not webgpu, or null. */
  reason: string | null;
}

/** Names that errors carry across the worker boundary, so that the page can tell them apart. */
export type ComputeErrorName = 'InvalidRequest' | 'Replaced' | 'DeviceLost' | 'BackendUnavailable' | 'TooLarge' | 'Diverged';

export interface ComputeService {
  status(): Promise<ComputeStatus>;
  /** Answers at once: says that the worker is alive. */
  ping(): true;
  /** Runs an experiment, sending each frame; a newer run of the same kind replaces an older one, which rejects with `Replaced`. */
  run(request: ExperimentRequest, onFrame: (frame: ExperimentFrame) => void | Promise<void>): Promise<void>;
  /** Stops the experiment of this kind; its run rejects with `Replaced`. */
  stop(kind: ExperimentRequest['kind']): void;
  evaluate(request: EvaluateRequest): Promise<EvaluateAnswer>;
  surface(request: SurfaceRequest): Promise<SurfaceAnswer>;
  train(request: TrainRequest): Promise<TrainAnswer>;
  hessian(request: HessianRequest): Promise<HessianAnswer>;
}
