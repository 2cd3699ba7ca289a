/** The gradient of loss or energy with respect to the weights, from errors at fixed activities. */

import type { GpuKernel } from '../gpu/gpuKernel.ts';
import { activationWgsl } from './activation.ts';
import { addConvolution } from './convolution.ts';
import { networkNumbers, networkWgsl } from './networkOnGpu.ts';
import { itemsTogether, type Tile, TOGETHER } from './tile.ts';

/**
 * `-1/N sum_i (e_l * phi'(a_l)) z_{l-1}^T`: added to `into` [settings * parameters], items [from, to); a bias reads a 1.
 * With the inference errors it is PC's gradient `dF/dW_l`; with the backpropagated ones, BP's `dL/dW_l`.
 */
export function weightGradient(tile: Tile, into: Float64Array, from: number, to: number): void {
  const { layers, shapes } = tile.layout;
  for (let item = from, together = 1; item < to; item += together) {
    together = itemsTogether(tile, item, to);
    for (let l = 1; l <= layers; l++) {
      if (shapes[l - 1].block) for (let i = item; i < item + together; i++) addConvolution(tile, into, i, l);
      else if (together === TOGETHER) addFour(tile, into, item, l);
      else addOne(tile, into, item, l);
    }
  }
}

function addOne({ layout, activities, signals, samples }: Tile, into: Float64Array, item: number, l: number): void {
  const { widths, shapes, weightOffset, unitOffset, unitCount, parameterCount } = layout;
  const { columns, hasBias } = shapes[l - 1];
  const base = item * unitCount;
  const fanIn = widths[l - 1];
  const input = base + unitOffset[l - 1];
  let w = Math.floor(item / samples.count) * parameterCount + weightOffset[l - 1];
  for (let unit = base + unitOffset[l]; unit < base + unitOffset[l + 1]; unit++, w += columns) {
    const signal = samples.weight * signals[unit];
    for (let k = 0; k < fanIn; k++) into[w + k] -= signal * activities[input + k];
    if (hasBias) into[w + fanIn] -= signal;
  }
}

/** `addOne` for four items, added one after another. */
function addFour({ layout, activities, signals, samples }: Tile, into: Float64Array, item: number, l: number): void {
  const { widths, shapes, weightOffset, unitOffset, unitCount, parameterCount } = layout;
  const { hasBias } = shapes[l - 1];
  const base = item * unitCount;
  const fanIn = widths[l - 1];
  const input = base + unitOffset[l - 1];
  let w = Math.floor(item / samples.count) * parameterCount + weightOffset[l - 1];
  for (let unit = base + unitOffset[l]; unit < base + unitOffset[l + 1]; unit++) {
    const signal0 = samples.weight * signals[unit];
    const signal1 = samples.weight * signals[unit + unitCount];
    const signal2 = samples.weight * signals[unit + 2 * unitCount];
    const signal3 = samples.weight * signals[unit + 3 * unitCount];
    for (let z = input; z < input + fanIn; z++, w++) {
      const one = into[w] - signal0 * activities[z];
      const two = one - signal1 * activities[z + unitCount];
      const three = two - signal2 * activities[z + 2 * unitCount];
      into[w] = three - signal3 * activities[z + 3 * unitCount];
    }
    if (hasBias) {
      into[w] = into[w] - signal0 - signal1 - signal2 - signal3;
      w++;
    }
  }
}

/** `weightGradient` in WGSL, where `z_l = phi(a_l) + u_l` (see predict.ts): an element is one parameter of one setting, written to `gradient`. */
export const weightGradientKernel = {
  name: 'weightGradient',
  buffers: {
    layers: 'read vec4u',
    preactivations: 'read f32',
    deviations: 'read f32',
    signals: 'read f32',
    gradient: 'read_write f32',
  },
  numbers: { ...networkNumbers, weight: 'f32' },
  code: /* wgsl */ `${networkWgsl}${activationWgsl}
fn run(index: u32, lane: u32) {
  if (lane > 0u) { return; }
  let firstItem = (index / numbers.parameters) * numbers.samples;
  let parameter = index % numbers.parameters;
  var l = 1u;
  while (l < numbers.depth && layers[l + 1u].z <= parameter) { l++; }
  let place = parameter - layers[l].z;
  let j = place / width(l - 1u);
  let k = place % width(l - 1u);
  var sum = 0.0;
  for (var item = firstItem; item < firstItem + numbers.samples; item++) {
    let input = unitsAt(item, l - 1u) + k;
    var z = preactivations[input];
    if (l > 1u) { z = activate(z) + deviations[input]; }
    sum += signals[unitsAt(item, l) + j] * z;
  }
  gradient[index] = -numbers.weight * sum;
}
`,
} as const satisfies GpuKernel;
