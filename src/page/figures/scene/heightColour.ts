/** Where a height stands on the ramp of colours, and the heights at which lines of equal height are drawn. */

import type { BoxAxis, HeightColours } from '../sceneFigure.ts';
import { niceTicks } from '../ticks.ts';

/** 0 at the low end of the ramp, 1 at its high end. */
export function colourPlace({ range: [low, high], logarithmic }: HeightColours, height: number): number {
  return logarithmic ? Math.log(Math.max(height / low, 1)) / Math.log(high / low) : (height - low) / (high - low);
}

/** The numbers by which a shader finds the same from a height in the box (0 to 1), and whether a line of equal height is there. */
export interface ColourNumbers {
  /** Whether the shader takes the logarithm: heights on a logarithmic axis are logarithms already. */
  takesLogarithm: boolean;
  /** place = x height + y; where logarithmic: y ln(x height + floor). */
  colour: [number, number];
  floor: number;
  /** Lines are where x height + y is whole; where logarithmic: x ln(...) + y. */
  levels: [number, number];
}

/** `axis`: the axis of heights; where it is logarithmic, so are the colours. */
export function colourNumbers(
  { range: [low, high], logarithmic }: HeightColours,
  { range: ends, floor }: BoxAxis,
): ColourNumbers {
  if (floor !== undefined) return ofLogarithms([low, high], ends);
  const span = ends[1] - ends[0];
  if (logarithmic)
    return {
      takesLogarithm: true,
      colour: [span / low, 1 / Math.log(high / low)],
      floor: ends[0] / low,
      levels: [levelsADecade / Math.LN10, fraction(levelsADecade * Math.log10(low))],
    };
  const step = levelStep(low, high);
  return {
    takesLogarithm: false,
    colour: [span / (high - low), (ends[0] - low) / (high - low)],
    floor: 0,
    levels: [span / step, fraction(ends[0] / step)],
  };
}

function ofLogarithms(range: [number, number], ends: [number, number]): ColourNumbers {
  const [low, high] = range.map(Math.log10);
  const [bottom, top] = ends.map(Math.log10);
  return {
    takesLogarithm: false,
    colour: [(top - bottom) / (high - low), (bottom - low) / (high - low)],
    floor: 0,
    levels: [levelsADecade * (top - bottom), fraction(levelsADecade * bottom)],
  };
}

/** The heights of the lines of equal height. */
export function levelHeights({ range: [low, high], logarithmic }: HeightColours): number[] {
  if (!logarithmic) return niceTicks(low, high, mostLevels);
  const first = Math.ceil(levelsADecade * Math.log10(low));
  const last = Math.floor(levelsADecade * Math.log10(high));
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, i) => 10 ** ((first + i) / levelsADecade));
}

/** Lines of equal height at most, where colours are linear; a decade, where they are logarithmic. */
const mostLevels = 14;
const levelsADecade = 3;

/** From one line of equal height to the next: a round number. */
function levelStep(low: number, high: number): number {
  const [first, second] = niceTicks(low, high, mostLevels);
  return second - first || high - low;
}

const fraction = (value: number): number => value - Math.floor(value);
