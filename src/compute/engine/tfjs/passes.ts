/** What learners do to one batch, in explicit products (THEORY.md, "Network"): forward, back, inference, and the exact equilibrium. */
import * as tf from '@tensorflow/tfjs-core';
import { factorCholesky, solveCholesky } from '../../math/cholesky.ts';
import type { LayerMap } from './layerMap.ts';
import type { Nonlinearity } from './nonlinearity.ts';
import { tidied } from './scope.ts';
import type { TfjsPath } from './tfjsPath.ts';

type Layers = readonly tf.Tensor2D[];

/** Both ways through the weights: wasm packs a matrix once for all products with it. Index l - 1 for layer l. */
export interface DeviceWeights {
  /** What each layer does around its product. */
  readonly maps: readonly LayerMap[];
  /** W_l [rows, columns] */
  readonly matrices: tf.Tensor2D[];
  /** W_l^T */
  readonly transposed: tf.Tensor2D[];
}

/** A feedforward pass: all that inference needs to know of the point that it starts from. */
export interface Forward {
  /** W_1 z_0, ..., W_L z_{L-1}, before the pools. */
  readonly products: Layers;
  /** a_1, ..., a_{L-1}: [N, n_l] */
  readonly preactivations: Layers;
  /** g_0 = x, g_1, ..., g_{L-1} */
  readonly values: Layers;
  /** y - a_L */
  readonly outputError: tf.Tensor2D;
}

/** Where inference has got to; all of it moves with the deviations. One tensor may stand in several places, but in no other state. */
export interface Inferred {
  /** u_l = z_l - g_l of the feedforward pass, l = 1, ..., L - 1: kept instead of z_l, which would round them away near the origin. */
  readonly deviations: Layers;
  /** e_1, ..., e_L */
  readonly errors: Layers;
  /** e_l * phi'(a_l), l = 1, ..., L: all that the layer below and the weights feel of an error. */
  readonly signals: Layers;
  /** W_l u_{l-1}, l = 1, ..., L: how far the products have moved; null where they have not, as the first never do. */
  readonly changes: readonly (tf.Tensor2D | null)[];
}

export function feedforward(weights: DeviceWeights, phi: Nonlinearity, x: tf.Tensor2D, y: tf.Tensor2D): Forward {
  const last = weights.matrices.length - 1;
  const products: tf.Tensor2D[] = [];
  const preactivations: tf.Tensor2D[] = [];
  const values = [x];
  for (let l = 0; l < last; l++) {
    products.push(tf.matMul(weights.maps[l].rows(values[l], 1), weights.transposed[l]));
    preactivations.push(weights.maps[l].pool(products[l]));
    values.push(phi.value(preactivations[l]));
  }
  products.push(tf.matMul(values[last], weights.transposed[last]));
  return { products, preactivations, values, outputError: tf.sub(y, products[last]) };
}

/** Signals, spread over the products, of `delta_L = y - f(x)`, `delta_l = W_{l+1}^T (delta_{l+1} * phi'(a_{l+1}))`. */
export function backpropagate(
  weights: DeviceWeights,
  phi: Nonlinearity,
  { products, values, outputError }: Forward,
): tf.Tensor2D[] {
  const signals = [tf.clone(outputError)];
  for (let l = weights.matrices.length - 1; l >= 1; l--) {
    const signal = phi.timesSlope(felt(weights, l, signals[0]), values[l]);
    signals.unshift(weights.maps[l - 1].spread(signal, products[l - 1], null));
  }
  return signals;
}

/** What layer l feels of the signals above it, spread over their products: [N, n_l]. */
function felt({ maps, matrices }: DeviceWeights, l: number, signals: tf.Tensor2D): tf.Tensor2D {
  return maps[l].sumRows(tf.matMul(signals, matrices[l]));
}

/** The signal of the layer above l, spread over its products as they are after inference. */
export function spreadSignal(
  { maps }: DeviceWeights,
  { products }: Forward,
  { signals, changes }: Inferred,
  l: number,
): tf.Tensor2D {
  return maps[l].spread(signals[l], products[l], changes[l]);
}

/** The feedforward start: nothing has moved, and all error sits at the output. */
export function atRest({ products, preactivations, outputError }: Forward): Inferred {
  const zeros = () => preactivations.map((a) => tf.zerosLike(a));
  const output = tf.clone(outputError);
  return { deviations: zeros(), errors: [...zeros(), output], signals: [...zeros(), output], changes: products.map(() => null) };
}

/** One Euler step, all layers at once: `u_l <- u_l + dt (W_{l+1}^T signal_{l+1} - e_l)`. */
export function eulerStep(
  weights: DeviceWeights,
  phi: Nonlinearity,
  forward: Forward,
  before: Inferred,
  dt: tf.Scalar,
): Inferred {
  const moved = before.deviations.map((u, k) => {
    const downhill = tf.sub(felt(weights, k + 1, spreadSignal(weights, forward, before, k + 1)), before.errors[k]);
    return tf.add<tf.Tensor2D>(u, tf.mul(dt, downhill));
  });
  return atDeviations(weights, phi, forward, moved);
}

