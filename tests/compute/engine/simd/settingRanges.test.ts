import { expect, test } from 'vitest';
import { isQuick, tilesOf } from '../../../../src/compute/engine/simd/settingRanges.ts';
import type { SimdWork } from '../../../../src/compute/engine/simd/simdWork.ts';
import { randomWork } from '../../../browser/randomWork.ts';

const landscapeOf = (widths: number[], activation: 'linear' | 'tanh', count: number, steps: number): SimdWork => ({
  kind: 'landscape',
  ...randomWork(1, widths, activation, { samples: 64, count }),
  dt: 0.1,
  stopping: 'fixed',
  record: [0, steps],
});

test('tiles hold every setting once, in order, and more of them than workers', () => {
  const work = landscapeOf([16, 16, 16], 'tanh', 2001, 100);
  const tiles = tilesOf(work, 2);
  expect(tiles.length).toBeGreaterThanOrEqual(16);
  expect(tiles[0].from).toBe(0);
  expect(tiles.at(-1)!.to).toBe(2001);
  for (const [k, { from, to }] of tiles.entries()) {
    expect(to).toBeGreaterThan(from);
    if (k > 0) expect(from).toBe(tiles[k - 1].to);
  }
});

test('chains are cut where thirty-two end', () => {
  for (const { from } of tilesOf(landscapeOf(new Array(11).fill(1), 'linear', 40_000, 100), 2)) expect(from % 32).toBe(0);
});

test('large networks come one setting a tile', () => {
  const tiles = tilesOf(landscapeOf([100, 300, 300, 10], 'tanh', 5, 100), 2);
  expect(tiles).toEqual([0, 1, 2, 3, 4].map((from) => ({ from, to: from + 1 })));
});

test('what is quick needs no worker: a small surface, but not where its equilibria take many steps', () => {
  expect(isQuick(landscapeOf([1, 1, 1], 'linear', 10_201, 100))).toBe(true);
  expect(isQuick(landscapeOf([4, 4, 4], 'linear', 200, 0))).toBe(true);
  expect(isQuick(landscapeOf([4, 4, 4], 'tanh', 400, 0))).toBe(true); // its equilibria have a closed form
  expect(isQuick(landscapeOf([4, 4, 4, 4], 'tanh', 400, 0))).toBe(false);
  expect(isQuick(landscapeOf([16, 16, 16], 'tanh', 2001, 100))).toBe(false);
});
