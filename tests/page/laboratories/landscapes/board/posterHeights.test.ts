/** The first picture's heights come back from their differences, to half a step. */
import { expect, test } from 'vitest';
import { differencesOf, heightsFrom } from '../../../../../src/page/laboratories/landscapes/board/posterHeights.ts';

test('differences of a plane are zero away from two borders', () => {
  const plane = [0, 1, 2, 10, 11, 12, 20, 21, 22];
  expect(differencesOf(plane, 3, 1)).toEqual([0, 1, 1, 10, 0, 0, 10, 0, 0]);
  expect(heightsFrom([0, 1, 1, 10, 0, 0, 10, 0, 0], 3, 1)).toEqual(plane);
});

test('heights come back to half a step', () => {
  const heights = Array.from({ length: 25 }, (_, i) => Math.sin(i) ** 2 + 0.1 * i);
  const back = heightsFrom(differencesOf(heights, 5, 0.01), 5, 0.01);
  for (const [i, height] of heights.entries()) expect(Math.abs(back[i] - height)).toBeLessThanOrEqual(0.0051);
});
