/** Steps of a linear flow against its exponentials, and the first root along a step. */
import { describe, expect, test } from 'vitest';
import { atEnd, coefficientsAt, end, firstBelow, terms } from '../../../src/compute/math/laguerre.ts';

/** d_0 to d_4 for one mode `z' = -(g + h z)`. */
function termsOf(h: number, g: number, mu: number): Float64Array {
  const moves = new Float64Array(terms);
  let d = -g / (h + mu);
  for (let j = 0; j < terms; j++) {
    moves[j] = d;
    d -= (mu * d) / (h + mu);
  }
  return moves;
}

const at = (x: number, moves: Float64Array) =>
  coefficientsAt(x, new Float64Array(terms)).reduce((sum, c, j) => sum + c * moves[j], 0);
const exact = (h: number, g: number, t: number) => (-g / h) * (1 - Math.exp(-h * t));

describe('a mode goes as its exponential', () => {
  test.each([0.01, 0.1, 0.3])('on the whole way where it is slow against mu: h = %d mu', (h) => {
    for (const x of [0.1, 0.7, 2, end]) expect(at(x, termsOf(h, 1, 1)) / exact(h, 1, x)).toBeCloseTo(1, 2 - Math.log10(h * 10));
  });

  test('with an error that falls like the fifth power of the step', () => {
    const error = (mu: number) => Math.abs(at(end, termsOf(1, 1, mu)) - exact(1, 1, end / mu));
    const order = Math.log2(error(20) / error(40)) - 1; // of one step: one more
    expect(order).toBeGreaterThan(4.5);
    expect(order).toBeLessThan(5.5);
  });

  test('to its rest by the end of a step where it is fast against mu', () => {
    expect(termsOf(1e9, 1, 1).reduce((sum, d, j) => sum + atEnd[j] * d, 0)).toBeCloseTo(-1e-9, 15);
  });
});

describe('the first place at which a value falls below 0', () => {
  const moves = termsOf(0.2, 1, 1);

  test('is the root', () => {
    const x = firstBelow(0.8, moves, false, end);
    expect(0.8 + at(x, moves)).toBeCloseTo(0, 12);
    expect(x).toBeGreaterThan(0);
  });

  test('is Infinity where the value stays above 0, and beyond what is asked for', () => {
    expect(firstBelow(5, moves, false, end)).toBe(Infinity);
    expect(firstBelow(2.5, moves, false, 0.1)).toBe(Infinity);
  });

  test('is 0 for a value that falls from 0, but a look away where the flow is known to rise first', () => {
    expect(firstBelow(0, moves, false, end)).toBe(0);
    expect(firstBelow(0, moves, true, end)).toBeCloseTo(end / 8, 12);
  });
});
