/** The Hessian of the energy after t steps of inference, differentiated through all steps. */
import { computeError } from '../../../model/computeError.ts';
import type { Stepwise } from '../../math/stepwise.ts';
import { type BatchPoint, batchPoint, type FlatLayers, feedforwardLayers, type Layers, shapeOf } from './batchPoint.ts';
import { activityGradient, addWeightGradient, energyState, energyTangent, hiddenZeros } from './energyTangent.ts';
import { addFelt } from './layerProducts.ts';

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
export function* stepGradient(point: BatchPoint, steps: number, dt: number): Stepwise<Float64Array> {
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
