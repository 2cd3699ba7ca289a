import { describe, expect, it } from 'vitest';
import { norm, normalised } from '../../../src/compute/math/innerProduct.ts';

describe('a length', () => {
  it.each([1e-320, 1e-200, 1e-160, 1e-5, 1, 1e160, 1e300])('of entries around %d is five times theirs', (size) => {
    expect(norm(Float64Array.of(3 * size, 0, -4 * size)) / size).toBeCloseTo(5, 2);
    expect(norm(normalised(Float64Array.of(3 * size, -4 * size)))).toBeCloseTo(1, 2);
  });
  it('has the bits of the sum of squares where that neither underflows nor overflows', () => {
    const v = Float64Array.of(0.1, -0.7, 3.3);
    expect(norm(v)).toBe(Math.sqrt(0.1 * 0.1 + 0.7 * 0.7 + 3.3 * 3.3));
  });
  it('of nothing is zero, and of what is not finite is not finite', () => {
    expect(norm(new Float64Array(3))).toBe(0);
    expect(norm(Float64Array.of(1, Number.NEGATIVE_INFINITY))).toBe(Number.POSITIVE_INFINITY);
    expect(norm(Float64Array.of(Number.NaN, 1))).toBeNaN();
  });
});
