/** The range of heights of one surface, or of several that share it, so that the same colour and the same height mean the same number on all. */
import type { BackendName } from '../../model/problem/problem.ts';

export interface HeightRange {
  range: [number, number];
  /** Colours are spaced by the logarithm of the height; the heights themselves stay true. */
  logarithmic: boolean;
  /** A note for captions where colours are logarithmic; null elsewhere. */
  note: string | null;
}

const decadesBeforeLogarithm = 4;
/** Single points may come as close to zero as they like (a valley's floor does): the span starts above this share of the points. */
const floorShare = 0.05;

/**
 * range = [min, max] over all finite heights of all surfaces; where 5 % of the positive heights and the largest are more than
 * four decades apart (and none is negative), colours are logarithmic and the range starts at that 5 % quantile.
 * Equal or missing heights give a range of width 1 about them; heights that differ by round-off alone, less than `roundOff` of their level, are drawn
 * flat, in one colour.
 */
export function heightRange(surfaces: readonly ArrayLike<number>[], roundOff = inFloat64): HeightRange {
  const [low, high] = endsOf(surfaces);
  if (low > high) return { range: [0, 1], logarithmic: false, note: null };
  if (isFlat([low, high], roundOff)) return flatRange(low, high);
  const floor = low < 0 ? null : floorBelow(surfaces, high / 10 ** decadesBeforeLogarithm);
  if (floor === null) return { range: [low, high], logarithmic: false, note: null };
  return {
    range: [floor, high],
    logarithmic: true,
    note: `colours logarithmic, ${Math.round(Math.log10(high / floor))} decades`,
  };
}

/** Heights that differ by less than this part of their level differ by round-off, as computed in float64 and in float32. */
const inFloat64 = 1e-9;
const inFloat32 = 5e-7;

export const roundOffOf = (backend: BackendName): number => (backend === 'reference' ? inFloat64 : inFloat32);

export const isFlat = ([low, high]: readonly [number, number], roundOff = inFloat64): boolean =>
  high - low <= roundOff * Math.max(Math.abs(low), Math.abs(high));

/** The level is in the middle: one colour. High levels get more than a width of 1, so that numbers on the axis differ. */
function flatRange(low: number, high: number): HeightRange {
  const middle = low + (high - low) / 2;
  const half = Math.max(0.5, 0.01 * Math.abs(middle));
  return {
    range: [middle - half, middle + half],
    logarithmic: false,
    note: low === high ? null : flatText([low, high]),
  };
}

/** How flat a flat surface is: one number everywhere, or numbers that differ by round-off. */
export const flatText = ([low, high]: readonly [number, number]): string =>
  low === high ? 'flat' : `flat to ${(high - low).toPrecision(1)}`;

/** Least and largest of the finite heights; Infinity and -Infinity where there are none. */
export function endsOf(surfaces: readonly ArrayLike<number>[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const surface of surfaces)
    for (let i = 0; i < surface.length; i++) {
      const height = surface[i];
      if (height < low && height > -Infinity) low = height;
      if (height > high && height < Infinity) high = height;
    }
  return [low, high];
}

/** The quantile of the positive heights at `floorShare`, where it is below `limit`; else null. Only those below are sorted. */
function floorBelow(surfaces: readonly ArrayLike<number>[], limit: number): number | null {
  let positive = 0;
  const below: number[] = [];
  for (const surface of surfaces)
    for (let i = 0; i < surface.length; i++) {
      if (!(surface[i] > 0 && surface[i] < Infinity)) continue;
      positive++;
      if (surface[i] < limit) below.push(surface[i]);
    }
  const index = Math.floor(floorShare * positive);
  return index < below.length ? Float64Array.from(below).sort()[index] : null;
}

/** Nearest-rank quantile of the finite values, 0 <= share <= 1; NaN where there are none. */
export function quantile(values: ArrayLike<number>, share: number): number {
  const finite = Float64Array.from(values).filter(Number.isFinite).sort();
  return finite[Math.min(Math.floor(share * finite.length), finite.length - 1)] ?? Number.NaN;
}
