/** The experiments of the laboratory "comparison": what each is asked, and the frame that answers. Types only. */
import type { BackendChoice, LearningRun } from '../problem/problem.ts';
import type { InferringRequest, Request } from '../problem/requestAndFrame.ts';
import type { ComparedLearner, ComparedModel } from './comparedModels.ts';
import type { ComparisonCheckpoint, ComparisonFrame, SurfacesFrame } from './comparisonFrames.ts';

/** One row a kind. */
export interface ComparisonExperiments {
  comparison: { request: ComparisonRequest; frame: ComparisonFrame };
  surfaces: { request: SurfacesRequest; frame: SurfacesFrame };
}

/** Models that learn from the same batches and the same initial weights. */
export interface ComparisonRequest extends InferringRequest, Pick<LearningRun, 'optimiser' | 'batches' | 'iterations'> {
  kind: 'comparison';
  models: ComparedLearner[];
  /** Go on from here: each model from its own checkpoint, those without one from the start. */
  resume: ComparisonCheckpoint | null;
}

/** The loss around each of these weights, on a plane of random directions drawn from the problem's seed. */
export interface SurfacesRequest extends Request {
  kind: 'surfaces';
  backend: BackendChoice;
  centres: { model: ComparedModel; weights: Float64Array }[];
  /** Half-width of the planes: 1 is as far as the weights are large. */
  domain: number;
  /** Grid points along each axis. */
  resolution: number;
}
