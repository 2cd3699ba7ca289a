/** The oracle is the published notebook's own runs of Figure 2, tests/reference/figure2-chain-sgd.json. */
import { describe, expect, test } from 'vitest';
import type { DataSet } from '../../../src/compute/datasets/batches/batch.ts';
import * as datasets from '../../../src/compute/datasets/drawProblem.ts';
import { mnist1d } from '../../../src/compute/datasets/mnist1d.ts';
import { toTheEnd } from '../../../src/compute/math/stepwise.ts';
import type { Problem } from '../../../src/model/problem/problem.ts';
import published from '../../reference/figure2-chain-sgd.json' with { type: 'json' };

const problemOf = (widths: number[], seed = 0, batchSize = 64): Problem => ({
  network: { widths, activation: 'linear' },
  data: 'negation',
  initial: 'normal',
  scale: 0.05,
  saddle: { kind: 'origin' },
  seed,
  batchSize,
});

const drawProblem = (problem: Problem, set: DataSet | null = null) => datasets.drawProblem(problem, set);
const learnerBatches = (problem: Problem, convention: 'matched' | 'published', kind: 'fresh' | 'fixed') =>
  datasets.learnerBatches(problem, drawProblem(problem), convention, kind);

describe.each(published)('published chain, seed $seed, H = $hidden', ({ seed, hidden, initialWeights, bp, pc }) => {
  const problem = problemOf(new Array(hidden + 2).fill(1), seed);

  test('initial weights are the published ones', () => {
    expectClose(drawProblem(problem).deviation, initialWeights);
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
  const narrow = drawProblem(problemOf([3, 4, 3])).deviation;
  const wide = drawProblem({ ...problemOf([3, 4, 3]), scale: 0.1 }).deviation;
  expect(wide).toEqual(narrow.map((weight) => 2 * weight));
});

test('wider nets share batches as published too', () => {
  const { bp, pc, test: batch } = learnerBatches(problemOf([3, 4, 3]), 'published', 'fresh');
  expect(pc.batch(5)).toEqual(bp.batch(5));
  expect(batch).toBeNull();
});

test('different numbers of inputs and outputs are refused', () => {
  expect(() => drawProblem(problemOf([3, 4, 2]))).toThrow(
    'invalid widths: 3-4-2 (expected as many outputs as inputs, since y = −x)',
  );
});

const batchOf = (data: Problem['data'], d: number, iteration = 0) =>
  drawProblem({ ...problemOf([d, 4, d]), data })
    .batches('fresh')
    .batch(iteration);

test('one output keeps its input’s sign: y_2 = x_2', () => {
  const { x, y } = batchOf('kept', 3, 1);
  expect(x).toEqual(batchOf('negation', 3, 1).x);
  expect(y).toEqual(x.map((value, i) => (i % 3 === 1 ? value : -value)));
});

test('one output is noise: y_2 is standard normal and does not follow x_2', () => {
  const { x, y, count } = drawProblem({ ...problemOf([2, 4, 2], 1, 4096), data: 'noise' })
    .batches('fresh')
    .batch(1);
  const column = (values: Float64Array, j: number) => values.filter((_, i) => i % 2 === j);
  expect(column(y, 0)).toEqual(column(x, 0).map((value) => -value));
  const noise = column(y, 1);
  const error = 1 / Math.sqrt(count); // standard error of a mean of unit variance
  expect(Math.abs(mean(noise))).toBeLessThan(4 * error);
  expect(Math.abs(mean(noise.map((value) => value * value)) - 1)).toBeLessThan(4 * Math.SQRT2 * error);
  expect(Math.abs(mean(noise.map((value, i) => (value * (column(x, 1)[i] - 1)) / 0.1)))).toBeLessThan(4 * error);
});

test('y_2 is special only where there is one', () => {
  expect(() => batchOf('kept', 1)).toThrow('invalid widths: 1-4-1 (expected 2 inputs or more, since y_2 is special)');
  expect(() => batchOf('noise', 1)).toThrow('expected 2 inputs or more');
});

test('MNIST-1D has 40 inputs and 10 outputs', () => {
  const problem: Problem = { ...problemOf([40, 3, 4]), data: 'mnist-1d' };
  expect(() => drawProblem(problem, toTheEnd(mnist1d()))).toThrow(
    'invalid widths: 40-3-4 (expected 40 inputs and 10 outputs, as MNIST-1D has)',
  );
});

test('test samples are the set’s own test part, and an epoch is its training part', () => {
  const set = toTheEnd(mnist1d());
  const drawn = drawProblem({ ...problemOf([40, 3, 10]), data: 'mnist-1d' }, set);
  expect(drawn.testSamples()).toBe(set.test);
  expect(drawn.trainingCount).toBe(4000);
});

test('test samples of a toy are of its kind, the same again, and in none of its batches', () => {
  const drawn = drawProblem(problemOf([3, 4, 3], 2));
  const { x, y, count, inputs, outputs } = drawn.testSamples();
  expect([count, inputs, outputs, drawn.trainingCount]).toEqual([1000, 3, 3, null]);
  expect(y).toEqual(x.map((value) => -value));
  expect(drawn.testSamples().x).toEqual(x);
  const first = drawn.batches('fixed').batch(0).x;
  expect(x.some((value) => first.includes(value))).toBe(false);
});

test('uniform weights fill ±1/sqrt(fan-in) layer by layer, and leave the batches as they are', () => {
  const problem: Problem = { ...problemOf([100, 64, 100]), initial: 'uniform' };
  const { deviation, batches } = drawProblem(problem);
  const layers = [deviation.subarray(0, 6400), deviation.subarray(6400)];
  for (const [l, bound] of [1 / 10, 1 / 8].entries()) {
    const largest = layers[l].reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(largest).toBeLessThanOrEqual(bound);
    expect(largest).toBeGreaterThan(0.999 * bound);
    expect(mean(layers[l].map((value) => value * value))).toBeCloseTo(bound ** 2 / 3, 4);
  }
  expect(batches('fresh').batch(1)).toEqual(
    drawProblem(problemOf([100, 64, 100]))
      .batches('fresh')
      .batch(1),
  );
});

const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>) {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    expect(Math.abs(actual[i] - expected[i])).toBeLessThanOrEqual(1e-15 * Math.abs(expected[i]));
  }
}
