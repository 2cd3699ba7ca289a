/** What a preset is: parameters, what to look for, and the claim it tests with a number computed from the live frames. */

import type { ComparisonFrame, SurfacesFrame } from '../../model/comparisonFrames.ts';
import type { EscapeFrame } from '../../model/escapeFrames.ts';
import type { DirectionsFrame, InferenceFrame, LandscapeFrame, SpectrumFrame } from '../../model/frames.ts';
import type { ActivityRatesFrame, DecisionFrame } from '../../model/moonsFrames.ts';
import type { Parameters } from '../../model/parameters.ts';
import type { TrainingFrame } from '../../model/trainingFrames.ts';
import type { UnsupervisedFrame } from '../../model/unsupervisedFrames.ts';

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
  parameters: Partial<Parameters>;
  /** Fields that differ from `parameters` when gradients and batches are as published. */
  published: Partial<Parameters>;
  /** Inference time that it opens with; left out where the reader's stays. */
  time?: number | 'equilibrium';
  /** Where the learners start, in the plane; left out for the seed's own start. */
  start?: { a: number; b: number };
  /** Where the preset starts smaller than published: the published size, and what is said of it. */
  fullSize?: { parameters: Partial<Parameters>; label: string };
  /** Iterations a second at speed 1. */
  pace: number;
  /** One or two sentences. */
  lookFor: string;
  claim: Claim;
  /** What the paper printed, to compare the measured number with. */
  publishedFacts: string[];
}
