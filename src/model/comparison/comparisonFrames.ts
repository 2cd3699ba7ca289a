/** Frames of the comparison of BP's and PC's models: curves, weight histograms, checkpoints, and loss surfaces around the learnt weights. Types only. */

import type { LearnerCheckpoint, LearnerCurves } from '../problem/learnerCurves.ts';
import type { BackendName } from '../problem/problem.ts';
import type { Provenance } from '../problem/requestAndFrame.ts';
import type { ComparedLearner, ComparedModel } from './comparedModels.ts';

/** Density of a layer's weights in bins of equal width from -edge to edge, where edge is the largest |weight|. */
export interface WeightHistogram {
  edge: number;
  density: Float32Array;
}

/** One model's run so far. */
export interface ComparedRunFrame {
  model: ComparedModel;
  curves: LearnerCurves;
  /** Time of the model's steps up to each of the curves' tests, in ms. */
  testedAfter: Float64Array;
  /** Time of all the model's steps, in ms. */
  ownMilliseconds: number;
  /** Largest number of units whose log-variances were clipped to their bounds in one step. */
  clamped: number;
  /** Histograms of the model's weights at each of the curves' tests: [test][layer of the frame's `layers`]. */
  histograms: WeightHistogram[][];
}

/** State from which a model takes its next weight step exactly as an unbroken run would. */
export interface ComparedCheckpoint extends ComparedRunFrame, LearnerCheckpoint {
  /** Settings of the model's learner: a request resumes the checkpoint only if its settings are equal. */
  learner: ComparedLearner;
  backend: BackendName;
  /** Empty where variances are fixed. */
  logVariances: Float64Array;
}

export type ComparisonCheckpoint = Partial<Record<ComparedModel, ComparedCheckpoint>>;

/** Replaces the earlier frame of the same request. */
export interface ComparisonFrame extends Provenance {
  kind: 'comparison';
  /** One entry a model, in the order of the request. */
  runs: ComparedRunFrame[];
  /** Layers whose weights are shown: the first two and the last two, counted from 1. */
  layers: number[];
  /** Number of iterations in an epoch. */
  epoch: number;
  /** Large networks' weights are read only every few seconds and at the end: null in between. */
  checkpoint: ComparisonCheckpoint | null;
}

/** The loss on a square around one model's weights. */
export interface LossSurface {
  model: ComparedModel;
  /** Grid coordinates along both directions, n of them. */
  axis: Float64Array;
  /** [n * n], row = second direction. */
  loss: Float64Array;
  /** Loss at the model's weights. */
  centre: number;
}

/** Replaces the earlier frame of the same request: coarse grids first. */
export interface SurfacesFrame extends Provenance {
  kind: 'surfaces';
  surfaces: LossSurface[];
  /** One sentence that describes the directions. */
  planeDescription: string;
  /** Number of training samples that the loss is averaged over. */
  samples: number;
}
