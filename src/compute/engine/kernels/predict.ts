/** The predictions of every layer for the next, and the errors of the activities against them. */

import type { GpuKernel } from '../gpu/gpuKernel.ts';
import { activate, activationWgsl, slopeAt } from './activation.ts';
import { convolve } from './convolution.ts';
import { networkNumbers, networkWgsl } from './networkOnGpu.ts';
import { compareToSoftmax } from './outputLayer.ts';
import { itemsTogether, type Tile, TOGETHER } from './tile.ts';

/**
 * `g_l = phi(W_l z_{l-1})` (in a block pooled, see convolution.ts), `e_l = z_l - g_l` and signals `pi_l e_l * phi'(a_l)` for all layers, items [from, to). The output layer is linear, or
 * a softmax (see outputLayer.ts).
 * With `feedforward`, hidden activities are set to their predictions first (`z_l = g_l`, so `e_l = 0` but at the output).
 */
export function predict(tile: Tile, from: number, to: number, feedforward: boolean): void {
  const { layers, shapes } = tile.layout;
  for (let item = from, together = 1; item < to; item += together) {
    together = itemsTogether(tile, item, to);
    for (let l = 1; l <= layers; l++) {
      if (shapes[l - 1].block) for (let i = item; i < item + together; i++) convolve(tile, i, l);
      else if (together === TOGETHER) weighFour(tile, item, l);
      else weighOne(tile, item, l);
      for (let i = item; i < item + together; i++) {
        if (l === layers && tile.outputEnergies) compareToSoftmax(tile, i, tile.outputEnergies);
        else if (feedforward && l < layers) activateUnits(tile, i, l);
        else compare(tile, i, l);
      }
    }
  }
}

/** `a_l = W_l z_{l-1}` (and the biases) of one item, written to its errors. */
function weighOne({ layout, weights, activities, errors, samples }: Tile, item: number, l: number): void {
  const { widths, shapes, weightOffset, unitOffset, unitCount, parameterCount } = layout;
  const { columns, hasBias } = shapes[l - 1];
  const fanIn = widths[l - 1];
  const input = item * unitCount + unitOffset[l - 1];
  const end = item * unitCount + unitOffset[l + 1];
  let w = Math.floor(item / samples.count) * parameterCount + weightOffset[l - 1];
  for (let unit = item * unitCount + unitOffset[l]; unit < end; unit++, w += columns) {
    let sum = hasBias ? weights[w + fanIn] : 0;
    for (let k = 0; k < fanIn; k++) sum += weights[w + k] * activities[input + k];
    errors[unit] = sum;
  }
}

/** `weighOne` for four items at once, with each sum in the order of `weighOne`. */
function weighFour({ layout, weights, activities, errors, samples }: Tile, item: number, l: number): void {
  const { widths, shapes, weightOffset, unitOffset, unitCount, parameterCount } = layout;
  const { columns, hasBias } = shapes[l - 1];
  const fanIn = widths[l - 1];
  const input = item * unitCount + unitOffset[l - 1];
  const end = item * unitCount + unitOffset[l + 1];
  let w = Math.floor(item / samples.count) * parameterCount + weightOffset[l - 1];
  for (let unit = item * unitCount + unitOffset[l]; unit < end; unit++) {
    const bias = hasBias ? weights[w + fanIn] : 0;
    let sum0 = bias;
    let sum1 = bias;
    let sum2 = bias;
    let sum3 = bias;
    for (let z = input; z < input + fanIn; z++, w++) {
      const weight = weights[w];
      sum0 += weight * activities[z];
      sum1 += weight * activities[z + unitCount];
      sum2 += weight * activities[z + 2 * unitCount];
      sum3 += weight * activities[z + 3 * unitCount];
    }
    w += columns - fanIn;
    errors[unit] = sum0;
    errors[unit + unitCount] = sum1;
    errors[unit + 2 * unitCount] = sum2;
    errors[unit + 3 * unitCount] = sum3;
  }
}

/** From `a_l` in an item's errors to `z_l = phi(a_l)`, where the errors are 0, and to the slopes there. */
function activateUnits({ layout, activities, errors, signals, slopes }: Tile, item: number, l: number): void {
  const { unitOffset, unitCount, network } = layout;
  const end = item * unitCount + unitOffset[l + 1];
  for (let unit = item * unitCount + unitOffset[l]; unit < end; unit++) {
    const a = errors[unit];
    const g = activate(network.activation, a);
    activities[unit] = g;
    if (slopes) slopes[unit] = slopeAt(network.activation, a, g);
    errors[unit] = g - g; // NaN where g is infinite
    signals[unit] = errors[unit];
  }
}

