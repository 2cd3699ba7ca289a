/** Block tridiagonal systems against the matrix that they stand for. */
import { expect, it } from 'vitest';
import { BlockTridiagonal } from '../../../src/compute/math/blockTridiagonal.ts';
import { normalStream } from '../../../src/compute/math/random.ts';
import { expectClose } from '../closeness.ts';

const sizes = [3, 1, 6, 4];
const count = sizes.reduce((sum, size) => sum + size, 0);

/** Blocks of `E^T E + 1`, E block bidiagonal, and the whole matrix [count, count]. */
function drawn(seed: number, shift: number): { system: BlockTridiagonal; dense: Float64Array } {
  const normals = normalStream(seed);
  const system = new BlockTridiagonal(sizes);
  const dense = new Float64Array(count * count);
  const start = sizes.map((_, l) => sizes.slice(0, l).reduce((sum, size) => sum + size, 0));
  for (const [l, size] of sizes.entries()) {
    const rows = normals.fill(new Float64Array(size * size), 0, 1);
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) {
        let sum = i === j ? shift : 0;
        for (let k = 0; k < size; k++) sum += rows[i * size + k] * rows[j * size + k];
        system.diagonal[l][i * size + j] = sum;
        dense[(start[l] + i) * count + start[l] + j] = sum;
      }
    if (l === 0) continue;
    const below = normals.fill(new Float64Array(size * sizes[l - 1]), 0, 0.3);
    system.below[l - 1].set(below);
    for (let i = 0; i < size; i++)
      for (let k = 0; k < sizes[l - 1]; k++) {
        const entry = below[i * sizes[l - 1] + k];
        dense[(start[l] + i) * count + start[l - 1] + k] = entry;
        dense[(start[l - 1] + k) * count + start[l] + i] = entry;
      }
  }
  return { system, dense };
}

it('a solution times the matrix is the right-hand side', () => {
  const { system, dense } = drawn(1, 8);
  const right = normalStream(2).fill(new Float64Array(count), 0, 1);
  const solution = right.slice();
  expect(system.factor()).toBe(true);
  system.solve(solution);
  const product = right.map((_, i) => solution.reduce((sum, value, j) => sum + dense[i * count + j] * value, 0));
  expectClose(product, right, 1e-13);
});

it('a matrix that is not positive definite is told from one that is', () => {
  expect(drawn(1, -8).system.factor()).toBe(false);
  const { system } = drawn(1, 8);
  system.diagonal[2][0] = -1;
  expect(system.factor()).toBe(false);
});
