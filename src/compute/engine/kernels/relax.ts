/** One Euler step of inference. */
import type { Tile } from '../tile.ts';

/**
 * `z_l <- z_l + dt (W_{l+1}^T (e_{l+1} * phi'(a_{l+1})) - e_l)`, all hidden layers at once, items [from, to).
 * Needs `predict` to have run on the same activities. Settings whose `stepSize` is 0 rest.
 * Raises `steepest` [settings] to the largest `|dF/dz|` met.
 */
export function relax(tile: Tile, from: number, to: number, steepest?: Float64Array): void {
  const { layout, activities, stepSize, samples, errors } = tile;
  const { layers, widths, unitOffset, unitCount } = layout;
  for (let item = from; item < to; item++) {
    const setting = Math.floor(item / samples.count);
    const dt = stepSize[setting];
    if (dt === 0) continue;
    for (let l = 1; l < layers; l++) {
      const z = item * unitCount + unitOffset[l];
      for (let k = 0; k < widths[l]; k++) {
        const downhill = propagateBack(tile, item, l, k) - errors[z + k];
        activities[z + k] += dt * downhill;
        if (steepest) steepest[setting] = Math.max(steepest[setting], Math.abs(downhill));
      }
    }
  }
}

/** `W_{l+1}^T (e_{l+1} * phi'(a_{l+1}))` at unit k of layer l: the signals of layer l + 1 as that unit feels them. */
export function propagateBack(tile: Tile, item: number, l: number, k: number): number {
  const { layout, weights, signals, samples } = tile;
  const fanIn = layout.widths[l];
  const above = item * layout.unitCount + layout.unitOffset[l + 1];
  const count = layout.widths[l + 1];
  let w = Math.floor(item / samples.count) * layout.parameterCount + layout.weightOffset[l] + k;
  let sum = 0;
  for (let j = 0; j < count; j++, w += fanIn) sum += signals[above + j] * weights[w];
  return sum;
}

/** `propagateBack` in WGSL, for the four units from k on (those past the layer's end repeat its last): one signal read serves four weights. */
export const propagateBackWgsl = /* wgsl */ `
fn propagateBack(item: u32, l: u32, k: u32) -> vec4f {
  let fanIn = width(l);
  let end = unitsAt(item, l + 2u);
  var w = weightsAt(item, l + 1u) + min(k + vec4u(0u, 1u, 2u, 3u), vec4u(fanIn - 1u));
  var sum = vec4f();
  for (var unit = unitsAt(item, l + 1u); unit < end; unit++) {
    sum += signals[unit] * vec4f(weights[w.x], weights[w.y], weights[w.z], weights[w.w]);
    w += vec4u(fanIn);
  }
  return sum;
}
`;
