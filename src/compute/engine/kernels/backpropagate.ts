/** The errors that backpropagation sends down: what the gradient of the loss is made of. */

import type { GpuKernel } from '../gpu/gpuKernel.ts';
import { activationWgsl } from './activation.ts';
import { networkNumbers, networkWgsl } from './networkOnGpu.ts';
import { propagateBack, propagateBackWgsl } from './relax.ts';
import { itemsTogether, type Tile, TOGETHER } from './tile.ts';

/**
 * `delta_L = y - f(x)`, `delta_l = W_{l+1}^T (delta_{l+1} * phi'(a_{l+1}))`, items [from, to).
 * Needs a feedforward `predict`, whose slopes it reads; overwrites the tile's errors and signals.
 */
export function backpropagate(tile: Tile, from: number, to: number): void {
  const { layout, errors, signals, slopes } = tile;
  const { layers, widths, unitOffset, unitCount, maxWidth } = layout;
  const felt = new Float64Array(TOGETHER * maxWidth);
  for (let item = from, together = 1; item < to; item += together) {
    together = itemsTogether(tile, item, to);
    for (let l = layers - 1; l >= 1; l--) {
      propagateBack(tile, item, together, l, felt);
      for (let i = 0; i < together; i++) {
        const base = (item + i) * unitCount + unitOffset[l];
        for (let k = 0; k < widths[l]; k++) {
          const delta = felt[i * maxWidth + k];
          errors[base + k] = delta;
          signals[base + k] = slopes ? delta * slopes[base + k] : delta;
        }
      }
    }
  }
}

/** `backpropagate` in WGSL: an element is one item. */
export const backpropagateKernel = {
  name: 'backpropagate',
  buffers: {
    layers: 'read vec4u',
    weights: 'read f32',
    preactivations: 'read f32',
    errors: 'read_write f32',
    signals: 'read_write f32',
  },
  numbers: networkNumbers,
  code: /* wgsl */ `${networkWgsl}${activationWgsl}${propagateBackWgsl}
fn run(item: u32, lane: u32) {
  for (var l = numbers.depth - 1u; l >= 1u; l--) {
    for (var k = BLOCK * lane; k < width(l); k += BLOCK * LANES) {
      let delta = propagateBack(item, l, k);
      for (var i = 0u; i < blockSize(l, k); i++) {
        let unit = unitsAt(item, l) + k + i;
        errors[unit] = delta[i];
        signals[unit] = delta[i] * slopeAt(activate(preactivations[unit]));
      }
    }
    join();
  }
}
`,
} as const satisfies GpuKernel;
