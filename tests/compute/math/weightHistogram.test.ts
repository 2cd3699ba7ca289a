import { describe, expect, it } from 'vitest';
import { weightHistogram } from '../../../src/compute/math/weightHistogram.ts';

describe('weightHistogram', () => {
  it('reaches from minus the largest size to plus it, and integrates to 1', () => {
    const { edge, density } = weightHistogram([-2, -0.1, 0, 0.3, 1]);
    expect(edge).toBe(2);
    const width = (2 * edge) / density.length;
    expect(density.reduce((sum, value) => sum + value * width, 0)).toBeCloseTo(1, 6);
    expect([density[0], density.at(-1)]).toEqual([Math.fround(0.2 / width), 0]);
  });
  it('has a bin about zero', () => {
    const { density } = weightHistogram([1, 0, 0, 0]);
    expect(density[(density.length - 1) / 2]).toBeCloseTo((0.75 * density.length) / 2, 5);
  });
  it('of zeros alone has no width', () => expect(weightHistogram([0, 0]).edge).toBe(0));
});
