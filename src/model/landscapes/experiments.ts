/** The experiments of the laboratory "landscapes": request and frame of each kind. Types only. */
import type { Descended, LearningRun, Network, PcLearner, VisitedWeights } from '../problem/problem.ts';
import type { InferringRequest, PlaneRequest, Request } from '../problem/requestAndFrame.ts';
import type { EscapeCheckpoint, EscapeFrame } from './escapeFrames.ts';
import type { DataFrame, DirectionsFrame, InferenceFrame, LandscapeFrame, SpectrumFrame, VolumeFrame } from './frames.ts';
import type { SaddlesFrame } from './saddlesFrames.ts';
import type { TrainingCheckpoint, TrainingFrame } from './trainingFrames.ts';

/** One row a kind. */
export interface LandscapesExperiments {
  landscape: { request: LandscapeRequest; frame: LandscapeFrame };
  volume: { request: VolumeRequest; frame: VolumeFrame };
  training: { request: TrainingRequest; frame: TrainingFrame };
  inference: { request: InferenceRequest; frame: InferenceFrame };
  spectrum: { request: SpectrumRequest; frame: SpectrumFrame };
  directions: { request: DirectionsRequest; frame: DirectionsFrame };
  saddles: { request: SaddlesRequest; frame: SaddlesFrame };
  escape: { request: EscapeRequest; frame: EscapeFrame };
  data: { request: DataRequest; frame: DataFrame };
}

export interface LandscapeRequest extends PlaneRequest {
  kind: 'landscape';
  /** Half-width: both axes run from -domain to domain. Null for the half-width that the plane of the paths is fitted to. */
  domain: number | null;
  /** Weights that the plane travels to: the loss is drawn around BP's, the energies around PC's. Left out where the plane stays at its own centre. */
  around?: Record<'bp' | 'pc', Float64Array>;
  /** Grid points along each axis. */
  resolution: number;
  /** Inference steps whose energy is wanted on the whole grid, ascending from 0. */
  record: number[];
}

/** The loss and energy landscapes on a cube: the three weights of a chain with two hidden units. */
export interface VolumeRequest extends InferringRequest {
  kind: 'volume';
  /** Half-width: all three axes run from -domain to domain. */
  domain: number;
  /** Grid points along each axis. */
  resolution: number;
  /** Inference steps whose energy is wanted on the whole cube, ascending from 0. */
  record: number[];
}

export interface TrainingRequest extends PlaneRequest, LearningRun {
  kind: 'training';
  /** Number of runs, from consecutive seeds. Paths over the landscape are the first run's. */
  seeds: number;
  /** Whether PC of the first seed also restarts from the plateaus that BP rests on. */
  restarts: 'none' | 'plateaus';
  /** Whether BP also runs with the other convention's gradient scale. */
  compare: boolean;
  /** Inference steps at which the paths' energies are wanted, ascending from 0. */
  record: number[];
  /** Checkpoint to resume from; null for a new run. */
  resume: TrainingCheckpoint | null;
}

export interface InferenceRequest extends PlaneRequest {
  kind: 'inference';
  /** Weights to infer at, flat; null for the start's. */
  weights: Float64Array | null;
  /** Index of the sample whose activities are shown. */
  sample: number;
}

/** The Hessians of the loss and of the energy, at the saddle that the problem is built around or at the weights given. */
export interface SpectrumRequest extends InferringRequest {
  kind: 'spectrum';
  /** `auto`: dense where that is quick. */
  method: 'auto' | 'dense' | 'lanczos';
  /** Flat; null for the problem's own saddle. */
  weights: Float64Array | null;
  /** Inference step whose energy is differentiated, through all steps before it. */
  time: number | 'equilibrium';
}

export interface DirectionsRequest extends PlaneRequest {
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
  /** Frame of a stopped search to resume from; null for a new search. */
  resume: SaddlesFrame | null;
}

/**
 * Escape times over a sweep of initial scales, depths and widths; both learners at matched scales, all runs of a network on the same batches.
 * The problem's own scale and start are not used.
 */
export interface EscapeRequest extends InferringRequest {
  kind: 'escape';
  /** Initial scales, ascending. */
  scales: number[];
  networks: Network[];
  /** Runs from consecutive seeds for each scale and network; a seed's normals are the same at every scale. */
  seeds: number;
  /** Where PC takes its gradient: after T inference steps, or at the equilibrium. */
  learner: PcLearner;
  learningRate: number;
  batches: 'fresh' | 'fixed';
  /** Weight steps after which a run is left as not escaped (censored). */
  mostSteps: number;
  /** Checkpoint to resume from, of a stopped sweep with equal settings; null for a new sweep. */
  resume: EscapeCheckpoint | null;
}

/** The first batch of the problem's data, and what the data are. */
export interface DataRequest extends Request {
  kind: 'data';
}
