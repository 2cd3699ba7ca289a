import { expect, test } from 'vitest';
import { normalStream } from '../../../src/compute/math/random.ts';
import { compressSamples, inputOutputMoments, outputMoments, secondMoments } from '../../../src/compute/math/secondMoments.ts';

const x = Float64Array.of(1, 2, 3, 4); // two samples of two inputs
const y = Float64Array.of(5, 6); // of one output

test('moments are means of products', () => {
  const moments = secondMoments(x, y, 2);
  expect([...moments.matrix]).toEqual([5, 7, 11.5, 7, 10, 17, 11.5, 17, 30.5]);
  expect([...inputOutputMoments(moments)]).toEqual([11.5, 17]);
  expect([...outputMoments(moments)]).toEqual([30.5]);
});

test.each([1, 3, 16])('64 samples of y = -x in %i dimensions shrink to as many samples', (dimension) => {
  const inputs = normalStream(1).fill(new Float64Array(64 * dimension), 1, 0.1);
  const moments = secondMoments(
    inputs,
    inputs.map((value) => -value),
    64,
  );
  const samples = compressSamples(moments);
  expect(samples.count).toBe(dimension);
  const summed = secondMoments(samples.x, samples.y, samples.count).matrix.map((entry) => entry * samples.count);
  const largest = Math.max(...moments.matrix);
  summed.forEach((entry, i) => {
    expect(Math.abs(entry - moments.matrix[i])).toBeLessThan(1e-15 * 4 * largest);
  });
});

test('arrays that do not hold the samples are refused', () => {
  expect(() => secondMoments(x, y, 3)).toThrow('4 inputs and 2 outputs (expected multiples of 3 samples)');
});
