/** What the page may ask of the worker: one request an experiment. Types only. */
import type { ComparedLearner, ComparedModel } from './comparison/comparedModels.ts';
import type { ComparisonCheckpoint } from './comparison/comparisonFrames.ts';
import type { EscapeCheckpoint } from './landscapes/escapeFrames.ts';
import type { SaddlesFrame } from './landscapes/saddlesFrames.ts';
import type { TrainingCheckpoint } from './landscapes/trainingFrames.ts';
import type { ActivityRun } from './moons/moonsFrames.ts';
import type {
  BackendChoice,
  Descended,
  InferenceSettings,
  LearningRun,
  Network,
  Optimiser,
  Plane,
  Problem,
  Start,
  VisitedWeights,
} from './problem/problem.ts';
import type { UnsupervisedCheckpoint } from './unsupervised/unsupervisedFrames.ts';

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

export interface TrainingRequest extends Request, LearningRun {
  kind: 'training';
  /** How many runs, from consecutive seeds. Paths over the landscape are the first run's. */
  seeds: number;
  /** Whether the first seed's PC starts again from the plateaus that BP rests on. */
  restarts: 'none' | 'plateaus';
  /** Whether BP also runs as the other convention scales it. */
  compare: boolean;
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

/** How every run of the two-moons laboratory learns: the optimiser's step, and how many of them. */
interface MoonsRequest extends Request {
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

/** Models that learn from the same batches and the same initial weights. */
export interface ComparisonRequest extends Request, Pick<LearningRun, 'optimiser' | 'batches' | 'iterations'> {
  kind: 'comparison';
  models: ComparedLearner[];
  /** Go on from here: each model from its own checkpoint, those without one from the start. */
  resume: ComparisonCheckpoint | null;
}

/** The loss around each of these weights, on the random plane of the request's seed and domain; its centre is the weights. */
export interface SurfacesRequest extends Request {
  kind: 'surfaces';
  centres: { model: ComparedModel; weights: Float64Array }[];
  /** Grid points along each axis. */
  resolution: number;
}

/** The problem's network has free inputs, and as many outputs as the data's images have pixels; its weights learn by Adam. */
export interface UnsupervisedRequest extends Request {
  kind: 'unsupervised';
  learningRate: number;
  /** Weight steps. */
  iterations: number;
  /** kappa of the L1 prior on activities; 0 for none. */
  sparsity: number;
  /** Inference steps at which reconstructions are wanted, ascending to T. */
  record: number[];
  /** Go on from here, with the settings of this request. */
  resume: UnsupervisedCheckpoint | null;
}

/** Of the problem, its data alone are looked at. */
export interface DataRequest extends Request {
  kind: 'data';
}

export type ExperimentRequest =
  | ActivityRatesRequest
  | DataRequest
  | DecisionRequest
  | LandscapeRequest
  | VolumeRequest
  | TrainingRequest
  | InferenceRequest
  | SpectrumRequest
  | EscapeRequest
  | DirectionsRequest
  | SaddlesRequest
  | ComparisonRequest
  | SurfacesRequest
  | UnsupervisedRequest;
