/** The oracles are a diagonal problem, whose critical values can be written down, and least squares. */
import { describe, expect, it, test } from 'vitest';
import { secondMoments } from '../../../src/compute/math/secondMoments.ts';
import {
  closestCriticalValue,
  criticalValue,
  criticalValues,
  criticalValuesOfRank,
} from '../../../src/compute/theory/criticalValues.ts';
import { randomCase } from './cases.ts';

/** x runs through the axes of length sqrt(3), so that Sigma_xx = I; y = diag(3, 2, 1) x. */
const x = Float64Array.from([1, 0, 0, 0, 1, 0, 0, 0, 1], (entry) => entry * Math.sqrt(3));
const diagonal = criticalValues(
  secondMoments(
    x,
    x.map((entry, i) => (3 - (i % 3)) * entry),
    3,
  ),
);

test('a diagonal map explains the squares of its entries', () => {
  expect(diagonal.total).toBeCloseTo(14, 12);
  expect(Array.from(diagonal.explained, (value) => Math.round(1e12 * value) / 1e12)).toEqual([9, 4, 1]);
  expect(diagonal.directions.map(({ output, input }) => output[0] * input[0])).toEqual([expect.closeTo(3, 12), 0, 0]);
});

test('what is learnt is taken off half the trace', () => {
  expect(criticalValue(diagonal, [])).toBeCloseTo(7, 12);
  expect(criticalValue(diagonal, [0, 2])).toBeCloseTo(2, 12);
});

test('a rank has as many critical values as subsets', () => {
  const ofRanks = [0, 1, 2, 3].map((rank) => Array.from(criticalValuesOfRank(diagonal, rank), (value) => value + 0));
  [[7], [2.5, 5, 6.5], [0.5, 2, 4.5], [0]].forEach((expected, rank) => {
    expect(ofRanks[rank]).toEqual(expected.map((value) => expect.closeTo(value, 12)));
  });
});

describe('the closest critical value', () => {
  it.each([
    [4.9, 1, 5, [1]],
    [4.9, 2, 4.5, [1, 2]],
    [4.9, 0, 7, []],
  ])('of a loss of %d at rank %i', (loss, rank, value, subset) => {
    expect(closestCriticalValue(diagonal, rank, loss)).toEqual({ loss: expect.closeTo(value, 12), subset });
  });
  it('does not exist for more directions than the data have', () => {
    expect(closestCriticalValue(diagonal, 4, 0)).toBeNull();
  });
});

test('learning everything leaves what least squares leaves', () => {
  const { x, y, count } = randomCase(1, [3, 2], 1, 40);
  const values = criticalValues(secondMoments(x, y, count));
  expect(criticalValue(values, [0, 1])).toBeCloseTo(leastSquares(x, y, count, 3, 2), 10);
});

test('inputs that lie in a plane have as many directions as the plane', () => {
  const flat = Float64Array.of(1, 2, 0, 3, -1, 0, 2, 2, 0);
  const values = criticalValues(secondMoments(flat, Float64Array.of(1, 2, 3, 3, -1, 2, 2, 2, 4), 3));
  expect(values.explained).toHaveLength(2);
});

/** 1/2N |y - x B|^2 at its minimum, by many steps of gradient descent. */
function leastSquares(x: Float64Array, y: Float64Array, count: number, dx: number, dy: number): number {
  const b = new Float64Array(dx * dy);
  let loss = 0;
  for (let step = 0; step < 3000; step++) {
    const gradient = new Float64Array(dx * dy);
    loss = 0;
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < dy; j++) {
        let residual = y[i * dy + j];
        for (let k = 0; k < dx; k++) residual -= x[i * dx + k] * b[k * dy + j];
        loss += residual ** 2 / (2 * count);
        for (let k = 0; k < dx; k++) gradient[k * dy + j] -= (residual * x[i * dx + k]) / count;
      }
    }
    for (let p = 0; p < b.length; p++) b[p] -= 0.3 * gradient[p];
  }
  return loss;
}
