/** The state of the page: the view (all of it in the URL), the worker's answers, and the notices for a person. */

import type { Controls, Field } from '../../../model/controls.ts';
import type { Frames, Kind } from '../../../model/experiments.ts';
import type { TrainingCheckpoint } from '../../../model/landscapes/trainingFrames.ts';
import type { FilePreview, OwnChoice } from '../../../model/problem/ownData.ts';
import type { Start } from '../../../model/problem/problem.ts';
import type { ComputeStatus } from '../../../model/service.ts';
import type { InferenceTime, View } from '../../view/view.ts';
import type { Pace } from './pace.ts';

export interface Notice {
  id: number;
  kind: 'information' | 'warning' | 'error';
  text: string;
}

/** The view, the newest frame of each kind, and how the page stands. */
export interface PageState extends View, Frames {
  /** Whether the playhead moves by itself. */
  playing: boolean;
  /** Iterations a second, as a multiple of the preset's own pace. */
  speed: number;
  /** A slider or a start marker is held: landscapes are drawn coarsely until it rests. */
  dragging: boolean;

  /** Which experiments are being computed now. */
  computing: Record<Kind, boolean>;
  /** How fast the newest request of each goes on; null before the first. */
  pace: Record<Kind, Pace | null>;
  /** The error of an experiment's latest request, in words for a person; null where there was none. */
  failure: Record<Kind, string | null>;
  status: ComputeStatus | null;
  /** Whether the browser's history holds an earlier view, and a later one. */
  canUndo: boolean;
  canRedo: boolean;
  notices: Notice[];
}

export interface PageActions {
  /** First requests to the worker; called once, after the first picture. */
  begin(): void;
  set<F extends Field>(field: F, value: Controls[F]): void;
  /** Sets the experiment back to its preset; ways of looking stay. */
  backToPreset(): void;
  /** While true, landscapes are asked for at a coarse resolution. */
  setDragging(dragging: boolean): void;
  setTime(time: InferenceTime): void;
  setCamera(camera: View['camera']): void;
  /** Both learners restart from this point of the plane, on the same batches; null returns to the seed's start. */
  placeStart(start: Start): void;
  /** Puts these weights (flat) in the middle: the initial weights are drawn around them, and the plane shows F*'s steepest ways up and down there. */
  centreOn(weights: ArrayLike<number>): void;
  run(): void;
  pause(): void;
  step(): void;
  reset(): void;
  scrub(iteration: number): void;
  setSpeed(speed: number): void;
  /** Continues a run beyond its last iteration. */
  extend(iterations: number): void;
  /** Takes the view that a URL's query describes; a notice names every value that had to be replaced. */
  restore(query: string): void;
  /** Takes a whole view (a script's, an opened file's); only the experiments that the view changes are computed again. */
  show(view: View): void;
  /** The content of files that a person opened; `onProgress` is told how much is read, from 0 to 1. Rejects, in words for a person, with the fault in them. */
  readFiles(files: File[], onProgress: (share: number) => void): Promise<FilePreview>;
  /** Learns what is chosen of these files, for as long as the page is open. Rejects as above, and changes nothing then. */
  takeFiles(files: File[], choice: OwnChoice): Promise<void>;
  /** Ends an experiment where it is; its answers so far stay. */
  stop(kind: Kind): void;
  /** Goes on with an experiment that was stopped, from its latest answer. */
  resume(kind: Kind): void;
  /** The latest checkpoint of the run on screen; null before its first. */
  latestCheckpoint(): TrainingCheckpoint | null;
  /**
   * Takes the state that a checkpoint's file names, and goes on from there. Rejects, in words for a person, where the file is no checkpoint,
   * is damaged, or is of another version or network, and changes nothing then.
   */
  openCheckpoint(file: File): Promise<void>;
  /** Puts the latest checkpoint into the browser's storage now: the page may be left. */
  storeCheckpoint(): void;
  /** Forgets which way of computing was the fastest: the next large landscapes of each kind measure it anew. */
  measureAgain(): void;
  undo(): void;
  redo(): void;
  /** Posts a notice for each text. */
  notify(kind: Notice['kind'], texts: string | readonly string[]): void;
  dismiss(id: number): void;
  dismissAll(): void;
}

/** How the store's parts read and change the state. */
export interface StateAccess {
  read(): PageState;
  write(change: Partial<PageState>): void;
}
