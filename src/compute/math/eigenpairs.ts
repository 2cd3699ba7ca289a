/** Eigenvalues and eigenvectors of a dense symmetric matrix, by ml-matrix, in flat arrays. */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

export interface Eigenpairs {
  /** Ascending. [n] */
  values: Float64Array;
  /** vectors[k] [n], of unit norm, belongs to values[k]; its largest entry is positive. */
  vectors: Float64Array[];
}

/** `A v = lambda v` for A = A^T [n, n] (row-major). Takes about 20 n^3 operations at once: for n up to a few hundred. */
export function symmetricEigenpairs(matrix: Float64Array, n: number): Eigenpairs {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(Matrix.from1DArray(n, n, matrix), {
    assumeSymmetric: true,
  });
  const order = Array.from(realEigenvalues.keys()).sort((a, b) => realEigenvalues[a] - realEigenvalues[b]);
  return {
    values: Float64Array.from(order, (k) => realEigenvalues[k]),
    vectors: order.map((k) => withSign(Float64Array.from({ length: n }, (_, row) => eigenvectorMatrix.get(row, k)))),
  };
}

/** Eigenvalues of A = A^T [n, n] (row-major), ascending. */
export function symmetricEigenvalues(matrix: Float64Array, n: number): Float64Array {
  const decomposition = new EigenvalueDecomposition(Matrix.from1DArray(n, n, matrix), { assumeSymmetric: true });
  return Float64Array.from(decomposition.realEigenvalues).sort();
}

/** v or -v, with a positive largest entry, so that a figure along this direction is reproducible. */
export function withSign(vector: Float64Array): Float64Array {
  const largest = vector.reduce((most, value) => (Math.abs(value) > Math.abs(most) * (1 + 1e-9) ? value : most), 0);
  return largest < 0 ? vector.map((value) => -value) : vector;
}
