/** Small dense linear systems for the oracle of equilibria: LU factors with partial pivoting. */

export interface Factors {
  readonly n: number;
  readonly lu: Float64Array;
  readonly order: Int32Array;
}

/** P A = L U. Overwrites `matrix` [n * n]. */
export function factor(matrix: Float64Array, n: number): Factors {
  const order = Int32Array.from({ length: n }, (_, k) => k);
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(matrix[i * n + k]) > Math.abs(matrix[pivot * n + k])) pivot = i;
    if (pivot !== k) swapRows(matrix, order, n, k, pivot);
    for (let i = k + 1; i < n; i++) {
      const multiple = matrix[i * n + k] / matrix[k * n + k];
      matrix[i * n + k] = multiple;
      if (multiple !== 0) for (let j = k + 1; j < n; j++) matrix[i * n + j] -= multiple * matrix[k * n + j];
    }
  }
  return { n, lu: matrix, order };
}

/** A^-1 b. Entries are not finite where A is singular. */
export function solve({ n, lu, order }: Factors, b: Float64Array): Float64Array {
  const x = new Float64Array(n);
  for (let k = 0; k < n; k++) x[k] = b[order[k]];
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) x[i] -= lu[i * n + j] * x[j];
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) x[i] -= lu[i * n + j] * x[j];
    x[i] /= lu[i * n + i];
  }
  return x;
}

/** Whether a symmetric matrix has no negative eigenvalue, by Cholesky's factors of it with a little added. */
export function isPositive(matrix: Float64Array, n: number): boolean {
  const size = matrix.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const lower = matrix.map((value, k) => (k % (n + 1) === 0 ? value + 1e-12 * size : value));
  for (let k = 0; k < n; k++) {
    for (let i = k; i < n; i++) {
      for (let j = 0; j < k; j++) lower[i * n + k] -= lower[i * n + j] * lower[k * n + j];
      if (i === k && !(lower[k * n + k] > 0)) return false;
      lower[i * n + k] /= i === k ? Math.sqrt(lower[k * n + k]) : lower[k * n + k];
    }
  }
  return true;
}

function swapRows(matrix: Float64Array, order: Int32Array, n: number, a: number, b: number): void {
  [order[a], order[b]] = [order[b], order[a]];
  for (let j = 0; j < n; j++) [matrix[a * n + j], matrix[b * n + j]] = [matrix[b * n + j], matrix[a * n + j]];
}
