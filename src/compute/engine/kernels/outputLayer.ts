/** The output layer where its error is no plain difference `y - a_L`: under cross-entropy, or under a mask. */
import type { Tile } from './tile.ts';

/**
 * From `a_L` in an item's errors to `e_L = y - softmax(a_L)`, which its signals are too: the energy's slope in a_L, for a y that sums to 1.
 * The energy is written to `energies` [items]: the errors alone would give it inaccurately.
 */
export function compareToSoftmax({ layout, activities, errors, signals }: Tile, item: number, energies: Float64Array): void {
  const start = item * layout.unitCount + layout.unitOffset[layout.layers];
  const end = start + layout.widths[layout.layers];
  energies[item] = softmaxOf(errors, activities, start, end);
  for (let unit = start; unit < end; unit++) signals[unit] = errors[unit] = activities[unit] - errors[unit];
}

/**
 * From a_L to softmax(a_L) in place, at the places [start, end) of both arrays. Returns `-sum_k y_k log softmax(a_L)_k` for targets y, with
 * `log softmax(a)_k = a_k - m - log sum_j exp(a_j - m)` around the largest, m.
 */
export function softmaxOf(a: Float64Array, y: Float64Array, start: number, end: number): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let unit = start; unit < end; unit++) largest = Math.max(largest, a[unit]);
  let sum = 0;
  for (let unit = start; unit < end; unit++) sum += Math.exp(a[unit] - largest);
  const logSum = Math.log(sum);
  let energy = 0;
  for (let unit = start; unit < end; unit++) {
    const logarithm = a[unit] - largest - logSum;
    energy -= y[unit] * logarithm;
    a[unit] = Math.exp(logarithm);
  }
  return energy;
}

/**
 * `e_L <- m * e_L`, and the signals likewise, items [from, to): after a feedforward `predict`, the errors from which `backpropagate` starts. Entries that the mask m
 * hides count neither in the loss nor in the gradient of backpropagation.
 */
export function maskOutputs(tile: Tile, mask: Float64Array, from: number, to: number): void {
  const { errors, signals } = tile;
  overOutputs(tile, from, to, (unit, entry) => {
    errors[unit] *= mask[entry];
    signals[unit] *= mask[entry];
  });
}

/** `L = 1/(2N) sum_i |m_i * (y_i - f(x_i))|^2` of every setting, after a feedforward `predict`. [settings] */
export function maskedLoss(tile: Tile, mask: Float64Array): Float64Array {
  const { errors, samples, settings } = tile;
  const loss = new Float64Array(settings);
  for (let s = 0; s < settings; s++) {
    overOutputs(tile, s * samples.count, (s + 1) * samples.count, (unit, entry) => {
      loss[s] += 0.5 * samples.weight * mask[entry] * errors[unit] ** 2;
    });
  }
  return loss;
}

/** Every output unit of the items [from, to), with its entry's index in y. */
function overOutputs({ layout, samples }: Tile, from: number, to: number, visit: (unit: number, entry: number) => void): void {
  const { unitCount, unitOffset, layers, widths } = layout;
  const outputs = widths[layers];
  for (let item = from; item < to; item++) {
    const unit = item * unitCount + unitOffset[layers];
    const entry = (item % samples.count) * outputs;
    for (let j = 0; j < outputs; j++) visit(unit + j, entry + j);
  }
}
