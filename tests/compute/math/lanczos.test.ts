/** The oracles are operators whose spectrum is known by construction, and ml-matrix on the dense matrix. */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { expect, test } from 'vitest';
import { largestEigenvalue, type SymmetricOperator } from '../../../src/compute/math/lanczos.ts';
import { normalStream } from '../../../src/compute/math/random.ts';

test.each([1, 2, 5, 40, 120])('a dense random symmetric matrix of size %i', (n) => {
  const entries = normalStream(n).fill(new Float64Array(n * n), 0, 1);
  const matrix = Matrix.from1DArray(n, n, entries);
  const symmetric = matrix.add(matrix.transpose());
  const all = new EigenvalueDecomposition(symmetric, { assumeSymmetric: true }).realEigenvalues;
  const max = largestEigenvalue((v, out) => out.set(symmetric.mmul(Matrix.columnVector(v)).to1DArray()), n);
  expect(relativeDifference(max, Math.max(...all))).toBeLessThan(1e-12);
});

test('the second difference of 64 points, and its negative, whose largest eigenvalue is a thousandth of its norm', () => {
  const n = 64;
  const exact = (k: number) => 4 * Math.sin((k * Math.PI) / (2 * (n + 1))) ** 2;
  const difference = (sign: number) => (v: Float64Array, out: Float64Array) => {
    for (let i = 0; i < n; i++) out[i] = sign * (2 * v[i] - (v[i - 1] ?? 0) - (v[i + 1] ?? 0));
  };
  expect(relativeDifference(largestEigenvalue(difference(1), n), exact(n))).toBeLessThan(1e-12);
  expect(relativeDifference(largestEigenvalue(difference(-1), n), -exact(1))).toBeLessThan(1e-10);
});

test.each<[string, SymmetricOperator, number]>([
  ['the identity', (v, out) => out.set(v), 1],
  ['zero', (_, out) => out.fill(0), 0],
  ['two eigenvalues, repeated', (v, out) => out.set(v.map((value, i) => (i % 2 ? 3 : -1) * value)), 3],
])('%s ends as soon as the Krylov space does', (_, apply, max) => {
  let products = 0;
  const counted: SymmetricOperator = (v, out) => {
    products++;
    apply(v, out);
  };
  expect(largestEigenvalue(counted, 100)).toBeCloseTo(max, 14);
  expect(products).toBeLessThanOrEqual(3);
});

test('an operator that overflows is refused', () => {
  expect(() => largestEigenvalue((v, out) => out.set(v.map((value) => value * 1e308 * 10)), 3)).toThrow('operator not finite');
});

const relativeDifference = (a: number, b: number) => Math.abs(a - b) / Math.abs(b);
