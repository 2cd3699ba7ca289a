/** The oracles are gradients of the reference path and the loss's known critical values. */
import { describe, expect, test } from 'vitest';
import { drawProblem } from '../../../src/compute/datasets/drawProblem.ts';
import { mnist1d } from '../../../src/compute/datasets/mnist1d.ts';
import { ReferenceBackend } from '../../../src/compute/engine/reference/referenceBackend.ts';
import { layoutOf } from '../../../src/compute/engine/work/networkLayout.ts';
import { batchOf } from '../../../src/compute/engine/work/samples.ts';
import { secondMoments } from '../../../src/compute/math/secondMoments.ts';
import { toTheEnd } from '../../../src/compute/math/stepwise.ts';
import { rankSaddle } from '../../../src/compute/theory/rankSaddle.ts';
import type { DataName } from '../../../src/model/problem/dataSets.ts';
import type { Problem } from '../../../src/model/problem/problem.ts';

const cases: { data: DataName; widths: number[]; ranks: number[] }[] = [
  { data: 'negation', widths: [2, 2, 2], ranks: [0, 1, 2] },
  { data: 'negation', widths: [3, 4, 4, 3], ranks: [0, 1, 2, 3] },
  { data: 'kept', widths: [3, 4, 5, 4, 3], ranks: [0, 1, 2, 3] },
  { data: 'noise', widths: [3, 4, 4, 3], ranks: [0, 1, 2, 3] },
  { data: 'mnist-1d', widths: [40, 8, 6, 10], ranks: [0, 1, 3, 6] },
];

describe.each(cases)('$data, $widths', ({ data, widths, ranks }) => {
  const { samples, moments, layout } = problemOf(data, widths);

  test.each(ranks)('rank %i is a critical point of the loss', async (rank) => {
    const { lossGradient } = await pointAt(rankSaddle(widths, moments, rank));
    expect(largest(lossGradient)).toBeLessThan(1e-10);
  });

  test.each(ranks)('rank %i has its critical value, which falls with the rank', async (rank) => {
    const { loss } = await pointAt(rankSaddle(widths, moments, rank));
    const half = samples.y.reduce((sum, value) => sum + value * value, 0) / (2 * samples.count);
    if (rank === 0) expect(loss).toBeCloseTo(half, 12);
    else expect(loss).toBeLessThan((await pointAt(rankSaddle(widths, moments, rank - 1))).loss);
  });

  test('is a critical point of F* too where y is a linear map of x, and only there', async () => {
    const { equilibrium } = await pointAt(rankSaddle(widths, moments, 1));
    const isLinearMap = data === 'negation' || data === 'kept';
    if (isLinearMap) expect(largest(equilibrium.weightGradient)).toBeLessThan(1e-10);
    else expect(largest(equilibrium.weightGradient)).toBeGreaterThan(1e-4);
  });

  test('a rank beyond the narrowest layer is refused', () => {
    const narrowest = Math.min(...widths);
    expect(() => rankSaddle(widths, moments, narrowest + 1)).toThrow(
      `invalid rank: ${narrowest + 1} (expected 0 to ${narrowest}, the narrowest layer`,
    );
  });

  const pointAt = (weights: Float64Array) =>
    new ReferenceBackend().point(
      { layout, samples, weights, dt: 0.1, steps: 0, stopping: 'fixed', watched: null },
      { signal: new AbortController().signal },
    );
});

test('a rank beyond the data’s own is refused', () => {
  const { moments } = problemOf('negation', [3, 3, 3], 2); // two samples span two directions
  expect(() => rankSaddle([3, 3, 3], moments, 3)).toThrow('invalid rank: 3 (expected 0 to 2, the directions that the data have)');
});

function problemOf(data: DataName, widths: number[], batchSize = 64) {
  const network = { widths, activation: 'linear' } as const;
  const problem: Problem = { network, data, initial: 'normal', scale: 0.05, saddle: { kind: 'origin' }, seed: 3, batchSize };
  const { x, y, count } = drawProblem(problem, problem.data === 'mnist-1d' ? toTheEnd(mnist1d()) : null)
    .batches('fixed')
    .batch(0);
  return { samples: batchOf(x, y, count), moments: secondMoments(x, y, count), layout: layoutOf(network) };
}

const largest = (values: Float64Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
