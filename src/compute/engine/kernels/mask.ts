/** Masks over the outputs: hidden entries count neither in the loss nor in the gradient of backpropagation. */
import type { Tile } from './tile.ts';

/** `e_L <- m * e_L`, and the signals likewise, items [from, to): after a feedforward `predict`, what `backpropagate` starts from. */
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
