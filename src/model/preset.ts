/** What a preset is: parameters, what to look for, and the claim it tests with a number computed from the live frames. */

import type { ComparisonFrame, SurfacesFrame } from './comparison/comparisonFrames.ts';
import type { Controls } from './controls.ts';
import type { EscapeFrame } from './landscapes/escapeFrames.ts';
import type { DirectionsFrame, InferenceFrame, LandscapeFrame, SpectrumFrame } from './landscapes/frames.ts';
import type { TrainingFrame } from './landscapes/trainingFrames.ts';
import type { ActivityRatesFrame, DecisionFrame } from './moons/moonsFrames.ts';
import type { UnsupervisedFrame } from './unsupervised/unsupervisedFrames.ts';

/** The frames that a claim's number is computed from; null while nothing was answered. */
export interface Measured {
  landscape: LandscapeFrame | null;
  training: TrainingFrame | null;
  inference: InferenceFrame | null;
  directions: DirectionsFrame | null;
  escape: EscapeFrame | null;
  spectrum: SpectrumFrame | null;
  comparison: ComparisonFrame | null;
  surfaces: SurfacesFrame | null;
  activityRates: ActivityRatesFrame | null;
  decision: DecisionFrame | null;
  unsupervised: UnsupervisedFrame | null;
}

/** A statement that a number decides, and the number as words: null while the frames do not say it yet. */
export interface Claim {
  text: string;
  measure(frames: Measured): string | null;
}

export interface Preset {
  /** Fields that differ from `defaultParameters`. */
  controls: Partial<Controls>;
  /** Fields that differ from `parameters` when gradients and batches are as published. */
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
