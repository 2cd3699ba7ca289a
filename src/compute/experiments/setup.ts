/** Sets up an experiment from its request: network, saddle, initial weights, samples, plane and start. */

import { computeError } from '../../model/computeError.ts';
import type { PlaneRecipe, Problem } from '../../model/problem/problem.ts';
import type { PlaneRequest } from '../../model/problem/requestAndFrame.ts';
import type { DataSet } from '../datasets/batches/batch.ts';
import { dataSetOf } from '../datasets/dataSources.ts';
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
  /** Start of both learners: the initial weights, or the chosen point of the plane. [P] */
  readonly startWeights: Float64Array;
}

export interface SetupOnPlane extends Setup {
  readonly plane: PlaneGeometry;
}

/**
 * Network, saddle, initial weights and samples of a problem; both learners start at the initial weights.
 * Throws InvalidRequest where network, data and saddle do not fit each other, and the signal's reason when cancelled.
 */
export async function setUp(problem: Problem, signal: AbortSignal): Promise<Setup> {
  const anchors = await anchorsOf(problem, signal);
  return { ...anchors, startWeights: anchors.initialWeights };
}

/** Sets up a request that needs the start but no plane: the plane is computed only where the start is a point of the plane. Throws as `setUp`. */
export async function setUpAtStart(request: PlaneRequest, engine: Engine, signal: AbortSignal): Promise<Setup> {
  return request.start ? setUpOnPlane(request, engine, signal) : setUp(request.problem, signal);
}

/** Sets up a request and the plane that it draws on. Throws as `setUp`, and where the plane does not fit the network. */
export async function setUpOnPlane(request: PlaneRequest, engine: Engine, signal: AbortSignal): Promise<SetupOnPlane> {
  const { problem, inference, backend, start } = request;
  const anchors = await anchorsOf(problem, signal);
  const plane = await planeOf({ problem, recipe: request.plane, inference, backend }, anchors, engine, signal);
  return { ...anchors, plane, startWeights: start ? weightsAt(plane, start.a, start.b) : anchors.initialWeights };
}

/** Sets up the cube of a chain's three weights. Throws as `setUp`, and for networks that are no such chain. */
export async function setUpInCube(problem: Problem, signal: AbortSignal): Promise<SetupOnPlane> {
  const setup = await setUp(problem, signal);
  return { ...setup, plane: cubeOf(setup.layout) };
}

/**
 * Sets up a run whose plane may not take long: two first weights around the request's centre stand in for a plane that must be computed,
 * since nothing is drawn on a plane meanwhile.
 */
export function setUpNearby(request: PlaneRequest, engine: Engine, signal: AbortSignal): Promise<SetupOnPlane> {
  const recipe = request.plane;
  if (request.start || recipe.kind === 'coordinates' || recipe.kind === 'random') return setUpOnPlane(request, engine, signal);
  const nearby: PlaneRecipe = { kind: 'coordinates', centre: recipe.centre, first: 0, second: 1, held: 0 };
  return setUpOnPlane({ ...request, plane: nearby }, engine, signal);
}

/** Sets up another seed of a request: a placed start lies as far from the other seed's centre as from the request's own. */
export async function setUpSeed(
  seed: number,
  { problem, start, plane: recipe }: PlaneRequest,
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

/** `drawProblem`, with misfits as InvalidRequest: network and data that do not fit each other. */
export function drawnFrom(problem: Problem, set: DataSet | null): DrawnProblem {
  try {
    return drawProblem(problem, set);
  } catch (error) {
    throw error instanceof RangeError ? computeError('InvalidRequest', error.message) : error;
  }
}
