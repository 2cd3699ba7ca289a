/** What the page knows: what is on screen (all of it in the URL), what the worker answered, and what a person must be told. */

import type { ComparisonFrame, SurfacesFrame } from '../../model/comparisonFrames.ts';
import type { EscapeFrame } from '../../model/escapeFrames.ts';
import type {
  DataFrame,
  DirectionsFrame,
  InferenceFrame,
  LandscapeFrame,
  SpectrumFrame,
  VolumeFrame,
} from '../../model/frames.ts';
import type { ActivityRatesFrame, DecisionFrame } from '../../model/moonsFrames.ts';
import type { FilePreview, OwnChoice } from '../../model/ownData.ts';
import type { Field, Parameters } from '../../model/parameters.ts';
import type { LearningRateChange, Start } from '../../model/problem.ts';
import type { ExperimentRequest } from '../../model/requests.ts';
import type { SaddlesFrame } from '../../model/saddlesFrames.ts';
import type { ComputeStatus } from '../../model/service.ts';
import type { TrainingCheckpoint, TrainingFrame } from '../../model/trainingFrames.ts';
import type { UnsupervisedFrame } from '../../model/unsupervisedFrames.ts';
import type { Pace } from './pace.ts';

/** Inference time shown: a step, or the equilibrium that inference tends to. */
export type InferenceTime = number | 'equilibrium';

/** Jobs that can be stopped and taken up again. */
export type Resumable = 'activityRates' | 'comparison' | 'escape' | 'saddles' | 'surfaces' | 'training' | 'unsupervised';

/** Everything that defines what is on screen. The URL holds exactly this. */
export interface View {
  parameters: Parameters;
  time: InferenceTime;
  /** Where the learners start: null for the seed's initial weights. */
  start: Start;
  /** Weights of the saddle called “given point”, flat; null where none was given. */
  point: number[] | null;
  /** Changes of the learning rate during the run, from iteration 0 to the current rate; empty while one rate has held throughout. A reset forgets them. */
  rateChanges: LearningRateChange[];
  camera: { x: number; y: number; z: number };
  /** Iteration shown. */
  playhead: number;
}

export interface Notice {
  id: number;
  kind: 'information' | 'warning' | 'error';
  text: string;
}

export interface PageState extends View {
  /** Whether the playhead moves by itself. */
  playing: boolean;
  /** Iterations a second, as a multiple of the preset's own pace. */
  speed: number;
  /** A slider or a start marker is held: landscapes are drawn coarsely until it rests. */
  dragging: boolean;

  landscape: LandscapeFrame | null;
  volume: VolumeFrame | null;
  training: TrainingFrame | null;
  inference: InferenceFrame | null;
  directions: DirectionsFrame | null;
  escape: EscapeFrame | null;
  saddles: SaddlesFrame | null;
  spectrum: SpectrumFrame | null;
  /** The newest frame, and of the parts that it leaves out the newest there were. */
  unsupervised: UnsupervisedFrame | null;
  data: DataFrame | null;
  comparison: ComparisonFrame | null;
  surfaces: SurfacesFrame | null;
  activityRates: ActivityRatesFrame | null;
  decision: DecisionFrame | null;
  /** Which experiments are being computed now. */
  computing: Record<ExperimentRequest['kind'], boolean>;
  /** How fast the newest request of each goes on; null before the first. */
  pace: Record<ExperimentRequest['kind'], Pace | null>;
  /** What went wrong with an experiment's latest request, in words for a person; null where nothing did. */
  failure: Record<ExperimentRequest['kind'], string | null>;
  status: ComputeStatus | null;
  /** Whether the browser's history holds an earlier view, and a later one. */
  canUndo: boolean;
  canRedo: boolean;
  notices: Notice[];
}

export interface PageActions {
  /** First requests to the worker; called once, after the first picture. */
  begin(): void;
  set<F extends Field>(field: F, value: Parameters[F]): void;
  /** While true, landscapes are asked for at a coarse resolution. */
  setDragging(dragging: boolean): void;
  setTime(time: InferenceTime): void;
  setCamera(camera: View['camera']): void;
  /** Both learners restart from this point of the plane, on the same batches; null returns to the seed's start. */
  placeStart(start: Start): void;
  /** Puts these weights (flat) in the middle: the initial weights are drawn around them, and the plane shows F*'s steepest ways up and down there. */
  lookAt(weights: ArrayLike<number>): void;
  run(): void;
  pause(): void;
  step(): void;
  reset(): void;
  scrub(iteration: number): void;
  setSpeed(speed: number): void;
  /** Continues a run beyond its last iteration. */
  extend(iterations: number): void;
  /** Takes the view that a URL's query describes; says in a notice what it had to replace. */
  restore(query: string): void;
  /** Takes a whole view (a script's, an opened file's), recomputing only what it changes. */
  show(view: View): void;
  /** What files hold that a person gives. Rejects, in words for a person, with what is wrong in them. */
  readFiles(files: File[]): Promise<FilePreview>;
  /** Learns what is chosen of these files, for as long as the page is open. Rejects as above, and changes nothing then. */
  takeFiles(files: File[], choice: OwnChoice): Promise<void>;
  /** Ends an experiment where it is; what it has answered stays. */
  stop(kind: ExperimentRequest['kind']): void;
  /** Goes on with a job that was stopped, from what it has answered. */
  resume(kind: Resumable): void;
  /** The latest checkpoint of the run on screen; null before its first. */
  latestCheckpoint(): TrainingCheckpoint | null;
  /**
   * Takes the state that a checkpoint's file names, and goes on from there. Rejects, in words for a person, where the file is no checkpoint,
   * is damaged, or is of another version or network, and changes nothing then.
   */
  openCheckpoint(file: File): Promise<void>;
  /** Puts the latest checkpoint into the browser's storage now: the page may be left. */
  storeCheckpoint(): void;
  undo(): void;
  redo(): void;
  notify(kind: Notice['kind'], text: string): void;
  dismiss(id: number): void;
}
