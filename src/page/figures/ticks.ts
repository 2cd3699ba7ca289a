/** Ticks of linear and logarithmic axes, few enough to read, and round ends that rest while a curve grows. */

/** Multiples of 1, 2 or 5 times (or of other `steps`, ascending, times) a power of ten inside [low, high]: the finest that are at most `most`. */
export function niceTicks(low: number, high: number, most: number, steps: readonly number[] = [1, 2, 5, 10]): number[] {
  const roughly = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(roughly));
  for (const step of steps.map((factor) => factor * power)) {
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

/** 1, 1.5, 2, 3, 5 or 7 times a power of ten: the largest that is not above `value`, which is positive. */
export const niceBelow = (value: number): number => {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  const factor = niceFactors.findLast((each) => each * power <= value * (1 + 1e-9)) ?? 1;
  return Number((factor * power).toPrecision(12));
};

const niceFactors = [1, 1.5, 2, 3, 5, 7];

export interface Ticks {
  tickvals: number[];
  ticktext: string[];
}

/** At most `most` labelled powers of ten on an axis with the positive ends `low` and `high`; where these are few, also their 2 and 5 folds, and between neighbours of these round numbers. */
export function logarithmicTicks(low: number, high: number, most = 6): Ticks {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const stride = Math.max(1, Math.ceil((last - first + 1) / most));
  const powers = Array.from({ length: Math.floor((last - first) / stride) + 1 }, (_, i) => first + i * stride);
  const inside = (folds: number[]) =>
    powers
      .flatMap((power) => folds.map((fold) => Number(`${fold}e${power}`)))
      .filter((value) => value >= low * 0.999 && value <= high * 1.001);
  const whole = inside([1]);
  const round = last - first <= 2 || whole.length < 3 ? inside([1, 2, 5]) : whole;
  const tickvals = round.length > 1 ? round : niceTicks(low, high, most);
  return { tickvals, ticktext: tickvals.map(tickText) };
}

function tickText(value: number): string {
  const power = Math.floor(Math.log10(value) + 1e-9);
  if (power >= -2 && power <= 3) return String(Number(value.toPrecision(3)));
  const fold = Math.round(value / 10 ** power);
  return `${fold === 1 ? '' : `${fold}·`}10<sup>${power < 0 ? '−' : ''}${Math.abs(power)}</sup>`;
}
