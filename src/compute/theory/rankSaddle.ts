/** The saddles of a deep linear network's loss: a product that has learnt some of the data's directions and none of the others. */
import { EigenvalueDecomposition, Matrix, pseudoInverse, SingularValueDecomposition } from 'ml-matrix';
import { parameterCount, weightLayers } from '../math/flatLayers.ts';
import { inputMoments, inputOutputMoments, type SecondMoments } from '../math/secondMoments.ts';

/** Eigenvalues below this part of the largest are no direction of the data. */
const NEGLIGIBLE = 1e-10;

/**
 * W_{L:1} = sum_{i in S} u_i u_i^T Sigma_yx Sigma_xx^-1, S the `rank` largest eigenvalues of Sigma = Sigma_yx Sigma_xx^-1 Sigma_xy, u_i their
 * eigenvectors; as P D Q^T it is factored evenly, D^(1/L) in every layer, all other weights zero. Returns flat weights [P].
 *
 * A critical point of the loss, of value 1/2 (tr Sigma_yy - sum_{i in S} lambda_i): the residual's moments (I - U U^T) Sigma_yx vanish
 * against both sides of the product (Baldi and Hornik, 1989; Kawaguchi, 2016). Of the equilibrated energy too where the learnt
 * directions are free of noise, (Sigma_yy - Sigma) u_i = 0, as when y is a linear map of x; elsewhere F* has a gradient there.
 * Throws a RangeError where the layers, or the data, have no room for `rank` directions.
 */
export function rankSaddle(widths: readonly number[], moments: SecondMoments, rank: number): Float64Array {
  const narrowest = Math.min(...widths);
  if (rank > narrowest)
    throw new RangeError(
      `invalid rank: ${rank} (expected 0 to ${narrowest}, the narrowest layer of the widths ${widths.join('-')})`,
    );
  const weights = new Float64Array(parameterCount(widths));
  if (rank === 0) return weights;
  const { inputs, outputs } = moments;
  const crossed = Matrix.from1DArray(inputs, outputs, inputOutputMoments(moments)).transpose(); // Sigma_yx
  const regression = crossed.mmul(pseudoInverse(Matrix.from1DArray(inputs, inputs, inputMoments(moments)))); // Sigma_yx Sigma_xx^-1
  const strongest = strongestDirections(regression.mmul(crossed.transpose()), rank);
  const learnt = strongest.mmul(strongest.transpose()).mmul(regression);
  writeFactors(weightLayers(weights, widths), widths, learnt, rank);
  return weights;
}

/** Eigenvectors of the `rank` largest eigenvalues of a symmetric matrix, as columns. */
function strongestDirections(sigma: Matrix, rank: number): Matrix {
  const symmetric = Matrix.add(sigma, sigma.transpose()).mul(0.5);
  const { realEigenvalues: values, eigenvectorMatrix: vectors } = new EigenvalueDecomposition(symmetric, {
    assumeSymmetric: true,
  });
  const descending = values.map((_, i) => i).sort((i, j) => values[j] - values[i]);
  const present = values.filter((value) => value > NEGLIGIBLE * values[descending[0]]).length;
  if (rank > present) throw new RangeError(`invalid rank: ${rank} (expected 0 to ${present}, the directions that the data have)`);
  return vectors.subMatrixColumn(descending.slice(0, rank));
}

/** M = P D Q^T: W_1 = D^(1/L) Q^T, W_l = D^(1/L), W_L = P D^(1/L), in the first `rank` units of every layer. */
function writeFactors(layers: Float64Array[], widths: readonly number[], product: Matrix, rank: number): void {
  const {
    leftSingularVectors: left,
    rightSingularVectors: right,
    diagonal,
  } = new SingularValueDecomposition(product, {
    autoTranspose: true,
  });
  const last = layers.length - 1;
  for (let k = 0; k < rank; k++) {
    const share = diagonal[k] ** (1 / layers.length);
    for (let column = 0; column < widths[0]; column++) layers[0][k * widths[0] + column] = share * right.get(column, k);
    for (let l = 1; l < last; l++) layers[l][k * widths[l] + k] = share;
    for (let row = 0; row < widths[last + 1]; row++) layers[last][row * widths[last] + k] = share * left.get(row, k);
  }
}
