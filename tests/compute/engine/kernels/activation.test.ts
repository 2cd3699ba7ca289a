/** The float64 derivatives of every activation against central differences, on both sides of 0 and of any kink there. */
import { describe, expect, test } from 'vitest';
import { activate, bendAt, isIdentityNearZero, slopeAt, slopeAtZero } from '../../../../src/compute/engine/kernels/activation.ts';
import { activations, namesOf } from '../../../../src/model/problem/enumerations.ts';

const step = 1e-5;
const places = [-2.3, -0.7, -0.01, 0.01, 0.4, 1.9];

describe.each(namesOf(activations))('%s', (name) => {
  const slope = (a: number) => slopeAt(name, a, activate(name, a));

  test.each(places)('at a = %d', (a) => {
    expect(slope(a)).toBeCloseTo((activate(name, a + step) - activate(name, a - step)) / (2 * step), 8);
    expect(bendAt(name, a, activate(name, a))).toBeCloseTo((slope(a + step) - slope(a - step)) / (2 * step), 8);
  });

  test('falls nowhere if its row says so', () => {
    const values = Array.from({ length: 2001 }, (_, k) => activate(name, (k - 1000) / 100));
    const falls = values.some((value, k) => k > 0 && value < values[k - 1]);
    expect(falls).toBe(!activations[name].isMonotone);
  });
});

test('tanh is the identity near 0, and relu has no slope of 1 there', () => {
  expect([isIdentityNearZero('linear'), isIdentityNearZero('tanh')]).toEqual([true, true]);
  expect([isIdentityNearZero('relu'), isIdentityNearZero('leaky_relu')]).toEqual([false, false]);
  expect(slopeAtZero('relu')).toBe(0);
});
