/** How the tests say that two arrays of numbers are the same. */
import { expect } from 'vitest';
import type { Matrix, Vector } from '../../src/model/problem/problem.ts';

/** `max |actual - expected| <= tolerance * max |expected|`. */
export function expectClose(actual: number | ArrayLike<number>, expected: number | ArrayLike<number>, tolerance = 1e-9): void {
  const [found, wanted] = [actual, expected].map((value) => (typeof value === 'number' ? [value] : Array.from(value)));
  expect(found.length).toBe(wanted.length);
  const largest = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const difference = found.reduce(
    (most, value, k) => Math.max(most, Number.isNaN(value) ? Infinity : Math.abs(value - wanted[k])),
    0,
  );
  expect(difference).toBeLessThanOrEqual(tolerance * largest);
}

/** Matrices or vectors one after another as one array. */
export function flatten(matrices: readonly (Matrix | Vector)[]): number[] {
  return matrices.flatMap(({ data }) => Array.from(data));
}
