/** Eigenvalues and eigenvectors of a dense symmetric matrix, by ml-matrix, in flat arrays. */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

export interface Eigenpairs {
  /** Ascending. [n] */
  values: Float64Array;
  /** vectors[k] [n], of unit norm, belongs to values[k]; its largest entry is positive. */
  vectors: Float64Array[];
}

/** `A v = lambda v` for A = A^T [n, n] (row-major). Takes about 20 n^3 operations at once: for n up to a few hundred. Throws a RangeError where A is not finite. */
export function symmetricEigenpairs(matrix: Float64Array, n: number): Eigenpairs {
  const { realEigenvalues, eigenvectorMatrix } = decomposed(matrix, n);
  const order = Array.from(realEigenvalues.keys()).sort((a, b) => realEigenvalues[a] - realEigenvalues[b]);
  return {
    values: Float64Array.from(order, (k) => realEigenvalues[k]),
    vectors: order.map((k) => withSign(Float64Array.from({ length: n }, (_, row) => eigenvectorMatrix.get(row, k)))),
  };
}

/** Eigenvalues of A = A^T [n, n] (row-major), ascending. Throws a RangeError where A is not finite. */
export const symmetricEigenvalues = (matrix: Float64Array, n: number): Float64Array =>
  Float64Array.from(decomposed(matrix, n).realEigenvalues).sort();

/** Entries below this part of the largest change no eigenvalue; the library would divide by them beyond what a float64 holds. */
const NEGLIGIBLE = 1e-200;

function decomposed(matrix: Float64Array, n: number): EigenvalueDecomposition {
  const place = matrix.findIndex((entry) => !Number.isFinite(entry));
  if (place >= 0)
    throw new RangeError(
      `invalid matrix: entry [${Math.floor(place / n)}, ${place % n}] is ${matrix[place]} (expected finite numbers)`,
    );
  const least = NEGLIGIBLE * matrix.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  const entries = matrix.map((entry) => (Math.abs(entry) < least ? 0 : entry));
  return new EigenvalueDecomposition(Matrix.from1DArray(n, n, entries), { assumeSymmetric: true });
}

/** v or -v, with a positive largest entry, so that a figure along this direction is reproducible. */
export function withSign(vector: Float64Array): Float64Array {
  const largest = vector.reduce((most, value) => (Math.abs(value) > Math.abs(most) * (1 + 1e-9) ? value : most), 0);
  return largest < 0 ? vector.map((value) => -value) : vector;
}
