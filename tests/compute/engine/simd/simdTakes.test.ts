/** Which work the simd path takes. */
import { expect, test } from 'vitest';
import { suitsSimd } from '../../../../src/compute/engine/simd/simdTakes.ts';
import { layoutOf } from '../../../../src/compute/engine/work/networkLayout.ts';
import { batchOf } from '../../../../src/compute/engine/work/samples.ts';

test.each([
  [1000, 'fit', true],
  [4800, 'are more than a worker’s memory holds', false],
])('two layers of %i, whose weights %s', (width, _, expected) => {
  const layout = layoutOf({ widths: [8, width, width, 8], activation: 'tanh' });
  const samples = batchOf(new Float64Array(8), new Float64Array(8), 1);
  expect(suitsSimd({ layout, samples, stopping: 'fixed' })).toBe(expected);
});

test.each([
  [1000, 'fit', true],
  [200_000, 'are more than a worker’s memory holds', false],
])('%i samples, whose states %s', (count, _, expected) => {
  const layout = layoutOf({ widths: [1, 100, 100, 1], activation: 'tanh' });
  const samples = batchOf(new Float64Array(count), new Float64Array(count), count);
  expect(suitsSimd({ layout, samples, stopping: 'fixed' })).toBe(expected);
});
