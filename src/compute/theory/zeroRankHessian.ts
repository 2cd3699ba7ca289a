/** Theorems 2 and 3: the Hessians of the loss and of F* at the origin and at every other zero-rank saddle, in closed form. */
import { Matrix } from 'ml-matrix';
import { weightLayers } from '../math/flatLayers.ts';
import { inputOutputMoments, outputMoments, type SecondMoments } from '../math/secondMoments.ts';

/** H v [P] of a symmetric H [P, P]. */
type Product = (direction: Float64Array) => Float64Array;

export interface ZeroRankHessian {
  /** Which theorem covers these weights. */
  name: string;
  loss: Product;
  equilibratedEnergy: Product;
}

/**
 * At weights with `W_L = 0` and `W_{L-1:1} = 0` ("Only Strict Saddles in the Energy Landscape of Predictive Coding Networks?", NeurIPS 2024,
 * Theorems 2 and 3). With V_l the direction's layers, `B_l = W_{L-1:l+1}` and `C_l = W_{l-1:1}`, the network's map is
 * `sum_l V_L B_l V_l C_l` to second order, so for the loss
 * `(H V)_L = -sum_{l<L} Sigma_yx C_l^T V_l^T B_l^T` and `(H V)_l = -B_l^T V_L^T Sigma_yx C_l^T`,
 * and F* adds `-Sigma_yy V_L M` to layer L, `M = I + sum_{l=2..L-1} W_{L-1:l} W_{L-1:l}^T`: at the origin `-Sigma_yy (x) I`, with only the
 * penultimate layer not zero `-Sigma_yy (x) (I + W_{L-1} W_{L-1}^T)`.
 * Null at weights that are no zero-rank saddle.
 */
export function zeroRankHessian(
  weights: Float64Array,
  widths: readonly number[],
  moments: SecondMoments,
): ZeroRankHessian | null {
  const layers = weightLayers(weights, widths).map((layer, l) => Matrix.from1DArray(widths[l + 1], widths[l], layer));
  const last = layers.length - 1; // W_L; indices count from 0 here
  if (layers[last].max() !== 0 || layers[last].min() !== 0) return null;
  const { above, below } = productsAround(layers, widths);
  if (below[last].norm() > 0) return null;
  const crossMoments = Matrix.from1DArray(moments.inputs, moments.outputs, inputOutputMoments(moments)).transpose(); // Sigma_yx
  const sigmaYy = Matrix.from1DArray(moments.outputs, moments.outputs, outputMoments(moments));
  const m = Matrix.eye(widths[last]);
  for (let l = 1; l < last; l++) {
    const product = above[l].mmul(layers[l]); // W_{L-1:l}
    m.add(product.mmul(product.transpose()));
  }

  const apply = (direction: Float64Array, isEnergy: boolean): Float64Array => {
    const along = weightLayers(direction, widths).map((layer, l) => Matrix.from1DArray(widths[l + 1], widths[l], layer));
    const result = new Float64Array(direction.length);
    const resultLayers = weightLayers(result, widths);
    const top = isEnergy ? sigmaYy.mmul(along[last]).mmul(m).mul(-1) : Matrix.zeros(widths[last + 1], widths[last]);
    for (let l = 0; l < last; l++) {
      const seen = crossMoments.mmul(below[l].transpose()); // Sigma_yx C_l^T
      top.sub(seen.mmul(along[l].transpose()).mmul(above[l].transpose()));
      const felt = above[l].transpose().mmul(along[last].transpose()).mmul(seen).mul(-1);
      resultLayers[l].set(felt.to1DArray());
    }
    resultLayers[last].set(top.to1DArray());
    return result;
  };
  return {
    name: weights.every((weight) => weight === 0) ? 'Theorem 2, the origin' : 'Theorem 3, a zero-rank saddle',
    loss: (direction) => apply(direction, false),
    equilibratedEnergy: (direction) => apply(direction, true),
  };
}

/** For each layer l (from 0): the product of the layers between it and the last, and of those below it. */
function productsAround(layers: readonly Matrix[], widths: readonly number[]): { above: Matrix[]; below: Matrix[] } {
  const last = layers.length - 1;
  const below = [Matrix.eye(widths[0])];
  for (let l = 1; l <= last; l++) below.push(layers[l - 1].mmul(below[l - 1]));
  const above: Matrix[] = [];
  above[last - 1] = Matrix.eye(widths[last]);
  for (let l = last - 2; l >= 0; l--) above[l] = above[l + 1].mmul(layers[l + 1]);
  return { above, below };
}
