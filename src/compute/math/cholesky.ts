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
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const sum = a[i * n + j] - rowProduct(a, i * n, a, j * n, j);
      if (j < i) {
        a[i * n + j] = sum / a[j * n + j];
      } else {
        a[i * n + i] = sum > 0 ? Math.sqrt(sum) : sum;
        if (!(sum > 0)) return i;
      }
    }
  }
  return -1;
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
