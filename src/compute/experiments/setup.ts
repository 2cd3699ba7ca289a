/** What every experiment stands on, drawn from its request: network, saddle, initial weights, samples, plane and start. */

import { computeError } from '../../model/computeError.ts';
import type { PlaneRecipe, Problem } from '../../model/problem/problem.ts';
import type { ExperimentRequest, TrainingRequest } from '../../model/requests.ts';
import type { DataSet } from '../datasets/batches/batch.ts';
import { dataSetOf } from '../datasets/dataSet.ts';
import { type DrawnProblem, drawProblem } from '../datasets/drawProblem.ts';
import type { Engine } from '../engine/engine.ts';
import { layoutOf } from '../engine/work/networkLayout.ts';
import { batchOf } from '../engine/work/samples.ts';
import type { Anchors } from './planes/anchors.ts';
import { cubeOf } from './planes/coordinatePlane.ts';
import { type PlaneGeometry, weightsAt } from './planes/geometry.ts';
import { planeOf, planeThroughOwnCentre } from './planes/planeOf.ts';
import { saddleWeights } from './planes/saddleWeights.ts';

export interface Setup extends Anchors {
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
  const anchors = await anchorsOf(request.problem, signal);
  return { ...anchors, startWeights: anchors.initialWeights };
}

/** The same and the plane that the request draws on: for a volume, the cube. */
export async function setUpOnPlane(request: ExperimentRequest, engine: Engine, signal: AbortSignal): Promise<SetupOnPlane> {
  const anchors = await anchorsOf(request.problem, signal);
  if (request.kind === 'volume') return { ...anchors, plane: cubeOf(anchors.layout), startWeights: anchors.initialWeights };
  const { problem, inference, backend, start } = request;
  const plane = await planeOf({ problem, recipe: request.plane.recipe, inference, backend }, anchors, engine, signal);
  return { ...anchors, plane, startWeights: start ? weightsAt(plane, start.a, start.b) : anchors.initialWeights };
}

/**
 * The same where a plane may not take long: one that must be computed is replaced by the two first weights around the same centre, on which
 * nothing is drawn.
 */
export function setUpNearby(request: TrainingRequest, engine: Engine, signal: AbortSignal): Promise<SetupOnPlane> {
  const { recipe } = request.plane;
  if (request.start || recipe.kind === 'coordinates' || recipe.kind === 'random') return setUpOnPlane(request, engine, signal);
  const nearby: PlaneRecipe = { kind: 'coordinates', centre: recipe.centre, first: 0, second: 1, held: 0 };
  return setUpOnPlane({ ...request, plane: { ...request.plane, recipe: nearby } }, engine, signal);
}

/** Another seed of the same request: a placed start is the same step away from its own centre. */
export async function setUpSeed(
  seed: number,
  { problem, start, plane: { recipe } }: ExperimentRequest,
  { plane }: SetupOnPlane,
  signal: AbortSignal,
): Promise<Setup> {
  const anchors = await anchorsOf({ ...problem, seed }, signal);
  const startWeights = start
    ? weightsAt(planeThroughOwnCentre(plane, recipe, anchors), start.a, start.b)
    : anchors.initialWeights;
  return { ...anchors, startWeights };
}

async function anchorsOf(problem: Problem, signal: AbortSignal): Promise<Anchors> {
  const layout = layoutOf(problem.network);
  const drawn = drawnFrom(problem, await dataSetOf(problem, signal));
  const first = drawn.batches('fixed').batch(0);
  const saddle = saddleWeights(layout, problem, first);
  const samples = batchOf(first.x, first.y, first.count);
  return {
    layout,
    drawn,
    samples,
    observed: first.mask ? { ...samples, mask: first.mask } : samples,
    saddleWeights: saddle,
    initialWeights: drawn.deviation.map((value, p) => saddle[p] + value),
  };
}

/** Throws InvalidRequest where the network does not fit the data. */
export function drawnFrom(problem: Problem, set: DataSet | null): DrawnProblem {
  try {
    return drawProblem(problem, set);
  } catch (error) {
    throw error instanceof RangeError ? computeError('InvalidRequest', error.message) : error;
  }
}