/** From `a_l` in an item's errors to its errors and signals. */
function compare({ layout, activities, errors, signals, precisions }: Tile, item: number, l: number): void {
  const { layers, unitOffset, unitCount, network } = layout;
  const isLinear = l === layers || network.activation === 'linear';
  const end = item * unitCount + unitOffset[l + 1];
  for (let unit = item * unitCount + unitOffset[l]; unit < end; unit++) {
    const a = errors[unit];
    const g = isLinear ? a : activate(network.activation, a);
    const e = activities[unit] - g;
    errors[unit] = e;
    const weighed = precisions ? precisions[unit - item * unitCount] * e : e;
    signals[unit] = isLinear ? weighed : weighed * slopeAt(network.activation, a, g);
  }
}

/**
 * In WGSL, where float32 would lose errors much smaller than the activities, units are kept as deviations from the feedforward pass:
 * `u_l = z_l - zff_l`, with u_0 = 0 and u_L = y - f(x). With that pass's a_l, fixed during inference, and `v_l = W_l u_{l-1}`,
 * `e_l = u_l - (phi(a_l + v_l) - phi(a_l))`: no two numbers of the activities' size are subtracted.
 */
export const weighWgsl = /* wgsl */ `
// W_l u_{l-1} at the four units from j on (those past the layer's end repeat its last).
fn weigh(item: u32, l: u32, j: u32) -> vec4f {
  let start = unitsAt(item, l - 1u);
  let end = unitsAt(item, l);
  var w = weightsAt(item, l) + (end - start) * min(j + vec4u(0u, 1u, 2u, 3u), vec4u(width(l) - 1u));
  var sum = vec4f();
  for (var unit = start; unit < end; unit++) {
    sum += deviations[unit] * vec4f(weights[w.x], weights[w.y], weights[w.z], weights[w.w]);
    w += vec4u(1u);
  }
  return sum;
}
`;

/**
 * `predict` with `feedforward`: keeps x and every `a_l = W_l zff_{l-1}` in `preactivations`, leaves the deviations, errors and signals that
 * inference starts from (zero in the hidden layers), and writes each item's energy to the first slot of `energies`.
 */
export const feedforwardKernel = {
  name: 'feedforward',
  buffers: {
    layers: 'read vec4u',
    weights: 'read f32',
    data: 'read f32', // x and y of a sample, one sample after another
    preactivations: 'read_write f32',
    deviations: 'read_write f32',
    errors: 'read_write f32',
    signals: 'read_write f32',
    energies: 'read_write f32',
  },
  numbers: networkNumbers,
  code: /* wgsl */ `${networkWgsl}${activationWgsl}${weighWgsl}
fn run(item: u32, lane: u32) {
  let inputs = width(0u);
  let outputs = width(numbers.depth);
  let sample = (item % numbers.samples) * (inputs + outputs);
  // On the way up, deviations are from zero: the activities themselves.
  for (var k = lane; k < inputs; k += LANES) {
    let x = data[sample + k];
    preactivations[unitsAt(item, 0u) + k] = x;
    deviations[unitsAt(item, 0u) + k] = x;
  }
  join();
  for (var l = 1u; l < numbers.depth; l++) {
    for (var j = BLOCK * lane; j < width(l); j += BLOCK * LANES) {
      let a = weigh(item, l, j);
      for (var i = 0u; i < blockSize(l, j); i++) {
        let unit = unitsAt(item, l) + j + i;
        preactivations[unit] = a[i];
        deviations[unit] = activate(a[i]);
      }
    }
    join();
  }
  var squares = 0.0;
  for (var j = BLOCK * lane; j < outputs; j += BLOCK * LANES) {
    let a = weigh(item, numbers.depth, j);
    for (var i = 0u; i < blockSize(numbers.depth, j); i++) {
      let unit = unitsAt(item, numbers.depth) + j + i;
      let residual = data[sample + inputs + j + i] - a[i];
      preactivations[unit] = a[i];
      deviations[unit] = residual;
      errors[unit] = residual;
      signals[unit] = residual;
      squares += residual * residual;
    }
  }
  join();
  for (var unit = unitsAt(item, 0u) + lane; unit < unitsAt(item, numbers.depth); unit += LANES) {
    deviations[unit] = 0.0;
    errors[unit] = 0.0;
    signals[unit] = 0.0;
  }
  let energy = 0.5 * overLanes(squares);
  if (lane == 0u) { energies[item] = energy; }
}
`,
} as const satisfies GpuKernel;
