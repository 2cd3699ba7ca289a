import { expect, test } from 'vitest';
import { factorCholesky, solveCholesky, solveLower } from '../../../src/compute/math/cholesky.ts';

test('[4 2; 2 5] is the square of [2 0; 1 2], its upper triangle unread', () => {
  const matrix = Float64Array.of(4, Number.NaN, 2, 5);
  factorCholesky(matrix, 2);
  expect([matrix[0], matrix[2], matrix[3]]).toEqual([2, 1, 2]);
});

test('solving gives back the vector that was multiplied', () => {
  const matrix = Float64Array.of(4, 2, 1, 2, 5, 3, 1, 3, 6);
  const vector = Float64Array.of(4 - 2 + 0.5, 2 - 5 + 1.5, 1 - 3 + 3); // matrix times [1, -1, 0.5]
  factorCholesky(matrix, 3);
  solveCholesky(matrix, 3, vector);
  [1, -1, 0.5].forEach((value, i) => {
    expect(vector[i]).toBeCloseTo(value, 14);
  });
});

test('half a solve gives the quadratic form of the inverse', () => {
  const matrix = Float64Array.of(4, 2, 2, 5);
  const vector = Float64Array.of(1, 1);
  factorCholesky(matrix, 2);
  solveLower(matrix, 2, vector);
  expect(vector[0] ** 2 + vector[1] ** 2).toBeCloseTo(5 / 16, 15); // [1 1] [5 -2; -2 4] [1; 1] / 16
});

test.each([
  [Float64Array.of(1, 2, 2, 1), 'pivot 1 of 2 is -3'],
  [Float64Array.of(0, 0, 0, 1), 'pivot 0 of 2 is 0'],
  [Float64Array.of(Number.NaN, 0, 0, 1), 'pivot 0 of 2 is NaN'],
])('%o is refused, naming the pivot', (matrix, message) => {
  expect(() => factorCholesky(matrix, 2)).toThrow(message);
});
