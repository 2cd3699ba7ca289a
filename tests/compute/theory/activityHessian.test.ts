/** Oracles: tests/reference/points.json, and ml-matrix on the Hessian written out densely. */
import fc from 'fast-check';
import { EigenvalueDecomposition, type Matrix } from 'ml-matrix';
import { expect, test } from 'vitest';
import { normalStream } from '../../../src/compute/math/random.ts';
import { toTheEnd } from '../../../src/compute/math/stepwise.ts';
import {
  activityHessianExtremes,
  excitedModesStepwise,
  extremesOf,
  inferenceRates,
  rateOfStep,
} from '../../../src/compute/theory/activityHessian.ts';
import points from '../../reference/points.json' with { type: 'json' };
import { caseOf, randomCase, relativeDifference } from './cases.ts';
import { denseActivityHessian } from './denseActivities.ts';

const linearPoints = points.filter(({ network }) => network.activation === 'linear');

test.each(linearPoints)('reference point: $name', (point) => {
  const { widths, weights } = caseOf(point);
  const { min, max } = activityHessianExtremes(weights, widths);
  const expected = point.expected.equilibrated!.activityHessianEigenvalues;
  expect(relativeDifference(min, expected.min)).toBeLessThan(1e-11);
  expect(relativeDifference(max, expected.max)).toBeLessThan(1e-11);
});

test('random networks: the extremes are those of the dense matrix, up to its conditioning', () => {
  const widths = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 3, maxLength: 9 });
  fc.assert(
    fc.property(fc.nat(), widths, fc.double({ min: 1e-4, max: 2, noNaN: true }), (seed, sizes, scale) => {
      const { weights } = randomCase(seed, sizes, scale);
      const { min, max } = activityHessianExtremes(weights, sizes);
      const all = eigenvalues(denseActivityHessian({ widths: sizes, weights }));
      expect(relativeDifference(max, all[all.length - 1])).toBeLessThan(1e-12);
      expect(Math.abs(min - all[0])).toBeLessThan(1e-9 * all[0] + 1e-14 * max);
    }),
    { numRuns: 100, seed: 1 },
  );
});

test.each([
  { widths: [3, 60, 60, 60, 60, 3], scale: 0.13 },
  { widths: [1, ...new Array(64).fill(1), 1], scale: 1 },
  { widths: [2, 3, 90, 3, 2], scale: 3 },
])('large networks: $widths at scale $scale', ({ widths, scale }) => {
  const { weights } = randomCase(1, widths, scale);
  const { min, max } = activityHessianExtremes(weights, widths);
  const all = eigenvalues(denseActivityHessian({ widths, weights }));
  expect(relativeDifference(min, all[0])).toBeLessThan(1e-9);
  expect(relativeDifference(max, all[all.length - 1])).toBeLessThan(1e-9);
});

test('strong weights do not spoil the smallest eigenvalue', () => {
  const widths = [1, ...new Array(30).fill(1), 1];
  const weights = new Float64Array(31).fill(10);
  const all = eigenvalues(denseActivityHessian({ widths, weights }));
  expect(relativeDifference(activityHessianExtremes(weights, widths).min, all[0])).toBeLessThan(1e-11);
});

test('over a square of weight settings lambda_max is largest at a corner', () => {
  const widths = [2, 3, 3, 2];
  const [u, v] = [randomCase(1, widths, 1).weights, randomCase(2, widths, 1).weights];
  const at = (a: number, b: number) =>
    activityHessianExtremes(
      u.map((entry, i) => a * entry + b * v[i]),
      widths,
    ).max;
  const corners = Math.max(at(-1, -1), at(-1, 1), at(1, -1), at(1, 1));
  for (let a = -1; a <= 1; a += 0.25) {
    for (let b = -1; b <= 1; b += 0.25) expect(at(a, b)).toBeLessThanOrEqual(corners * (1 + 1e-12));
  }
});

/** The ends of the dense Hessian's spectrum that the gradients W_L^T r of these residuals have parts along. */
function denselyExcited(widths: number[], weights: Float64Array, residuals: number[][]): { min: number; max: number } {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(denseActivityHessian({ widths, weights }), {
    assumeSymmetric: true,
  });
  const [outputs, last] = [widths[widths.length - 1], widths[widths.length - 2]];
  const output = weights.length - outputs * last;
  const first = realEigenvalues.length - last;
  const parts = realEigenvalues.map((value, k) => {
    const along = residuals.map((r) => {
      let sum = 0;
      for (let j = 0; j < outputs; j++)
        for (let i = 0; i < last; i++) sum += weights[output + j * last + i] * r[j] * eigenvectorMatrix.get(first + i, k);
      return sum * sum;
    });
    return along.reduce((sum, part) => sum + part, 0) / value;
  });
  const least = 1e-9 * parts.reduce((sum, part) => sum + part, 0);
  const seen = realEigenvalues.filter((_, k) => parts[k] > least);
  return { min: Math.min(...seen), max: Math.max(...seen) };
}

