/** Oracles: tests/reference/points.json, and ml-matrix on the Hessian written out densely. */
import fc from 'fast-check';
import { EigenvalueDecomposition, type Matrix } from 'ml-matrix';
import { expect, test } from 'vitest';
import { activityHessianExtremes, inferenceRates } from '../../../src/compute/theory/activityHessian.ts';
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
