/** The experiments of the laboratory "comparison": request and frame of each kind. Types only. */
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
  /** Checkpoints to resume from; models without one begin at the start. */
  resume: ComparisonCheckpoint | null;
}

/** The loss around each of these weights, on a plane of random directions drawn from the problem's seed. */
export interface SurfacesRequest extends Request {
  kind: 'surfaces';
  backend: BackendChoice;
  centres: { model: ComparedModel; weights: Float64Array }[];
  /** Half-width of the planes, in units of the directions, whose rows are as long as the rows of the weights. */
  domain: number;
  /** Grid points along each axis. */
  resolution: number;
}
