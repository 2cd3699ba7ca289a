/** What Theorem 1 predicts a linear net's equilibrated energy from, in tensors (THEORY.md, "Linear networks"). */
import * as tf from '@tensorflow/tfjs-core';
import type { DeviceWeights, Forward } from './deviceNetwork.ts';

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
