/** The exact equilibrium on the GPU where predictions are affine in the activities that move: the twin of rest/linearEquilibrium.ts. */
import type { GpuKernel } from '../gpu/gpuKernel.ts';
import { activationWgsl } from './activation.ts';
import { networkNumbers, networkWgsl } from './networkOnGpu.ts';

/** Where M = W_{L:l} of every setting lies while S is built: rows of `inner`, settings `stride` apart from `offset` on. */
const productNumbers = { outputs: 'u32', inner: 'u32', stride: 'u32', offset: 'u32' } as const;

/** `S += M M^T`, from `S = I` where `isFirst` is 1: an element is one entry of one setting's S. */
export const addGramKernel = {
  name: 'addGram',
  buffers: { product: 'read f32', rescaling: 'read_write f32' },
  numbers: { ...productNumbers, isFirst: 'u32' },
  code: /* wgsl */ `
fn run(index: u32, lane: u32) {
  if (lane > 0u) { return; }
  let entry = index % (numbers.outputs * numbers.outputs);
  let m = numbers.offset + index / (numbers.outputs * numbers.outputs) * numbers.stride;
  let i = entry / numbers.outputs;
  let j = entry % numbers.outputs;
  var sum = select(0.0, 1.0, i == j);
  if (numbers.isFirst == 0u) { sum = rescaling[index]; }
  for (var k = 0u; k < numbers.inner; k++) { sum += product[m + i * numbers.inner + k] * product[m + j * numbers.inner + k]; }
  rescaling[index] = sum;
}
`,
} as const satisfies GpuKernel;

/** `M W_{l-1}`, W_{l-1} [inner, columns] at `layerOffset` of a setting's weights: an element is one entry of one setting's product. */
export const timesLayerKernel = {
  name: 'timesLayer',
  buffers: { product: 'read f32', weights: 'read f32', longer: 'read_write f32' },
  numbers: { ...productNumbers, columns: 'u32', parameters: 'u32', layerOffset: 'u32' },
  code: /* wgsl */ `
fn run(index: u32, lane: u32) {
  if (lane > 0u) { return; }
  let setting = index / (numbers.outputs * numbers.columns);
  let entry = index % (numbers.outputs * numbers.columns);
  let m = numbers.offset + setting * numbers.stride + entry / numbers.columns * numbers.inner;
  let w = setting * numbers.parameters + numbers.layerOffset + entry % numbers.columns;
  var sum = 0.0;
  for (var j = 0u; j < numbers.inner; j++) { sum += product[m + j] * weights[w + j * numbers.columns]; }
  longer[index] = sum;
}
`,
} as const satisfies GpuKernel;

/** S's Cholesky factor in the lower triangle of `factor` [settings * d_y * d_y], which holds S: an element is one setting. */
export const factorKernel = {
  name: 'factor',
  buffers: { factor: 'read_write f32' },
  numbers: { outputs: 'u32' },
  code: /* wgsl */ `
fn run(setting: u32, lane: u32) {
  let n = numbers.outputs;
  let s = setting * n * n;
  for (var j = 0u; j < n; j++) {
    for (var i = j + lane; i < n; i += LANES) {
      for (var k = 0u; k < j; k++) { factor[s + i * n + j] -= factor[s + i * n + k] * factor[s + j * n + k]; }
    }
    join();
    let pivot = sqrt(factor[s + j * n + j]);
    join();
    for (var i = j + lane; i < n; i += LANES) { factor[s + i * n + j] = select(factor[s + i * n + j] / pivot, pivot, i == j); }
    join();
  }
}
`,
} as const satisfies GpuKernel;

/**
 * `e_L <- S^-1 e_L`: an element is one item. Needs a feedforward pass, whose output error is `y - W_{L:1} x`; backpropagation then sends
 * the errors down.
 */
export const outputErrorKernel = {
  name: 'outputError',
  buffers: {
    layers: 'read vec4u',
    factor: 'read f32',
    errors: 'read_write f32',
    signals: 'read_write f32',
  },
  numbers: { ...networkNumbers, outputs: 'u32' },
  code: /* wgsl */ `${networkWgsl}
fn run(item: u32, lane: u32) {
  if (lane > 0u) { return; }
  let n = numbers.outputs;
  let c = item / numbers.samples * n * n;
  let e = unitsAt(item, numbers.depth);
  for (var j = 0u; j < n; j++) {
    var sum = errors[e + j];
    for (var k = 0u; k < j; k++) { sum -= factor[c + j * n + k] * errors[e + k]; }
    errors[e + j] = sum / factor[c + j * n + j];
  }
  for (var row = n; row > 0u; row--) {
    let j = row - 1u;
    var sum = errors[e + j];
    for (var k = row; k < n; k++) { sum -= factor[c + k * n + j] * errors[e + k]; }
    errors[e + j] = sum / factor[c + j * n + j];
    signals[e + j] = errors[e + j];
  }
}
`,
} as const satisfies GpuKernel;

/**
 * Forward `u_l = W_l u_{l-1} + e_l` (deviations: see predict.ts). Each item's energy, in the first slot of `energies`, is `r^T e_L - 1/2 sum_l |e_l|^2`: at its greatest over
 * e_L where S e_L = r, so that an error of S hardly changes the energy. `digits` [items * 2] tells by how much float32 missed: how far `r^T e_L` and `sum_l |e_l|^2`, which are
 * one number, differ, as a part of |r|^2; and how many times larger than an activity the feedforward pass and the deviation are whose sum it is.
 */
export const settleKernel = {
  name: 'settle',
  buffers: {
    layers: 'read vec4u',
    weights: 'read f32',
    preactivations: 'read f32',
    deviations: 'read_write f32',
    errors: 'read f32',
    energies: 'read_write f32',
    digits: 'read_write f32',
  },
  numbers: networkNumbers,
  code: /* wgsl */ `${networkWgsl}${activationWgsl}
fn run(item: u32, lane: u32) {
  var squares = 0.0;
  var felt = 0.0;
  var residual = 0.0;
  var parts = 0.0;
  var sums = 0.0;
  for (var l = 1u; l <= numbers.depth; l++) {
    let input = unitsAt(item, l - 1u);
    for (var j = lane; j < width(l); j += LANES) {
      let unit = unitsAt(item, l) + j;
      let w = weightsAt(item, l) + j * width(l - 1u);
      let e = errors[unit];
      squares += e * e;
      if (l < numbers.depth) {
        var u = e;
        for (var k = 0u; k < width(l - 1u); k++) { u += weights[w + k] * deviations[input + k]; }
        deviations[unit] = u;
        let z = activate(preactivations[unit]);
        parts = max(parts, max(abs(z), abs(u)));
        sums = max(sums, abs(z + u));
      } else {
        felt += deviations[unit] * e;
        residual += deviations[unit] * deviations[unit];
      }
    }
    join();
  }
  squares = overLanes(squares);
  felt = overLanes(felt);
  residual = overLanes(residual);
  parts = maxOverLanes(parts);
  sums = maxOverLanes(sums);
  if (lane == 0u) {
    energies[item] = felt - 0.5 * squares;
    digits[2u * item] = abs(felt - squares) / max(residual, 1e-30);
    digits[2u * item + 1u] = parts / max(sums, 1e-30);
  }
}
`,
} as const satisfies GpuKernel;
