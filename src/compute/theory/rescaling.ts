/** The rescaling S that turns the loss into the equilibrated energy: how much a residual shrinks when hidden activities may move. */

import { symmetricEigenvalues } from '../math/eigenpairs.ts';
import { weightLayers } from '../math/flatLayers.ts';
import { addLowerGram, multiply } from '../math/matrixProduct.ts';

export interface Rescaling {
  /** S [d_y, d_y], row-major; symmetric, both triangles filled. */
  matrix: Float64Array;
  /** W_{L:1} = W_L ... W_1 [d_y, d_x], row-major: the linear network's map. */
  product: Float64Array;
}

/**
 * S = I + sum_{l=2..L} W_{L:l} W_{L:l}^T with W_{L:l} = W_L ... W_l, for a linear network's flat `weights` [P]
 * (Theorem 1 of "Only Strict Saddles in the Energy Landscape of Predictive Coding Networks?", NeurIPS 2024).
 * Throws a RangeError where the weights do not fit the widths.
 */
export function rescaling(weights: Float64Array, widths: readonly number[]): Rescaling {
  const layers = weightLayers(weights, widths);
  const outputs = widths[widths.length - 1];
  const matrix = identity(outputs);
  let product = layers[layers.length - 1]; // W_{L:l}, from l = L down to 1
  for (let l = layers.length - 1; l > 0; l--) {
    addLowerGram(product, outputs, widths[l], matrix);
    product = multiply(product, layers[l - 1], outputs, widths[l], widths[l - 1], new Float64Array(outputs * widths[l - 1]));
  }
  mirrorLower(matrix, outputs);
  return { matrix, product };
}

/** Eigenvalues of S, ascending: by what Theorem 1 divides a squared residual, along each of its directions. All are at least 1. [d_y] */
export function rescalingEigenvalues(weights: Float64Array, widths: readonly number[]): Float64Array {
  return Float64Array.from(symmetricEigenvalues(rescaling(weights, widths).matrix, widths[widths.length - 1]));
}

function identity(n: number): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) matrix[i * n + i] = 1;
  return matrix;
}

function mirrorLower(matrix: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) matrix[j * n + i] = matrix[i * n + j];
  }
}
