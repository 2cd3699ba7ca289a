import { expect, test } from 'vitest';
import { drawProblem } from '../../../src/compute/datasets/drawProblem.ts';
import { symmetricEigenvalues } from '../../../src/compute/math/symmetricEigenvalues.ts';
import type { Problem } from '../../../src/model/problem.ts';

const problemOf = (changes: Partial<Problem> = {}, width = 4): Problem => ({
  network: { widths: [10, width, 10], activation: 'linear' },
  data: 'matrix-completion',
  initial: 'normal',
  scale: 0.005,
  saddle: { kind: 'origin' },
  seed: 0,
  batchSize: 10,
  ...changes,
});
const batchOf = (problem: Problem, iteration = 0) => drawProblem(problem, null).batches('fresh').batch(iteration);

test('the inputs are the identity', () => {
  const { x, count } = batchOf(problemOf());
  expect(count).toBe(10);
  expect(Array.from(x)).toEqual(Array.from({ length: 100 }, (_, i) => (i % 11 === 0 ? 1 : 0)));
});

test('the target has rank 3', () => {
  const { y } = batchOf(problemOf());
  const gram = new Float64Array(100);
  for (let i = 0; i < 100; i++) for (let k = 0; k < 10; k++) gram[i] += y[10 * Math.floor(i / 10) + k] * y[10 * (i % 10) + k];
  const eigenvalues = symmetricEigenvalues(gram, 10);
  expect(eigenvalues[7]).toBeGreaterThan(1);
  expect(eigenvalues[6]).toBeLessThan(1e-12 * eigenvalues[9]);
});

test('the target of seed 0 is the one that NumPy draws, and its mask hides 20 entries', () => {
  const { y, mask } = batchOf(problemOf());
  // np.random.RandomState(0x5851f42d).randn: A [10, 3], B [3, 10], then 100 lots
  expect(y[0]).toBeCloseTo(1.2747362085878275, 12);
  expect(y[99]).toBeCloseTo(0.2847044067154291, 12);
  expect(mask!.reduce((sum, entry) => sum + entry, 0)).toBe(80);
  expect(Array.from(mask!.slice(0, 10))).toEqual([1, 0, 1, 1, 0, 0, 1, 1, 1, 1]);
});

test('the target is the same at every iteration and for every width, and another for another seed', () => {
  const { y } = batchOf(problemOf());
  expect(batchOf(problemOf({}, 30), 7).y).toEqual(y);
  expect(batchOf(problemOf({ seed: 1 })).y).not.toEqual(y);
});

test('other sizes are refused', () => {
  expect(() => batchOf(problemOf({ network: { widths: [10, 4, 3], activation: 'linear' } }))).toThrow(
    'invalid widths: 10-4-3 (expected 10 inputs and 10 outputs, as matrix completion has)',
  );
  expect(() => batchOf(problemOf({ batchSize: 64 }))).toThrow(
    'invalid batch size: 64 (expected 10, as many samples as matrix completion has)',
  );
});
