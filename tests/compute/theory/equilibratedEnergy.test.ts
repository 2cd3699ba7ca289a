/** Oracles: tests/reference (dense NumPy solves), and brute force in tests/compute/theory/denseActivities.ts. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { secondMoments } from '../../../src/compute/math/secondMoments.ts';
import {
  equilibratedEnergies,
  equilibratedEnergy,
  equilibratedEnergyFrom,
} from '../../../src/compute/theory/equilibratedEnergy.ts';
import { rescaling, rescalingEigenvalues } from '../../../src/compute/theory/rescaling.ts';
import grids from '../../reference/grids.json' with { type: 'json' };
import points from '../../reference/points.json' with { type: 'json' };
import { caseOf, randomCase, relativeDifference } from './cases.ts';
import { denseEnergies } from './denseActivities.ts';

const linearPoints = points.filter(({ network }) => network.activation === 'linear');

describe.each(linearPoints)('reference point: $name', (point) => {
  const { widths, weights, x, y, count } = caseOf(point);
  const expected = point.expected.equilibrated!;

  test('F* from samples and from second moments', () => {
    expect(relativeDifference(equilibratedEnergy(weights, widths, x, y, count), expected.energy)).toBeLessThan(1e-12);
    const [fromMoments] = equilibratedEnergies(weights, widths, secondMoments(x, y, count));
    expect(relativeDifference(fromMoments, expected.energy)).toBeLessThan(1e-12);
  });

  test('F* from S and the residuals’ moments', () => {
    const { matrix, product } = rescaling(weights, widths);
    const [inputs, outputs] = [widths[0], widths[widths.length - 1]];
    const moments = new Float64Array(outputs * outputs);
    for (let i = 0; i < count; i++) {
      const residual = Array.from({ length: outputs }, (_, j) => {
        let predicted = 0;
        for (let k = 0; k < inputs; k++) predicted += product[j * inputs + k] * x[i * inputs + k];
        return y[i * outputs + j] - predicted;
      });
      for (let e = 0; e < moments.length; e++) moments[e] += (residual[Math.floor(e / outputs)] * residual[e % outputs]) / count;
    }
    expect(relativeDifference(equilibratedEnergyFrom(matrix, moments, outputs), expected.energy)).toBeLessThan(1e-12);
  });

  test('the rescaling S', () => {
    const { matrix } = rescaling(weights, widths);
    expected.rescaling.data.forEach((entry, i) => {
      expect(Math.abs(matrix[i] - entry)).toBeLessThan(1e-12 * Math.max(...expected.rescaling.data));
    });
  });
});

test.each(grids)('reference grid: $name, all weight settings in one batch', ({ network, plane, x, y, expected }) => {
  const settings = plane.axis.flatMap((w2) => plane.axis.flatMap((w1) => [w1, w2, ...plane.otherWeights]));
  const moments = secondMoments(Float64Array.from(x.data), Float64Array.from(y.data), x.shape[0]);
  const energies = equilibratedEnergies(Float64Array.from(settings), network.widths, moments);
  expected.equilibratedEnergy.flat().forEach((energy, i) => {
    expect(relativeDifference(energies[i], energy)).toBeLessThan(1e-12);
  });
});

test('F* is the minimum over activities, and never above the loss, for random linear networks', () => {
  const widths = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 3, maxLength: 7 });
  const scale = fc.double({ min: 1e-3, max: 2, noNaN: true });
  fc.assert(
    fc.property(fc.nat(), widths, scale, (seed, sizes, deviation) => {
      const network = randomCase(seed, sizes, deviation);
      const { loss, equilibrated } = denseEnergies(network);
      const energy = equilibratedEnergy(network.weights, sizes, network.x, network.y, network.count);
      expect(relativeDifference(energy, equilibrated)).toBeLessThan(1e-9);
      expect(energy).toBeLessThanOrEqual(loss * (1 + 1e-14));
    }),
    { numRuns: 200, seed: 1 },
  );
});

test('S of a chain with one hidden unit is 1 + w_2^2', () => {
  expect([...rescalingEigenvalues(Float64Array.of(7, 3), [1, 1, 1])]).toEqual([10]);
});

test('F* divides the loss by no less and no more than the extremes of S', () => {
  const network = randomCase(3, [3, 4, 4, 2], 0.8);
  const { loss, equilibrated } = denseEnergies(network);
  const eigenvalues = rescalingEigenvalues(network.weights, network.widths);
  const [min, max] = [eigenvalues[0], eigenvalues.at(-1)!];
  expect(min).toBeGreaterThanOrEqual(1);
  expect(loss / equilibrated).toBeGreaterThanOrEqual(min);
  expect(loss / equilibrated).toBeLessThanOrEqual(max);
});

test('weights that do not fit the widths are refused', () => {
  expect(() => rescaling(new Float64Array(3), [1, 1, 1])).toThrow('invalid weights: 3 numbers (expected 2 for widths 1-1-1)');
});
