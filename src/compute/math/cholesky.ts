/** Cholesky factor and solves: how every closed form applies the inverse of a positive definite matrix without forming it. */
import { rowProduct } from './innerProduct.ts';

/**
 * A = C C^T, C lower triangular: overwrites the lower triangle of `a` [n, n] (row-major, the upper one is never read) by C.
 * Throws a RangeError where A is not positive definite, naming the pivot.
 */
export function factorCholesky(a: Float64Array, n: number): void {
  const pivot = failingPivot(a, n);
  if (pivot < 0) return;
  const value = a[pivot * n + pivot];
  throw new RangeError(`matrix not positive definite: pivot ${pivot} of ${n} is ${value} (expected a number above 0)`);
}

/** `factorCholesky` that returns the first pivot that is not above 0, which it leaves on the diagonal; -1 where A is positive definite. */
export function failingPivot(a: Float64Array, n: number): number {
  for (let j = 0; j < n; j++) {
    const own = j * n;
    const square = a[own + j] - rowProduct(a, own, a, own, j);
    if (!(square > 0)) {
      a[own + j] = square;
      return j;
    }
    const pivot = Math.sqrt(square);
    a[own + j] = pivot;
    subtractFromColumn(a, n, j, 1 / pivot);
  }
  return -1;
}

/** Column j below its pivot, four rows at once: what they share is read once, and no sum waits for another. */
function subtractFromColumn(a: Float64Array, n: number, j: number, inverse: number): void {
  const own = j * n;
  let row = own + n;
  for (const end = n * n - 3 * n; row < end; row += 4 * n) {
    let [s0, s1, s2, s3] = [a[row + j], a[row + n + j], a[row + 2 * n + j], a[row + 3 * n + j]];
    for (let k = 0; k < j; k++) {
      const shared = a[own + k];
      s0 -= shared * a[row + k];
      s1 -= shared * a[row + n + k];
      s2 -= shared * a[row + 2 * n + k];
      s3 -= shared * a[row + 3 * n + k];
    }
    a[row + j] = s0 * inverse;
    a[row + n + j] = s1 * inverse;
    a[row + 2 * n + j] = s2 * inverse;
    a[row + 3 * n + j] = s3 * inverse;
  }
  for (const end = n * n; row < end; row += n) a[row + j] = (a[row + j] - rowProduct(a, own, a, row, j)) * inverse;
}

/** `M <- M C^-T` for M [rows, n] and the factor C [n, n], four rows at once. */
export function solveRows(factor: Float64Array, n: number, m: Float64Array, rows: number): void {
  const end = rows * n;
  for (let j = 0; j < n; j++) {
    const own = j * n;
    const inverse = 1 / factor[own + j];
    let row = 0;
    for (; row + 3 * n < end; row += 4 * n) {
      let [s0, s1, s2, s3] = [m[row + j], m[row + n + j], m[row + 2 * n + j], m[row + 3 * n + j]];
      for (let k = 0; k < j; k++) {
        const shared = factor[own + k];
        s0 -= shared * m[row + k];
        s1 -= shared * m[row + n + k];
        s2 -= shared * m[row + 2 * n + k];
        s3 -= shared * m[row + 3 * n + k];
      }
      m[row + j] = s0 * inverse;
      m[row + n + j] = s1 * inverse;
      m[row + 2 * n + j] = s2 * inverse;
      m[row + 3 * n + j] = s3 * inverse;
    }
    for (; row < end; row += n) m[row + j] = (m[row + j] - rowProduct(factor, own, m, row, j)) * inverse;
  }
}

/** The lower triangle of `A <- A - M M^T` for A [rows, rows] and M [rows, n], four columns at once. */
export function subtractGram(a: Float64Array, rows: number, m: Float64Array, n: number): void {
  for (let i = 0; i < rows; i++) {
    const own = i * n;
    const into = i * rows;
    let j = 0;
    for (let row = 0; j + 3 <= i; j += 4, row += 4 * n) {
      let [s0, s1, s2, s3] = [a[into + j], a[into + j + 1], a[into + j + 2], a[into + j + 3]];
      for (let k = 0; k < n; k++) {
        const shared = m[own + k];
        s0 -= shared * m[row + k];
        s1 -= shared * m[row + n + k];
        s2 -= shared * m[row + 2 * n + k];
        s3 -= shared * m[row + 3 * n + k];
      }
      a[into + j] = s0;
      a[into + j + 1] = s1;
      a[into + j + 2] = s2;
      a[into + j + 3] = s3;
    }
    for (; j <= i; j++) a[into + j] -= rowProduct(m, own, m, j * n, n);
  }
}

/** v <- C^-1 v for the factor C [n, n]. Then |v|^2 is the quadratic form of A^-1. */
export function solveLower(factor: Float64Array, n: number, v: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let sum = v[i];
    for (let k = 0; k < i; k++) sum -= factor[i * n + k] * v[k];
    v[i] = sum / factor[i * n + i];
  }
}

/** v <- C^-T v for the factor C [n, n]. */
export function solveUpper(factor: Float64Array, n: number, v: Float64Array): void {
  for (let i = n - 1; i >= 0; i--) {
    let sum = v[i];
    for (let k = i + 1; k < n; k++) sum -= factor[k * n + i] * v[k];
    v[i] = sum / factor[i * n + i];
  }
}

/** v <- A^-1 v = C^-T C^-1 v for the factor C [n, n] of {@link factorCholesky}. */
export function solveCholesky(factor: Float64Array, n: number, v: Float64Array): void {
  solveLower(factor, n, v);
  solveUpper(factor, n, v);
}
