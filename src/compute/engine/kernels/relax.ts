/** One Euler step of inference. */

import { feelConvolution } from './convolution.ts';
import { itemsTogether, type Tile, TOGETHER } from './tile.ts';

/** A step of each item's own, [items]: its dt, and where its largest |dF/dz| is written to. */
interface ItemSteps {
  readonly dt: Float64Array;
  readonly slopes: Float64Array;
}

/**
 * `z_l <- z_l + dt (W_{l+1}^T (e_{l+1} * phi'(a_{l+1})) - e_l)`, all hidden layers at once, items [from, to); each error weighed by its precision.
 * Free inputs move too, `z_0 <- z_0 + dt W_1^T (e_1 * phi'(a_1))`: they have no error. Under sparsity every move has `-dt kappa sign(z)` as well.
 * Reads the errors and signals that `predict` found for the present activities. Settings whose `stepSize` is 0 rest; with `own`, items have steps of their own.
 */
export function relax(tile: Tile, from: number, to: number, own?: ItemSteps): void {
  const { layout, activities, stepSize, samples, errors, precisions, sparsity } = tile;
  const { layers, widths, unitOffset, unitCount, maxWidth, firstInferred } = layout;
  const felt = new Float64Array(TOGETHER * maxWidth);
  for (let item = from, together = 1; item < to; item += together) {
    together = own ? 1 : itemsTogether(tile, item, to);
    const setting = Math.floor(item / samples.count);
    const dt = own ? own.dt[item] : stepSize[setting];
    if (dt === 0) continue;
    let steepest = 0;
    for (let l = firstInferred; l < layers; l++) {
      propagateBack(tile, item, together, l, felt);
      for (let i = 0; i < together; i++) {
        const z = (item + i) * unitCount + unitOffset[l];
        for (let k = 0; k < widths[l]; k++) {
          const own = precisions ? precisions[unitOffset[l] + k] * errors[z + k] : errors[z + k];
          let downhill = felt[i * maxWidth + k] - own;
          if (sparsity > 0) downhill -= sparsity * Math.sign(activities[z + k]);
          activities[z + k] += dt * downhill;
          steepest = Math.max(steepest, Math.abs(downhill));
        }
      }
    }
    if (own) own.slopes[item] = steepest;
  }
}

/**
 * `W_{l+1}^T (e_{l+1} * phi'(a_{l+1}))`: the signals of layer l + 1, sent back to layer l. For `together` items (see `itemsTogether`) from `item`
 * on, written to `felt` [together * maxWidth], one row an item.
 */
export function propagateBack(tile: Tile, item: number, together: number, l: number, felt: Float64Array): void {
  const { layout, samples } = tile;
  const width = layout.widths[l];
  if (layout.shapes[l].block) {
    for (let i = 0; i < together; i++)
      feelConvolution(tile, item + i, l, felt.subarray(i * layout.maxWidth, i * layout.maxWidth + width));
    return;
  }
  const firstWeight = Math.floor(item / samples.count) * layout.parameterCount + layout.weightOffset[l];
  const above = item * layout.unitCount + layout.unitOffset[l + 1];
  const end = above + layout.widths[l + 1];
  const { columns } = layout.shapes[l];
  if (together === TOGETHER) feelFour(tile, firstWeight, width, columns, above, end, felt);
  else feelOne(tile, firstWeight, width, columns, above, end, felt);
}

function feelOne(
  { weights, signals }: Tile,
  firstWeight: number,
  width: number,
  columns: number,
  above: number,
  end: number,
  felt: Float64Array,
): void {
  for (let k = 0; k < width; k++) {
    let sum = 0;
    for (let j = above, w = firstWeight + k; j < end; j++, w += columns) sum += signals[j] * weights[w];
    felt[k] = sum;
  }
}

/** `feelOne` for four items at once, with each sum in the order of `feelOne`. */
function feelFour(
  { layout: { unitCount, maxWidth }, weights, signals }: Tile,
  firstWeight: number,
  width: number,
  columns: number,
  above: number,
  end: number,
  felt: Float64Array,
): void {
  for (let k = 0; k < width; k++) {
    let sum0 = 0;
    let sum1 = 0;
    let sum2 = 0;
    let sum3 = 0;
    for (let j = above, w = firstWeight + k; j < end; j++, w += columns) {
      const weight = weights[w];
      sum0 += signals[j] * weight;
      sum1 += signals[j + unitCount] * weight;
      sum2 += signals[j + 2 * unitCount] * weight;
      sum3 += signals[j + 3 * unitCount] * weight;
    }
    felt[k] = sum0;
    felt[maxWidth + k] = sum1;
    felt[2 * maxWidth + k] = sum2;
    felt[3 * maxWidth + k] = sum3;
  }
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
