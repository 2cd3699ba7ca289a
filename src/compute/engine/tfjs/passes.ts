/** One pass through a network on one batch, in explicit products (THEORY.md, "Network"): forward, and back. */
import * as tf from '@tensorflow/tfjs-core';
import type { DeviceWeights, Forward, Inferred } from './deviceNetwork.ts';

export function feedforward({ network, transposed }: DeviceWeights, x: tf.Tensor2D, y: tf.Tensor2D): Forward {
  const { maps, phi, output } = network;
  const last = transposed.length - 1;
  const products: tf.Tensor2D[] = [];
  const preactivations: tf.Tensor2D[] = [];
  const values = [x];
  for (let l = 0; l <= last; l++) {
    products.push(tf.matMul(maps[l].rows(values[l], 1), transposed[l]));
    if (l === last) break;
    preactivations.push(maps[l].pool(products[l]));
    values.push(phi.value(preactivations[l]));
  }
  return { products, preactivations, values, y, outputError: output.error(y, products[last]) };
}

/** Signals, spread over the products, of `delta_L = -dL/da_L`, `delta_l = W_{l+1}^T (delta_{l+1} * phi'(a_{l+1}))`. */
export function backpropagate(weights: DeviceWeights, { products, values, outputError }: Forward): tf.Tensor2D[] {
  const { maps, phi } = weights.network;
  const signals = [tf.clone(outputError)];
  for (let l = weights.matrices.length - 1; l >= 1; l--) {
    const signal = phi.timesSlope(felt(weights, l, signals[0]), values[l]);
    signals.unshift(maps[l - 1].spread(signal, products[l - 1], null));
  }
  return signals;
}

/** The signals above layer l, spread over their products, sent back to layer l: [N, n_l]. */
export function felt({ network: { maps }, matrices }: DeviceWeights, l: number, signals: tf.Tensor2D): tf.Tensor2D {
  return maps[l].sumRows(tf.matMul(signals, matrices[l]));
}

/** The signal of the layer above l, spread over its products as they are after inference. */
export function spreadSignal(
  { network: { maps } }: DeviceWeights,
  { products }: Forward,
  { signals, changes }: Pick<Inferred, 'signals' | 'changes'>,
  l: number,
): tf.Tensor2D {
  return maps[l].spread(signals[l], products[l], changes[l]);
}
