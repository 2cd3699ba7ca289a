import { describe, expect, it } from 'vitest';
import { heightRange } from '../../../src/page/figures/heightRange.ts';

describe('heightRange', () => {
  it('spans all surfaces together', () => {
    expect(
      heightRange([
        [1, 2],
        [0.5, 1.5],
      ]),
    ).toEqual({ range: [0.5, 2], logarithmic: false, note: null });
  });

  it('leaves out what diverged', () => {
    expect(heightRange([[1, Number.NaN, Number.POSITIVE_INFINITY, 3]]).range).toEqual([1, 3]);
  });

  it('turns logarithmic beyond four decades, and says so', () => {
    const { range, logarithmic, note } = heightRange([[0.01, 1, 10, 1e3, 1e4]]);
    expect({ range, logarithmic, note }).toEqual({
      range: [0.01, 1e4],
      logarithmic: true,
      note: 'colours logarithmic, 6 decades',
    });
  });

  it('begins at the 5 % quantile of the positive heights of all surfaces', () => {
    const heights = Array.from({ length: 100 }, (_, i) => 10 ** (((37 * i) % 100) / 10 - 6)); // 1e-6 to 10 ** 3.9, in disorder
    const { range, logarithmic } = heightRange([[0, ...heights.slice(0, 60)], heights.slice(60)]);
    expect(logarithmic).toBe(true);
    expect(range[0]).toBeCloseTo(10 ** -5.5, 12);
    expect(range[1]).toBeCloseTo(10 ** 3.9, 6);
  });

  it('stays linear for a valley whose floor touches zero', () => {
    const valley = Array.from({ length: 100 }, (_, i) => ((i - 50) / 50) ** 2);
    expect(heightRange([valley])).toMatchObject({ range: [0, 1], logarithmic: false });
  });

  it('stays linear where a height is negative', () => {
    expect(heightRange([[-1, 1, 1e6]]).logarithmic).toBe(false);
  });

  it('gives level ground a range of its own', () => {
    expect(heightRange([[2, 2]]).range).toEqual([1.5, 2.5]);
    expect(heightRange([[Number.NaN]]).range).toEqual([0, 1]);
  });

  it('gives heights that differ by round-off the same, and says how flat they are', () => {
    const { range, note } = heightRange([[2, 2 + 4e-16], [2 - 4e-16]]);
    expect(range[0]).toBeCloseTo(1.5, 12);
    expect(range[1]).toBeCloseTo(2.5, 12);
    expect(note).toBe('flat to 9e-16');
    expect(heightRange([[2, 2 + 1e-8]]).note).toBeNull();
    const [low, high] = heightRange([[1e6, 1e6 + 1e-4]]).range;
    expect(high - low).toBeCloseTo(2e4, 3); // numbers on the axis differ
  });
});
