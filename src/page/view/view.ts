/** What is on screen, as a value: everything that a link brings back. */
import type { Controls } from '../../model/controls.ts';
import type { LearningRateChange, Start } from '../../model/problem/problem.ts';

/** Inference time shown: a step, or the equilibrium that inference tends to. */
export type InferenceTime = number | 'equilibrium';

/** Everything that defines what is on screen. The URL holds exactly this. */
export interface View {
  controls: Controls;
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

/** The part of the state that the URL holds. */
export function viewOf({ controls, time, start, point, rateChanges, camera, playhead }: View): View {
  return { controls, time, start, point, rateChanges, camera, playhead };
}
