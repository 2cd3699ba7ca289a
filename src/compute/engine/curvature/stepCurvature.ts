/** The Hessian of the energy after t steps of inference times a direction: from two exact gradients, or exactly at t = 0, where the energy is the loss. */
import { computeError } from '../../../model/computeError.ts';
import type { Stepwise } from '../../math/stepwise.ts';
import {
  addFelt,
  addOuterProduct,
  addOutputs,
  type BatchPoint,
  batchPoint,
  type FlatLayers,
  feedforwardLayers,
  type Layers,
  parametersByLayer,
  shapeOf,
  zeroLayers,
} from './batchPoint.ts';
import { activityGradient, addWeightGradient, energyState, energyTangent, hiddenZeros } from './energyTangent.ts';

/** Length of a difference, in units of the direction and of the weights' size. */
const difference = 1e-5;

/** `H v ~ (grad F_t(theta + h v) - grad F_t(theta - h v)) / 2h` with exact gradients. Returns the map v [P] -> H v [P]. */
export function stepCurvature(point: BatchPoint, weights: Float64Array, steps: number, dt: number) {
  const { layout, samples } = point;
  return function* product(direction: Float64Array): Stepwise<Float64Array> {
    const length = norm(direction);
    if (length === 0) return new Float64Array(direction.length);
    const h = (difference * Math.max(1, norm(weights))) / length;
    const gradientAt = (side: number) => {
      const moved = weights.map((weight, p) => weight + side * h * direction[p]);
      return stepGradient(batchPoint(layout, samples, moved), steps, dt);
    };
    const ahead = yield* gradientAt(1);
    const behind = yield* gradientAt(-1);
    return ahead.map((slope, p) => (slope - behind[p]) / (2 * h));
  };
}

/**
 * Gradient of `F_t(theta) = F(z_t(theta), theta)` [P], where `z_0 = ff(theta)`, `z_{s+1} = z_s - dt dF/dz(z_s)`. Backwards through the steps:
 * `lambda_t = dF/dz(z_t)`, `lambda_s = lambda_{s+1} - dt (d^2F/dz^2) lambda_{s+1}`, and the weights feel `dF/dW(z_t)`,
 * `-dt (d^2F/dWdz) lambda_{s+1}` at every step, and lambda_0 through the feedforward start.
 */
function* stepGradient(point: BatchPoint, steps: number, dt: number): Stepwise<Float64Array> {
  const { z: start, slopes } = yield* feedforwardLayers(point);
  const visited: Layers[] = [start.map((layer, l) => (l === point.layout.layers ? point.samples.y : layer))];
  for (let s = 0; s < steps; s++) visited.push(yield* relaxed(point, visited[s], dt));

  const gradient = new Float64Array(point.layout.parameterCount);
  const last = yield* energyState(point, visited[steps]);
  if (!last.errors.every((errors) => errors.every(Number.isFinite))) {
    throw computeError(
      'Diverged',
      `no Hessian here: inference diverged within ${steps} steps of dt = ${dt} (try a smaller step size)`,
    );
  }
  yield* addWeightGradient(point, 1, last.signals, last.z, gradient);
  const lambda = yield* activityGradient(point, last);
  for (let s = steps - 1; s >= 0; s--) {
    const state = yield* energyState(point, visited[s]);
    const tangent = yield* energyTangent(point, state, lambda, null);
    yield* addWeightGradient(point, -dt, tangent.signals, state.z, gradient);
    yield* addWeightGradient(point, -dt, state.signals, lambda.layers, gradient);
    for (let u = 0; u < lambda.flat.length; u++) lambda.flat[u] -= dt * tangent.activityGradient.flat[u];
  }
  yield* addThroughStart(point, start, slopes, lambda, gradient);
  return gradient;
}

/** One Euler step of inference: x and y stay. */
function* relaxed(point: BatchPoint, z: Layers, dt: number): Stepwise<Layers> {
  const slope = yield* activityGradient(point, yield* energyState(point, z));
  const next = hiddenZeros(point);
  return z.map((layer, l) => {
    if (next.layers[l].length === 0) return layer;
    for (let u = 0; u < layer.length; u++) next.layers[l][u] = layer[u] - dt * slope.layers[l][u];
    return next.layers[l];
  });
}

