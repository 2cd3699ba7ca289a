/** The output layer under cross-entropy: its distribution, the distance of y from the distribution, and its energy. */
import type { Tile } from './tile.ts';

/**
 * From `a_L` in an item's errors to `e_L = y - softmax(a_L)`, which its signals are too: the energy's slope in a_L, for a y that sums to 1.
 * The energy `-sum_k y_k log softmax(a_L)_k`, with `log softmax(a)_k = a_k - m - log sum_j exp(a_j - m)` around the largest, m, is written to
 * `energies` [items]: the errors alone would give it inaccurately.
 */
export function compareToSoftmax({ layout, activities, errors, signals }: Tile, item: number, energies: Float64Array): void {
  const start = item * layout.unitCount + layout.unitOffset[layout.layers];
  const end = start + layout.widths[layout.layers];
  const largest = errors.subarray(start, end).reduce((most, a) => Math.max(most, a));
  let sum = 0;
  for (let unit = start; unit < end; unit++) sum += Math.exp(errors[unit] - largest);
  const logSum = Math.log(sum);
  let energy = 0;
  for (let unit = start; unit < end; unit++) {
    const logarithm = errors[unit] - largest - logSum;
    energy -= activities[unit] * logarithm;
    errors[unit] = activities[unit] - Math.exp(logarithm);
    signals[unit] = errors[unit];
  }
  energies[item] = energy;
}
