/** Round numbers along an axis, few enough to read, and round ends that rest while a curve grows. */

/** Multiples of 1, 2 or 5 times a power of ten inside [low, high]: the finest that are at most `most`. */
export function niceTicks(low: number, high: number, most: number): number[] {
  const roughly = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(roughly));
  for (const step of [1, 2, 5, 10].map((factor) => factor * power)) {
    const first = Math.ceil(low / step - 1e-9);
    const count = Math.floor(high / step + 1e-9) - first + 1;
    if (count <= most) return Array.from({ length: count }, (_, i) => Number(((first + i) * step).toPrecision(12)));
  }
  return [];
}

/** 1, 1.5, 2, 3, 5 or 7 times a power of ten: the least that is not below `value`, which is positive. */
export function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = niceFactors.find((each) => each * power >= value * (1 - 1e-9)) ?? 10;
  return Number((factor * power).toPrecision(12));
}

/** The largest such number that is not above `value`, which is positive. */
export const niceBelow = (value: number): number => {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  const factor = niceFactors.findLast((each) => each * power <= value * (1 + 1e-9)) ?? 1;
  return Number((factor * power).toPrecision(12));
};

const niceFactors = [1, 1.5, 2, 3, 5, 7];
