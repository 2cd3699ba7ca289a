/** Oracle: the flow of a chain with equal weights, integrated numerically. */
import { expect, test } from 'vitest';
import { logarithmicSlope, lossEscapeSlope } from '../../../src/compute/theory/escapeSlope.ts';

/** Time at which `du/dt = u^(L-1) (1 - u^L)`, L weights u on y = x = 1, reaches half of the loss: the integral of 1 / (du/dt). */
function escapeTime(layers: number, sigma: number): number {
  const end = (1 - Math.SQRT1_2) ** (1 / layers); // (1 - u^L)^2 = 1/2
  const pieces = 200_000;
  const ratio = Math.log(end / sigma) / pieces; // u = sigma e^s
  let time = 0;
  for (let i = 0; i < pieces; i++) {
    const u = sigma * Math.exp((i + 0.5) * ratio);
    time += (ratio * u) / (u ** (layers - 1) * (1 - u ** layers));
  }
  return time;
}

test.each([3, 4, 5, 7])('a chain leaves the origin of the loss with slope -(L - 2): L = %i', (layers) => {
  const [a, b] = [1e-5, 1e-4];
  const slope = Math.log(escapeTime(layers, b) / escapeTime(layers, a)) / Math.log(b / a);
  expect(slope).toBeCloseTo(lossEscapeSlope(layers), 3);
});

test('two layers take a time that grows like log(1 / sigma)', () => {
  const [a, b] = [1e-12, 1e-10];
  const slope = Math.log(escapeTime(2, b) / escapeTime(2, a)) / Math.log(b / a);
  expect(slope).toBeCloseTo(logarithmicSlope(a, b)!, 2);
  expect(lossEscapeSlope(2)).toBe(0);
});

test('the slope of log(1 / sigma) flattens as sigma shrinks, and is unknown from 1 on', () => {
  expect(logarithmicSlope(0.01, 0.1)).toBeCloseTo(-Math.log(2) / Math.log(10), 12);
  expect(logarithmicSlope(1e-6, 1e-5)!).toBeGreaterThan(logarithmicSlope(0.01, 0.1)!);
  expect(logarithmicSlope(0.1, 1)).toBeNull();
  expect(logarithmicSlope(0.1, 0.1)).toBeNull();
});

test('a net without hidden layers has no saddle to leave', () => expect(() => lossEscapeSlope(1)).toThrow('invalid layers: 1'));
