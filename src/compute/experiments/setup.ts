/** What every experiment stands on, drawn from its request: network, saddle, initial weights, samples, plane and start. */
import type { ExperimentRequest } from '../../model/requests.ts';
import { computeError } from '../computeError.ts';
import { type DrawnProblem, drawProblem } from '../datasets/drawProblem.ts';
import { Breather } from '../engine/breather.ts';
import type { Engine } from '../engine/engine.ts';
import { layoutOf, type NetworkLayout } from '../engine/network.ts';
import { batchOf, type Samples } from '../engine/samples.ts';
import { cubeOf, type PlaneGeometry, planeOf, weightsAt } from './plane.ts';
import { saddleWeights } from './saddleWeights.ts';

export interface Setup {
  readonly layout: NetworkLayout;
  readonly drawn: DrawnProblem;
  /** The landscape's samples: the first batch. */
  readonly samples: Samples;
  /** The saddle that the problem is built around. [P] */
  readonly saddleWeights: Float64Array;
  /** The seed's own initial weights: the saddle's and the deviation from it. [P] */
  readonly initialWeights: Float64Array;
  /** Where both learners start: the initial weights, or the point of the plane that was chosen. [P] */
  readonly startWeights: Float64Array;
}

export interface SetupOnPlane extends Setup {
  readonly plane: PlaneGeometry;
}

/**
 * Everything but the plane, which is only computed where the start lies on it. Throws InvalidRequest where network, data, saddle or plane
 * do not fit each other, and the signal's reason when cancelled.
 */
export async function setUp(request: ExperimentRequest, engine: Engine, signal: AbortSignal): Promise<Setup> {
  if (request.start && request.kind !== 'volume') return setUpOnPlane(request, engine, signal);
  const ground = await groundOf(request, signal);
  return { ...ground, startWeights: ground.initialWeights };
}

/** The same and the plane that the request draws on: for a volume, the cube. */
export async function setUpOnPlane(request: ExperimentRequest, _engine: Engine, signal: AbortSignal): Promise<SetupOnPlane> {
  const ground = await groundOf(request, signal);
  const plane = request.kind === 'volume' ? cubeOf(ground.layout) : planeOf(request.plane, ground);
  const startWeights =
    request.start && request.kind !== 'volume' ? weightsAt(plane, request.start.a, request.start.b) : ground.initialWeights;
  return { ...ground, plane, startWeights };
}

type Ground = Omit<Setup, 'startWeights'>;

async function groundOf({ problem }: ExperimentRequest, signal: AbortSignal): Promise<Ground> {
  const layout = layoutOf(problem.network);
  const drawn = await new Breather(signal).run(drawProblem(problem)).catch((error) => {
    throw error instanceof RangeError ? computeError('InvalidRequest', error.message) : error;
  });
  const first = drawn.batches('fixed').batch(0);
  const saddle = saddleWeights(layout, problem, first);
  return {
    layout,
    drawn,
    samples: batchOf(first.x, first.y, first.count),
    saddleWeights: saddle,
    initialWeights: drawn.deviation.map((value, p) => saddle[p] + value),
  };
}
