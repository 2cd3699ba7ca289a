/** The oracle is the published notebook's own runs of Figure 2, tests/reference/figure2-chain-sgd.json. */
import { describe, expect, test } from 'vitest';
import { drawProblem, learnerBatches } from '../../../src/compute/datasets/negation.ts';
import type { Problem } from '../../../src/model/requests.ts';
import published from '../../reference/figure2-chain-sgd.json' with { type: 'json' };

const problemOf = (widths: number[], seed = 0, batchSize = 64): Problem => ({
  network: { widths, activation: 'linear' },
  scale: 0.05,
  seed,
  batchSize,
});

describe.each(published)('published chain, seed $seed, H = $hidden', ({ seed, hidden, initialWeights, bp, pc }) => {
  const problem = problemOf(new Array(hidden + 2).fill(1), seed);

  test('initial weights are the published ones', () => {
    expectClose(drawProblem(problem).weights, initialWeights);
  });

  test('BP and PC each see their published batches', () => {
    const streams = learnerBatches(problem, 'published', 'fresh');
    for (const [iteration, x] of bp.batches.entries()) expectClose(streams.bp.batch(iteration).x, x);
    for (const [iteration, x] of pc.batches.entries()) expectClose(streams.pc.batch(iteration).x, x);
  });

  test('the test batch lies between BP’s and PC’s batches', () => {
    const { bp: stream, test: batch } = learnerBatches(problem, 'published', 'fresh');
    expect(batch).toEqual(stream.batch(bp.batches.length));
  });

  test('matched learners both see BP’s batches', () => {
    const streams = learnerBatches(problem, 'matched', 'fresh');
    expectClose(streams.pc.batch(3).x, bp.batches[3]);
    expect(streams.test).toBeNull();
  });
});

test('y is -x', () => {
  const { x, y, count } = drawProblem(problemOf([3, 4, 3]))
    .batches('fresh')
    .batch(2);
  expect(count).toBe(64);
  expect(x.length).toBe(64 * 3);
  expect(y).toEqual(x.map((value) => -value));
});

test('reading out of order gives the same batches as reading in order', () => {
  const { batches } = drawProblem(problemOf([3, 4, 3], 7, 5));
  const forwards = batches('fresh');
  const inOrder = [0, 1, 2, 3, 4].map((iteration) => forwards.batch(iteration));
  const jumping = batches('fresh');
  for (const iteration of [3, 0, 0, 4, 2, 1]) expect(jumping.batch(iteration)).toEqual(inOrder[iteration]);
});

test('a fixed batch is the first one at every iteration', () => {
  const { batches } = drawProblem(problemOf([2, 2]));
  const fixed = batches('fixed');
  expect([fixed.batch(0), fixed.batch(9)]).toEqual([batches('fresh').batch(0), batches('fresh').batch(0)]);
});

test('a wider scale keeps the directions of the initial weights', () => {
  const narrow = drawProblem(problemOf([3, 4, 3])).weights;
  const wide = drawProblem({ ...problemOf([3, 4, 3]), scale: 0.1 }).weights;
  expect(wide).toEqual(narrow.map((weight) => 2 * weight));
});

test('wider nets share batches as published too', () => {
  const { bp, pc, test: batch } = learnerBatches(problemOf([3, 4, 3]), 'published', 'fresh');
  expect(pc.batch(5)).toEqual(bp.batch(5));
  expect(batch).toBeNull();
});

test('different numbers of inputs and outputs are refused', () => {
  expect(() => drawProblem(problemOf([3, 4, 2]))).toThrow(
    'invalid widths: 3-4-2 (expected as many outputs as inputs, since y = -x)',
  );
});

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>) {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    expect(Math.abs(actual[i] - expected[i])).toBeLessThanOrEqual(1e-15 * Math.abs(expected[i]));
  }
}
