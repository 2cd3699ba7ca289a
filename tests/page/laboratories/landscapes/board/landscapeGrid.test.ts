import { describe, expect, it } from 'vitest';
import { divergenceHatch, heightRows } from '../../../../../src/page/laboratories/landscapes/board/landscapeGrid.ts';

const axis = [0, 1, 2];

describe('heightRows', () => {
  it('have no number where a height is not finite, whether or not inference diverged there', () => {
    const height = Float64Array.of(1, Infinity, -Infinity, 4);
    const grid = { axis: Float64Array.of(0, 1), height, divergedAt: null, holdsWhereDiverged: true };
    expect(heightRows(grid)).toEqual([
      [1, Number.NaN],
      [Number.NaN, 4],
    ]);
  });
});

describe('divergenceHatch', () => {
  it('draws nothing where nothing diverged', () => {
    expect(divergenceHatch(axis, new Int32Array(9).fill(-1))).toEqual({ a: [], b: [] });
    expect(divergenceHatch(axis, null)).toEqual({ a: [], b: [] });
  });

  it('runs along the diagonals of the diverged points, and stops where they stop', () => {
    // rows from b = 0 upwards; the main diagonal and its right neighbour diverged
    const divergedAt = [3, 4, -1, -1, 3, 4, -1, -1, -1];
    expect(divergenceHatch(axis, divergedAt)).toEqual({
      a: [0, 1, Number.NaN, 1, 2, Number.NaN],
      b: [0, 1, Number.NaN, 0, 1, Number.NaN],
    });
  });
});
