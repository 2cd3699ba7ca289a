/** The equilibrated energy's Hessian times a direction, exactly: the equilibrium moves with the weights. */
import type { Stepwise } from '../../math/stepwise.ts';
import { solveActivities } from './activitySolve.ts';
import type { BatchPoint, FlatLayers, Layers } from './batchPoint.ts';
import {
  activityGradient,
  addWeightGradient,
  type EnergyState,
  energyState,
  energyTangent,
  hiddenZeros,
} from './energyTangent.ts';

/**
 * `H v = d^2F/dW^2 v + d^2F/dWdz z'` with `z' = -(d^2F/dz^2)^-1 d^2F/dzdW v`, at the activities z where dF/dz = 0 (the implicit function
 * theorem). `resting` [N, n_l] by layers is the equilibrium, which a few Newton steps polish. Returns the map v [P] -> H v [P].
 */
export function* equilibriumCurvature(
  point: BatchPoint,
  resting: Layers,
): Stepwise<(direction: Float64Array) => Stepwise<Float64Array>> {
  const state = yield* polished(point, resting);
  return function* product(direction) {
    const pushed = yield* energyTangent(point, state, null, direction);
    const dz = yield* solveActivities(point, state, pushed.activityGradient);
    for (let u = 0; u < dz.flat.length; u++) dz.flat[u] = -dz.flat[u];
    const { signals } = yield* energyTangent(point, state, dz, direction);
    const result = new Float64Array(direction.length);
    yield* addWeightGradient(point, 1, signals, state.z, result);
    yield* addWeightGradient(point, 1, state.signals, dz.layers, result);
    return result;
  };
}

/** Newton's steps towards dF/dz = 0, for as long as they make |dF/dz| smaller. */
function* polished(point: BatchPoint, resting: Layers): Stepwise<EnergyState> {
  let state = yield* energyState(point, resting);
  let slope = yield* activityGradient(point, state);
  for (let step = 0; step < mostNewtonSteps && norm(slope) > 0; step++) {
    const shift = yield* solveActivities(point, state, slope);
    const nextState = yield* energyState(point, shifted(point, state.z, shift));
    const nextSlope = yield* activityGradient(point, nextState);
    if (!(norm(nextSlope) < 0.5 * norm(slope))) break;
    state = nextState;
    slope = nextSlope;
  }
  return state;
}

const mostNewtonSteps = 5;

function shifted(point: BatchPoint, z: Layers, shift: FlatLayers): Layers {
  const next = hiddenZeros(point);
  return z.map((layer, l) => {
    if (next.layers[l].length === 0) return layer;
    for (let u = 0; u < layer.length; u++) next.layers[l][u] = layer[u] - shift.layers[l][u];
    return next.layers[l];
  });
}

const norm = ({ flat }: FlatLayers) => Math.sqrt(flat.reduce((sum, value) => sum + value * value, 0));
