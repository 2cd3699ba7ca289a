/** A preset: values of the controls, a hint for the reader, and a claim that a number from the live frames tests. */

import type { Controls } from './controls.ts';
import type { Frames, Kind } from './experiments.ts';

/** A number that the engine measures. */
export interface Measurement {
  /** The experiments whose complete answers the number is measured on. */
  of: readonly Kind[];
  /** The number in words; null where the frames do not hold it. */
  measure(frames: Frames): string | null;
}

/** A statement that a measured number decides. */
export interface Claim extends Measurement {
  text: string;
}

export interface Preset {
  /** Fields that differ from the default controls. */
  controls: Partial<Controls>;
  /** Fields that differ from `controls` when gradients and batches are as published. */
  published: Partial<Controls>;
  /** Inference time that the preset opens with; left out where the reader's inference time stays. */
  time?: number | 'equilibrium';
  /** Weights along the axes, as `layer.row.column`; left out for the first weight of the first layer and that of the last. */
  axes?: readonly [string, string];
  /** Start of the learners in the plane; left out for the seed's own start. */
  start?: { a: number; b: number };
  /** The published size, for a preset that opens smaller, with its label. */
  fullSize?: { controls: Partial<Controls>; label: string };
  /** Iterations a second at speed 1. */
  pace: number;
  /** One or two sentences. */
  lookFor: string;
  claim: Claim;
  /** Numbers printed in the paper, beside the measured number. */
  publishedFacts: string[];
}