function atDeviations(
  { maps, transposed }: DeviceWeights,
  phi: Nonlinearity,
  { products, preactivations, values, outputError }: Forward,
  deviations: tf.Tensor2D[],
): Inferred {
  const errors: tf.Tensor2D[] = [];
  const signals: tf.Tensor2D[] = [];
  const changes: (tf.Tensor2D | null)[] = [];
  for (const [k, u] of deviations.entries()) {
    // x does not move, so that the first layer predicts what it did.
    const change = k === 0 ? null : tf.matMul<tf.Tensor2D>(maps[k].rows(deviations[k - 1], 0), transposed[k]);
    changes.push(change);
    const rise = change && phi.rise(preactivations[k], values[k + 1], maps[k].poolRise(products[k], change));
    const error = rise ? tf.sub<tf.Tensor2D>(u, rise) : u;
    errors.push(error);
    signals.push(phi.timesSlope(error, rise ? tf.add(values[k + 1], rise) : values[k + 1]));
  }
  const last = transposed.length - 1;
  const outputShift = tf.matMul<tf.Tensor2D>(deviations[last - 1], transposed[last]);
  const error = tf.sub<tf.Tensor2D>(outputError, outputShift);
  return { deviations, errors: [...errors, error], signals: [...signals, error], changes: [...changes, outputShift] };
}

/**
 * The equilibrium of a linear net: `e_L = S^-1 (y - W_{L:1} x)`, `e_l = W_{l+1}^T e_{l+1}`, then forward `u_l = W_l u_{l-1} + e_l`.
 * S is read, [d_y, d_y], and inverted in float64.
 */
export async function equilibrium(path: TfjsPath, weights: DeviceWeights, { outputError }: Forward): Promise<Inferred> {
  const rescaling = tf.tidy(() => rescalingOf(weights));
  const values = await path.read(rescaling);
  rescaling.dispose();
  const size = outputError.shape[1];
  const inverse = inverseOf(Float64Array.from(values), size);
  await path.activate();
  return tidied(() => {
    const { matrices, transposed } = weights;
    const errors = [tf.matMul<tf.Tensor2D>(outputError, tf.tensor2d(inverse, [size, size], 'float32'))];
    for (let l = matrices.length - 1; l >= 1; l--) errors.unshift(tf.matMul(errors[0], matrices[l]));
    const deviations = [errors[0]];
    const changes: (tf.Tensor2D | null)[] = [null];
    for (let l = 1; l < matrices.length; l++) {
      const change = tf.matMul<tf.Tensor2D>(deviations[l - 1], transposed[l]);
      changes.push(change);
      if (l < matrices.length - 1) deviations.push(tf.add(change, errors[l]));
    }
    return { deviations, errors, signals: errors, changes } satisfies Inferred;
  });
}

/** `S = I + sum_{l=2..L} W_{L:l} W_{L:l}^T` */
function rescalingOf({ matrices }: DeviceWeights): tf.Tensor2D {
  let product = matrices[matrices.length - 1];
  const size = product.shape[0];
  let sum: tf.Tensor2D = tf.tensor2d(identity(size), [size, size], 'float32');
  for (let l = matrices.length - 1; l >= 1; l--) {
    sum = tf.add(sum, tf.matMul(product, tf.transpose(product)));
    if (l > 1) product = tf.matMul(product, matrices[l - 1]);
  }
  return sum;
}

const identity = (size: number) => Float32Array.from({ length: size * size }, (_, k) => (k % (size + 1) === 0 ? 1 : 0));

/** S, and `sum_i r_i r_i^T` times `weight`, of a linear net: all that F* depends on. Flat, one after the other. */
export function rescaled(weights: DeviceWeights, { outputError }: Forward, weight: number): tf.Tensor1D {
  const moments = tf.mul(tf.matMul(tf.transpose(outputError), outputError), weight);
  return tf.concat1d([rescalingOf(weights), moments].map((matrix) => tf.reshape(matrix, [-1]) as tf.Tensor1D));
}

/** NaN where S is not finite. */
function inverseOf(rescaling: Float64Array, size: number): Float32Array {
  const inverse = new Float32Array(size * size).fill(Number.NaN);
  if (!rescaling.every(Number.isFinite)) return inverse;
  factorCholesky(rescaling, size);
  for (let j = 0; j < size; j++) {
    const column = new Float64Array(size);
    column[j] = 1;
    solveCholesky(rescaling, size, column);
    inverse.set(column, j * size); // symmetric: a column is a row
  }
  return inverse;
}

/** Sum of squares, row by row first: a single float32 sum over a million numbers would lose digits. */
export function sumOfSquares(t: tf.Tensor2D): tf.Scalar {
  return tf.sum(tf.sum(tf.square(t), 1));
}

/** `sum_l |e_l|^2`, [] */
export function squaresOf(errors: Layers): tf.Scalar {
  return errors.map(sumOfSquares).reduce((sum, squares) => tf.add(sum, squares));
}

/** By how much `sum_l |e_l|^2` rose, without a difference of near values: `sum (e' - e)(e' + e)`. */
export function riseOfSquares(before: Inferred, after: Inferred): tf.Scalar {
  const last = after.errors.length - 1;
  const outputShift = ({ changes }: Inferred) => changes[last] ?? 0;
  const change = (l: number): tf.Tensor =>
    l === last ? tf.sub(outputShift(before), outputShift(after)) : tf.sub(after.errors[l], before.errors[l]);
  return after.errors
    .map((e, l) => tf.sum(tf.sum(tf.mul(change(l), tf.add(e, before.errors[l])), 1)) as tf.Scalar)
    .reduce((sum, rise) => tf.add(sum, rise));
}
