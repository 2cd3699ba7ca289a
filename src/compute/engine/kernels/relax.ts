/** One Euler step of inference. */
import { slopeAt } from '../activation.ts';
import type { Tile } from '../tile.ts';

/**
 * `z_l <- z_l + dt (W_{l+1}^T (e_{l+1} * phi'(a_{l+1})) - e_l)`, all hidden layers at once, items [from, to).
 * Needs `predict` to have run on the same activities. Settings whose `stepSize` is 0 rest.
 * Raises `steepest` [settings] to the largest `|dF/dz|` met.
 */
export function relax(tile: Tile, from: number, to: number, steepest?: Float64Array): void {
  const { layout, activities, stepSize, samples, errors } = tile;
  const { layers, widths, unitOffset, unitCount } = layout;
  const descent = new Float64Array(layout.maxWidth); // -dF/dz of one layer
  for (let item = from; item < to; item++) {
    const setting = Math.floor(item / samples.count);
    const dt = stepSize[setting];
    if (dt === 0) continue;
    for (let l = 1; l < layers; l++) {
      propagateBack(tile, item, l, descent);
      const z = item * unitCount + unitOffset[l];
      for (let k = 0; k < widths[l]; k++) {
        const downhill = descent[k] - errors[z + k];
        activities[z + k] += dt * downhill;
        if (steepest) steepest[setting] = Math.max(steepest[setting], Math.abs(downhill));
      }
    }
  }
}

/** `W_{l+1}^T (e_{l+1} * phi'(a_{l+1}))` of one item: the error of layer l + 1 as layer l feels it. */
export function propagateBack(tile: Tile, item: number, l: number, into: Float64Array): void {
  const { layout, weights, predictions, errors, samples } = tile;
  const { layers, widths, weightOffset, unitOffset, unitCount, parameterCount, network } = layout;
  const activation = l + 1 === layers ? 'linear' : network.activation;
  const fanIn = widths[l];
  const above = item * unitCount + unitOffset[l + 1];
  let w = Math.floor(item / samples.count) * parameterCount + weightOffset[l];
  into.fill(0, 0, fanIn);
  for (let j = 0; j < widths[l + 1]; j++) {
    const signal = errors[above + j] * slopeAt(activation, predictions[above + j]);
    for (let k = 0; k < fanIn; k++) into[k] += signal * weights[w + k];
    w += fanIn;
  }
}

/** `propagateBack` at unit k of layer l, from the signals that `predictWgsl` keeps. */
export const propagateBackWgsl = /* wgsl */ `
fn propagateBack(item: u32, l: u32, k: u32) -> f32 {
  let fanIn = width(l);
  let above = unitsAt(item, l + 1u);
  let w = weightsAt(item, l + 1u) + k;
  var sum = 0.0;
  for (var j = 0u; j < width(l + 1u); j++) { sum += signals[above + j] * weights[w + j * fanIn]; }
  return sum;
}
`;