/** `1/N sum r r^T` */
const momentsOf = (residuals: number[][]): Float64Array => {
  const outputs = residuals[0].length;
  return Float64Array.from({ length: outputs ** 2 }, (_, k) =>
    residuals.reduce((sum, r) => sum + (r[Math.floor(k / outputs)] * r[k % outputs]) / residuals.length, 0),
  );
};

test.each([
  [[2, 10, 2], 3],
  [[2, 10, 2], 1],
  [[3, 4, 4, 4, 3], 8],
  [[3, 8, 5, 8, 1], 8],
  [[1, 1, 1, 1], 1],
  [[2, 30, 20, 2], 2],
])('the modes that the output error excites in %j, of %d samples', (widths, count) => {
  for (let seed = 0; seed < 5; seed++) {
    const { weights } = randomCase(seed, widths, 0.6);
    const normals = normalStream(seed + 50);
    const residuals = Array.from({ length: count }, () => [...normals.fill(new Float64Array(widths[widths.length - 1]), 0, 1)]);
    const found = extremesOf(toTheEnd(excitedModesStepwise(weights, widths, momentsOf(residuals), 1e-10))!);
    const expected = denselyExcited(widths, weights, residuals);
    expect(relativeDifference(found.min, expected.min)).toBeLessThan(1e-7);
    expect(relativeDifference(found.max, expected.max)).toBeLessThan(1e-7);
    const all = activityHessianExtremes(weights, widths);
    expect(found.min).toBeGreaterThanOrEqual(all.min * (1 - 1e-9));
    expect(found.max).toBeLessThanOrEqual(all.max * (1 + 1e-9));
  }
});

test('a wide layer has modes that no output error reaches: W_2 = [1, 2, 0, ...] excites 1 + |W_2|^2 alone', () => {
  const weights = Float64Array.from([1, 1, 1, 1, 1, 1, 2, 0, 0, 0]);
  const found = extremesOf(toTheEnd(excitedModesStepwise(weights, [1, 5, 1], Float64Array.of(3), 1e-10))!);
  expect(found.min).toBeCloseTo(6, 12);
  expect(found.max).toBeCloseTo(6, 12);
  expect(activityHessianExtremes(weights, [1, 5, 1]).min).toBeCloseTo(1, 12);
});

test('the rate of step t is that of the modes together, and tends to the slowest’s', () => {
  const modes = { curvatures: [1, 4], parts: [0.5, 0.5] };
  expect(rateOfStep(modes, 0.1, 1)).toBeCloseTo(Math.sqrt((0.9 ** 2 + 0.6 ** 2) / 2), 14);
  expect(rateOfStep(modes, 0.1, 200)).toBeCloseTo(0.9, 14);
});

test('without an output error nothing is excited', () => {
  expect(toTheEnd(excitedModesStepwise(Float64Array.of(1, 1), [1, 1, 1], Float64Array.of(0), 1e-10))).toBeNull();
});

test('at dt = 0.1 the slowest mode decides, near the stability limit the stiffest', () => {
  const rates = (dt: number) => inferenceRates({ min: 1, max: 4 }, dt);
  expect(rates(0.1)).toEqual({ stableDt: 0.5, slowestMode: 0.9, dominant: 0.9 });
  expect(rates(0.475).slowestMode).toBeCloseTo(0.525, 15);
  expect(rates(0.475).dominant).toBeCloseTo(0.9, 15);
});

test.each([
  { widths: [1, 1], weights: [1], message: 'invalid depth: 0 (expected 1 hidden layer or more)' },
  { widths: [1, 1, 1], weights: [1], message: 'invalid weights: 1 numbers (expected 2 for widths 1-1-1)' },
  { widths: [1, 1, 1], weights: [1, Number.NaN], message: 'operator not finite' },
])('$widths with weights $weights is refused', ({ widths, weights, message }) => {
  expect(() => activityHessianExtremes(Float64Array.from(weights), widths)).toThrow(message);
});

const eigenvalues = (matrix: Matrix) =>
  new EigenvalueDecomposition(matrix, { assumeSymmetric: true }).realEigenvalues.sort((a, b) => a - b);
