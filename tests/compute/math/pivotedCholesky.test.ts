import { expect, test } from 'vitest';
import { pivotedCholesky } from '../../../src/compute/math/pivotedCholesky.ts';
import { normalStream } from '../../../src/compute/math/random.ts';

test.each([
  [1, 1],
  [5, 1],
  [8, 3],
  [8, 8],
  [32, 16],
])('a random matrix of size %i and rank %i is found to have it, and is given back to rounding', (n, rank) => {
  const factor = normalStream(n).fill(new Float64Array(n * rank), 0, 1);
  const matrix = gram(factor, n, rank);
  const found = pivotedCholesky(matrix, n);
  expect(found.rank).toBe(rank);
  const again = gram(found.root, n, found.rank);
  const largest = Math.max(...matrix.map(Math.abs));
  matrix.forEach((entry, i) => {
    expect(Math.abs(again[i] - entry)).toBeLessThan(1e-14 * largest);
  });
});

test('zero has rank 0', () => {
  expect(pivotedCholesky(new Float64Array(9), 3)).toEqual({ root: new Float64Array(0), rank: 0 });
});

test('a negative diagonal is refused', () => {
  expect(() => pivotedCholesky(Float64Array.of(1, 0, 0, -2), 2)).toThrow('diagonal entry 1 is -2 (expected 0 or more)');
});

function gram(factor: Float64Array, n: number, rank: number): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < rank; k++) matrix[i * n + j] += factor[i * rank + k] * factor[j * rank + k];
    }
  }
  return matrix;
}
