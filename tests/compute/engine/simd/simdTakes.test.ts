/** The work that the simd path takes, and its reasons where it does not. */
import { describe, expect, test } from 'vitest';
import { takes } from '../../../../src/compute/engine/simd/simdTakes.ts';
import { layoutOf } from '../../../../src/compute/engine/work/networkLayout.ts';
import { batchOf, type Samples } from '../../../../src/compute/engine/work/samples.ts';
import type { AnyWork } from '../../../../src/compute/engine/work/takes.ts';
import { oneSetting } from '../../../../src/compute/engine/work/weightSettings.ts';
import type { Network } from '../../../../src/model/problem/problem.ts';

type Landscape = Extract<AnyWork, { kind: 'landscape' }>;

function landscape(network: Network, samples: Samples, changes: Partial<Landscape> = {}): AnyWork {
  const layout = layoutOf(network);
  const settings = oneSetting(new Float64Array(layout.parameterCount));
  return { kind: 'landscape', layout, samples, settings, dt: 0.1, stopping: 'fixed', record: [0], ...changes };
}

const one = (width: number) => batchOf(new Float64Array(width), new Float64Array(width), 1);

test.each([
  [1000, 'fit', true],
  [4800, 'are more than a worker’s memory holds', false],
])('two layers of %i, whose weights %s', (width, _, expected) => {
  expect(takes(landscape({ widths: [8, width, width, 8], activation: 'tanh' }, one(8))) === null).toBe(expected);
});

test.each([
  [1000, 'fit', true],
  [200_000, 'are more than a worker’s memory holds', false],
])('%i samples, whose states %s', (count, _, expected) => {
  const samples = batchOf(new Float64Array(count), new Float64Array(count), count);
  expect(takes(landscape({ widths: [1, 100, 100, 1], activation: 'tanh' }, samples)) === null).toBe(expected);
});

describe('a reason names the field, its value, and what would be right:', () => {
  const network: Network = { widths: [2, 3, 2], activation: 'tanh' };
  test.each<[string, AnyWork]>([
    ['biases: true (expected false)', landscape({ ...network, biases: true }, one(2))],
    ['output: cross-entropy (expected squares)', landscape({ ...network, output: 'cross-entropy' }, one(2))],
    ['inputs: free (expected clamped)', landscape({ ...network, inputs: 'free' }, one(2))],
    ['mask: 2 entries of y (expected no mask)', landscape(network, { ...one(2), mask: new Float64Array(2) })],
    ['stopping: published (expected fixed)', landscape(network, one(2), { stopping: 'published' })],
  ])('%s', (reason, work) => {
    expect(takes(work)).toBe(reason);
  });
});
