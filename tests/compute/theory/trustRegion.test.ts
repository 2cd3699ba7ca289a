/** Oracles: the activity Hessian and gradient by finite differences of an energy written out here, and a dense solve. */
import fc from 'fast-check';
import { Matrix, solve } from 'ml-matrix';
import { describe, expect, it, test } from 'vitest';
import { trustRegion } from '../../../src/compute/theory/trustRegion.ts';
import { randomCase } from './cases.ts';
import { denseActivityHessian } from './denseActivities.ts';

test('a chain: dz = w_2 r / (1 + w_2^2), gain = r^2 w_2^2 / (1 + w_2^2) / 2', () => {
  const [w1, w2, r] = [0.7, -1.3, 0.9];
  const { shift, gain } = trustRegion(Float64Array.of(w1, w2), [1, 1, 1])(Float64Array.of(r));
  expect(shift[0]).toBeCloseTo((w2 * r) / (1 + w2 ** 2), 14);
  expect(gain).toBeCloseTo((r ** 2 * w2 ** 2) / (1 + w2 ** 2) / 2, 14);
});

test('random linear networks: the step is that of a dense solve', () => {
  const widths = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 3, maxLength: 6 });
  fc.assert(
    fc.property(fc.nat(), widths, (seed, sizes) => {
      const { weights } = randomCase(seed, sizes, 0.6);
      const outputs = sizes[sizes.length - 1];
      const last = sizes[sizes.length - 2];
      const residual = Float64Array.from({ length: outputs }, (_, j) => Math.sin(seed + j));
      const { shift, gain } = trustRegion(weights, sizes)(residual);
      const hessian = denseActivityHessian({ widths: sizes, weights });
      const downhill = new Float64Array(shift.length);
      const lastLayer = weights.subarray(weights.length - outputs * last);
      for (let j = 0; j < outputs; j++) {
        for (let k = 0; k < last; k++) downhill[shift.length - last + k] += lastLayer[j * last + k] * residual[j];
      }
      const expected = solve(new Matrix(hessian.to2DArray()), Matrix.columnVector(downhill)).to1DArray();
      for (const [unit, value] of expected.entries()) expect(shift[unit]).toBeCloseTo(value, 9);
      expect(gain).toBeCloseTo(expected.reduce((sum, value, unit) => sum + value * downhill[unit], 0) / 2, 9);
    }),
    { numRuns: 50, seed: 1 },
  );
});

describe('a tanh network', () => {
  const widths = [2, 3, 2, 2];
  const { weights } = randomCase(5, widths, 0.8);
  const input = [0.6, -1.1];
  const target = [0.4, 1.2];
  const layer = (l: number) => {
    const before = widths.slice(1, l).reduce((sum, width, i) => sum + width * widths[i], 0);
    return (j: number, k: number) => weights[before + j * widths[l - 1] + k];
  };
  const predicted = (l: number, below: number[]): number[] =>
    Array.from({ length: widths[l] }, (_, j) => {
      const a = below.reduce((sum, z, k) => sum + layer(l)(j, k) * z, 0);
      return l === 3 ? a : Math.tanh(a);
    });
  const first = predicted(1, input);
  const second = predicted(2, first);
  const output = predicted(3, second);
  const start = [...first, ...second];
  const energy = (z: number[]): number => {
    const squares = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0);
    const [z1, z2] = [z.slice(0, 3), z.slice(3)];
    return 0.5 * (squares(z1, predicted(1, input)) + squares(z2, predicted(2, z1)) + squares(target, predicted(3, z2)));
  };
  const h = 1e-4;
  const moved = (...units: [unit: number, by: number][]) => {
    const z = [...start];
    for (const [unit, by] of units) z[unit] += by;
    return energy(z);
  };
  const jacobians = weights.map((weight, p) => {
    const slopes = [...first, ...second].map((g) => 1 - g * g);
    if (p < 6) return weight * slopes[Math.floor(p / 2)];
    return p < 12 ? weight * slopes[3 + Math.floor((p - 6) / 3)] : weight;
  });

  it('takes the Newton step of its energy’s own gradient and Hessian, measured by finite differences', () => {
    const gradient = start.map((_, i) => (moved([i, h]) - moved([i, -h])) / (2 * h));
    const hessian = start.map((_, i) =>
      start.map(
        (_, j) =>
          (moved([i, h], [j, h]) - moved([i, h], [j, -h]) - moved([i, -h], [j, h]) + moved([i, -h], [j, -h])) / (4 * h * h),
      ),
    );
    const expected = solve(new Matrix(hessian), Matrix.columnVector(gradient)).to1DArray();
    const residual = Float64Array.from(target, (y, j) => y - output[j]);
    const { shift, gain } = trustRegion(jacobians, widths)(residual);
    for (const [unit, value] of expected.entries()) expect(shift[unit]).toBeCloseTo(-value, 5);
    expect(gain).toBeCloseTo(expected.reduce((sum, value, i) => sum + value * gradient[i], 0) / 2, 6);
  });
});
