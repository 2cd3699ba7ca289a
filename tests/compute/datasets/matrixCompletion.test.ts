import { expect, test } from 'vitest';
import { drawProblem } from '../../../src/compute/datasets/drawProblem.ts';
import { symmetricEigenvalues } from '../../../src/compute/math/eigenpairs.ts';
import type { Problem } from '../../../src/model/problem/problem.ts';

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

test('the inputs are the shown entries of the target', () => {
  const { x, y, mask, count } = batchOf(problemOf());
  expect(count).toBe(10);
  x.forEach((entry, e) => {
    expect(entry).toBeCloseTo(mask![e] === 0 ? 0 : y[e], 15);
  });
});

test('the target has rank 3', () => {
  const { y } = batchOf(problemOf());
  const gram = new Float64Array(100);
  for (let i = 0; i < 100; i++) for (let k = 0; k < 10; k++) gram[i] += y[10 * Math.floor(i / 10) + k] * y[10 * (i % 10) + k];
  const eigenvalues = symmetricEigenvalues(gram, 10);
  expect(eigenvalues[7]).toBeGreaterThan(1);
  expect(eigenvalues[6]).toBeLessThan(1e-12 * eigenvalues[9]);
});

test('seed 0 gives the published target: of weights near zero its loss is the first that the published code prints', () => {
  const { x, y, mask } = batchOf(problemOf());
  const meanSquare = (values: Float64Array) => values.reduce((sum, value) => sum + value ** 2, 0) / values.length;
  expect(meanSquare(x)).toBeCloseTo(3.445787, 5);
  expect(mask!.reduce((sum, entry) => sum + entry, 0)).toBe(84);
  expect(y[0]).toBeCloseTo(-0.5026766, 5);
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
