/** The exact equilibrium of a linear net in tensors (THEORY.md, "Linear networks"), and what Theorem 1 predicts its energy from. */
import * as tf from '@tensorflow/tfjs-core';
import { factorCholesky, solveCholesky } from '../../math/cholesky.ts';
import type { DeviceWeights, Forward, Inferred } from './deviceNetwork.ts';
import { tidied } from './tensorMemory.ts';
import type { TfjsPath } from './tfjsPath.ts';

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
    const deviations: (tf.Tensor2D | null)[] = [null, errors[0]];
    const changes: (tf.Tensor2D | null)[] = [null];
    for (let l = 1; l < matrices.length; l++) {
      const change = tf.matMul<tf.Tensor2D>(deviations[l]!, transposed[l]);
      changes.push(change);
      if (l < matrices.length - 1) deviations.push(tf.add(change, errors[l]));
    }
    return { deviations, errors, weighed: errors, signals: errors, changes } satisfies Inferred;
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
