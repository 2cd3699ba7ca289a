/** Solves with the activity Hessian, which is known by its products. */

import { computeError } from '../../computeError.ts';
import type { Stepwise } from '../../math/stepwise.ts';
import type { BatchPoint, FlatLayers } from './batchPoint.ts';
import { type EnergyState, energyTangent, hiddenZeros } from './energyTangent.ts';

/** Part of the right-hand side that may be left over. */
const tolerance = 1e-13;

/**
 * `(d^2F/dz^2) u = b` for all samples at once: conjugate gradients (Hestenes and Stiefel, 1952). Ends where the residual is below 1e-13 |b|
 * or no longer falls. Throws `Diverged` where the Hessian curves downwards, since such activities are no equilibrium that inference reaches.
 */
export function* solveActivities(point: BatchPoint, state: EnergyState, b: FlatLayers): Stepwise<FlatLayers> {
  const solution = hiddenZeros(point);
  const residual = { ...b, flat: b.flat.slice() };
  const direction = hiddenZeros(point);
  direction.flat.set(b.flat);
  let squares = dot(residual.flat, residual.flat);
  const enough = tolerance ** 2 * squares;
  const mostSteps = 2 * point.layout.unitCount + 50;
  for (let step = 0; step < mostSteps && squares > enough; step++) {
    const { activityGradient } = yield* energyTangent(point, state, direction, null);
    const curvature = dot(direction.flat, activityGradient.flat);
    if (curvature < 0) throw computeError('Diverged', 'no curvature of F* here: inference rests at no minimum of the energy');
    const length = squares / curvature;
    for (let u = 0; u < direction.flat.length; u++) {
      solution.flat[u] += length * direction.flat[u];
      residual.flat[u] -= length * activityGradient.flat[u];
    }
    const next = dot(residual.flat, residual.flat);
    const keep = next / squares;
    for (let u = 0; u < direction.flat.length; u++) direction.flat[u] = residual.flat[u] + keep * direction.flat[u];
    squares = next;
    yield;
  }
  return solution;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let u = 0; u < a.length; u++) sum += a[u] * b[u];
  return sum;
}
