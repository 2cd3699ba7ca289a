/** All eigenvalues of a dense symmetric matrix, by ml-matrix, in our flat arrays. */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/** Eigenvalues of A = A^T [n, n] (row-major), ascending. */
export function symmetricEigenvalues(matrix: Float64Array, n: number): Float64Array {
  const decomposition = new EigenvalueDecomposition(Matrix.from1DArray(n, n, matrix), { assumeSymmetric: true });
  return Float64Array.from(decomposition.realEigenvalues).sort();
}
