/** A preset: the controls that it sets, what to look for, and the claim that it tests with a number computed from the live frames. */

import type { Controls } from './controls.ts';
import type { Frames } from './experiments.ts';

/** A statement that a number decides, and the number as words: null while the frames do not say it yet. */
export interface Claim {
  text: string;
  measure(frames: Frames): string | null;
}

export interface Preset {
  /** Fields that differ from `defaultControls`. */
  controls: Partial<Controls>;
  /** Fields that differ from `controls` when gradients and batches are as published. */
  published: Partial<Controls>;
  /** Inference time that it opens with; left out where the reader's stays. */
  time?: number | 'equilibrium';
  /** Where the learners start, in the plane; left out for the seed's own start. */
  start?: { a: number; b: number };
  /** Where the preset starts smaller than published: the published size, and what is said of it. */
  fullSize?: { controls: Partial<Controls>; label: string };
  /** Iterations a second at speed 1. */
  pace: number;
  /** One or two sentences. */
  lookFor: string;
  claim: Claim;
  /** What the paper printed, to compare the measured number with. */
  publishedFacts: string[];
}
