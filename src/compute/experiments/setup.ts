/** What every experiment stands on, drawn from its request: network, initial weights, plane, samples and start. */
import type { ExperimentRequest } from '../../model/requests.ts';
import { computeError } from '../computeError.ts';
import { type DrawnProblem, drawProblem } from '../datasets/negation.ts';
import { layoutOf, type NetworkLayout } from '../engine/network.ts';
import { batchOf, type Samples } from '../engine/samples.ts';
import { cubeOf, type PlaneGeometry, planeOf, weightsAt } from './plane.ts';

export interface Setup {
  readonly layout: NetworkLayout;
  readonly drawn: DrawnProblem;
  readonly plane: PlaneGeometry;
  /** The landscape's samples: the first batch. */
  readonly samples: Samples;
  /** Where both learners start. */
  readonly startWeights: Float64Array;
}

/** Throws InvalidRequest where the plane's axes are not weights of the network. */
export function setUp(request: ExperimentRequest): Setup {
  const layout = layoutOf(request.problem.network);
  const { recipe } = request.plane;
  if (recipe.kind === 'coordinates') {
    for (const index of [recipe.first, recipe.second]) {
      if (index >= layout.parameterCount) {
        throw computeError('InvalidRequest', `invalid axis: weight ${index} (expected 0 to ${layout.parameterCount - 1})`);
      }
    }
    if (recipe.first === recipe.second)
      throw computeError('InvalidRequest', `invalid axes: weight ${recipe.first} twice (expected two weights)`);
  }
  const drawn = drawProblem(request.problem);
  const plane = request.kind === 'volume' ? cubeOf(layout) : planeOf(layout, request.plane, drawn.weights);
  const { x, y, count } = drawn.batches('fixed').batch(0);
  const startWeights =
    request.start && request.kind !== 'volume' ? weightsAt(plane, request.start.a, request.start.b) : drawn.weights;
  return { layout, drawn, plane, samples: batchOf(x, y, count), startWeights };
}
