/** Round numbers along an axis, few enough to read. */

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
