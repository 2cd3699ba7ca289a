/** The equilibrated energy's Hessian times a direction, exactly: the equilibrium moves with the weights. */

import { computeError } from '../../../model/computeError.ts';
import type { Stepwise } from '../../math/stepwise.ts';
import { addFelt, addOutputs, type BatchPoint, type FlatLayers, type Layers, shapeOf } from './batchPoint.ts';
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

/** Residual at which a solution is accurate enough, relative to the right-hand side. */
const tolerance = 1e-13;

/**
 * `(d^2F/dz^2) u = b` for all samples at once: conjugate gradients (Hestenes and Stiefel, 1952), preconditioned by `withoutOutput`. Ends
 * where the residual is below 1e-13 |b| or no longer falls. Throws `Diverged` where the Hessian curves downwards, since such activities are
 * no equilibrium that inference reaches.
 */
function* solveActivities(point: BatchPoint, state: EnergyState, b: FlatLayers): Stepwise<FlatLayers> {
  const solution = hiddenZeros(point);
  const residual = hiddenZeros(point);
  residual.flat.set(b.flat);
  let towards = yield* withoutOutput(point, state, residual);
  const direction = hiddenZeros(point);
  direction.flat.set(towards.flat);
  let gain = dot(residual.flat, towards.flat);
  const enough = tolerance ** 2 * dot(b.flat, b.flat);
  const mostSteps = 2 * point.layout.unitCount + 50;
  for (let step = 0; step < mostSteps && dot(residual.flat, residual.flat) > enough; step++) {
    const { activityGradient } = yield* energyTangent(point, state, direction, null);
    const curvature = dot(direction.flat, activityGradient.flat);
    if (curvature < 0) throw computeError('Diverged', 'no curvature of F* here: inference rests at no minimum of the energy');
    const length = gain / curvature;
    for (let u = 0; u < direction.flat.length; u++) {
      solution.flat[u] += length * direction.flat[u];
      residual.flat[u] -= length * activityGradient.flat[u];
    }
    towards = yield* withoutOutput(point, state, residual);
    const next = dot(residual.flat, towards.flat);
    const conjugacy = next / gain;
    for (let u = 0; u < direction.flat.length; u++) direction.flat[u] = towards.flat[u] + conjugacy * direction.flat[u];
    gain = next;
    yield;
  }
  return solution;
}

/**
 * `u` with `(M^T M) u = r`, `(M u)_l = u_l - phi'_l W_l u_{l-1}`: the activity Hessian of a network without its output error and without
 * phi''. Solved exactly by a pass back, `s_l = r_l + W_{l+1}^T (phi'_{l+1} s_{l+1})`, and a pass forward, `u_l = s_l + phi'_l W_l u_{l-1}`.
 * As a preconditioner it turns a linear network's Hessian into the identity plus a matrix of rank d_y: conjugate gradients end after d_y + 1 steps.
 */
function* withoutOutput(point: BatchPoint, { slopes }: EnergyState, r: FlatLayers): Stepwise<FlatLayers> {
  const { layers } = point.layout;
  const u = hiddenZeros(point);
  u.flat.set(r.flat);
  for (let l = layers - 2; l >= 1; l--) {
    const signals = u.layers[l + 1].map((value, unit) => value * slopes[l + 1][unit]);
    yield* addFelt(signals, point.weights[l + 1], shapeOf(point, l + 1), u.layers[l]);
    yield;
  }
  for (let l = 2; l < layers; l++) {
    const outputs = new Float64Array(u.layers[l].length);
    yield* addOutputs(u.layers[l - 1], point.weights[l], shapeOf(point, l), outputs);
    for (let unit = 0; unit < outputs.length; unit++) u.layers[l][unit] += slopes[l][unit] * outputs[unit];
    yield;
  }
  return u;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let u = 0; u < a.length; u++) sum += a[u] * b[u];
  return sum;
}