/** `lambda^T dz_0/dtheta`, z_0 the feedforward values: backpropagation of lambda through the hidden layers. */
function* addThroughStart(
  point: BatchPoint,
  z: Layers,
  slopes: Layers,
  lambda: FlatLayers,
  gradient: Float64Array,
): Stepwise<void> {
  const signals = hiddenZeros(point).layers.slice();
  for (let l = point.layout.layers - 1; l >= 1; l--) {
    const felt = lambda.layers[l].slice();
    if (l + 1 < point.layout.layers) yield* addFelt(signals[l + 1], point.weights[l + 1], shapeOf(point, l + 1), felt);
    for (let u = 0; u < felt.length; u++) signals[l][u] = felt[u] * slopes[l][u];
  }
  signals[point.layout.layers] = new Float64Array(point.samples.y.length); // the output is y, not a prediction
  yield* addWeightGradient(point, -1, signals, z, gradient);
}

const norm = (v: Float64Array) => Math.sqrt(v.reduce((sum, value) => sum + value * value, 0));

/**
 * `H v` with H the Hessian of `L = 1/(2N) sum |y - f(x)|^2` (Pearlmutter, Fast Exact Multiplication by the Hessian, 1994). A dot is the
 * derivative along v: `a'_l = V_l z_{l-1} + W_l z'_{l-1}`, `z'_l = phi' a'_l`; with the backpropagated errors `b_L = y - f`,
 * `b_l = W_{l+1}^T s_{l+1}`, `s_l = b_l phi'`: `b'_l = V_{l+1}^T s_{l+1} + W_{l+1}^T s'_{l+1}`, `s'_l = b'_l phi' + b_l phi'' a'_l`,
 * and `(H v)_l = -1/N sum (s'_l z_{l-1}^T + s_l z'_{l-1}^T)`. Returns the map v [P] -> H v [P].
 */
export function* lossCurvature(point: BatchPoint): Stepwise<(direction: Float64Array) => Stepwise<Float64Array>> {
  const { layout, samples, weights } = point;
  const { layers } = layout;
  const { z, slopes, bends } = yield* feedforwardLayers(point);
  const errors = zeroLayers(point, 1).layers;
  const signals = zeroLayers(point, 1).layers;
  for (let l = layers; l >= 1; l--) {
    if (l === layers) errors[l].set(samples.y.map((y, u) => y - z[l][u]));
    else yield* addFelt(signals[l + 1], weights[l + 1], shapeOf(point, l + 1), errors[l]);
    for (let u = 0; u < errors[l].length; u++) signals[l][u] = errors[l][u] * slopes[l][u];
  }

  return function* product(direction) {
    const along = parametersByLayer(layout, direction);
    const preactivations = zeroLayers(point, 1).layers;
    const activities = zeroLayers(point, 1).layers;
    for (let l = 1; l <= layers; l++) {
      yield* addOutputs(z[l - 1], along[l], shapeOf(point, l), preactivations[l]);
      if (l > 1) yield* addOutputs(activities[l - 1], weights[l], shapeOf(point, l), preactivations[l]);
      for (let u = 0; u < activities[l].length; u++) activities[l][u] = slopes[l][u] * preactivations[l][u];
      yield;
    }
    const result = new Float64Array(layout.parameterCount);
    const resultLayers = parametersByLayer(layout, result);
    let above = activities[layers].map((outputMoves) => -outputMoves); // s'_L
    for (let l = layers; l >= 1; l--) {
      yield* addOuterProduct(-samples.weight, above, z[l - 1], shapeOf(point, l), resultLayers[l]);
      if (l === 1) break;
      yield* addOuterProduct(-samples.weight, signals[l], activities[l - 1], shapeOf(point, l), resultLayers[l]);
      const felt = new Float64Array(errors[l - 1].length);
      yield* addFelt(signals[l], along[l], shapeOf(point, l), felt);
      yield* addFelt(above, weights[l], shapeOf(point, l), felt);
      for (let u = 0; u < felt.length; u++) {
        felt[u] = felt[u] * slopes[l - 1][u] + errors[l - 1][u] * bends[l - 1][u] * preactivations[l - 1][u];
      }
      above = felt;
    }
    return result;
  };
}
