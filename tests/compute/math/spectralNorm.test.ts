/** The estimated norm of matrices whose norm is known. */
import { expect, test } from 'vitest';
import { spectralNorm } from '../../../src/compute/math/spectralNorm.ts';

test.each([
  [[3, 0, 0, -4], 2, 4],
  [[1, 1, 1, 1, 1, 1], 3, Math.sqrt(6)],
  [[2], 1, 2],
  [[0, 0], 2, 0],
])('of %j with %d columns', (matrix, columns, norm) => {
  const found = spectralNorm(Float64Array.from(matrix), columns);
  expect(found).toBeLessThanOrEqual(norm * (1 + 1e-12));
  expect(found).toBeGreaterThan(0.97 * norm - 1e-12);
});
