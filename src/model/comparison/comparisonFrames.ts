/** What the comparison of BP's and PC's models answers with: curves, weight histograms, checkpoints, and loss surfaces around what was learnt. Types only. */

import type { LearnerCurves } from '../problem/learnerCurves.ts';
import type { BackendName } from '../problem/problem.ts';
import type { Provenance } from '../problem/requestAndFrame.ts';
import type { ComparedLearner, ComparedModel } from './comparedModels.ts';

/** Density of a layer's weights in bins of equal width from -edge to edge, the largest weight's size. */
export interface WeightHistogram {
  edge: number;
  density: Float32Array;
}

/** One model's run so far. */
export interface ComparedRunFrame {
  model: ComparedModel;
  curves: LearnerCurves;
  /** Milliseconds that the model's own steps had taken before each of the curves' tests. */
  testedAfter: Float64Array;
  /** Milliseconds that all its steps have taken. */
  ownMilliseconds: number;
  /** Most units whose log-variances were held at their bounds at once. */
  clamped: number;
  /** Its weights at each of the curves' tests: [test][layer of the frame's `layers`]. */
  histograms: WeightHistogram[][];
}

/** Everything needed to take a model's next weight step exactly as an unbroken run would. */
export interface ComparedCheckpoint extends ComparedRunFrame {
  /** How it was learnt: another request goes on from it only where it learns alike. */
  learner: ComparedLearner;
  backend: BackendName;
  weights: Float64Array;
  /** Empty where variances are fixed. */
  logVariances: Float64Array;
  optimiser: Float64Array;
}

export type ComparisonCheckpoint = Partial<Record<ComparedModel, ComparedCheckpoint>>;

/** Replaces the earlier frame of the same request. */
export interface ComparisonFrame extends Provenance {
  kind: 'comparison';
  /** In the order of the request's models. */
  runs: ComparedRunFrame[];
  /** Layers whose weights are shown: the first two and the last two, counted from 1. */
  layers: number[];
  /** Iterations of an epoch. */
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
  /** At the weights themselves. */
  centre: number;
}

/** Replaces the earlier frame of the same request: coarse grids first. */
export interface SurfacesFrame extends Provenance {
  kind: 'surfaces';
  surfaces: LossSurface[];
  /** One sentence: which directions these are. */
  planeDescription: string;
  /** Training samples that the loss is a mean over. */
  samples: number;
}
