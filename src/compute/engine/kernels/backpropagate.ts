/** The errors that backpropagation sends down: what the gradient of the loss is made of. */
import { activationWgsl } from '../activation.ts';
import type { GpuKernel } from '../gpu/gpuKernel.ts';
import type { Tile } from '../tile.ts';
import { propagateBack, propagateBackWgsl } from './relax.ts';
import { networkNumbers, networkWgsl } from './wgsl/network.ts';

/**
 * `delta_L = y - f(x)`, `delta_l = W_{l+1}^T (delta_{l+1} * phi'(a_{l+1}))`, items [from, to).
 * Needs a feedforward `predict`; overwrites the tile's errors.
 */
export function backpropagate(tile: Tile, from: number, to: number): void {
  const { layout, errors } = tile;
  const delta = new Float64Array(layout.maxWidth);
  for (let item = from; item < to; item++) {
    for (let l = layout.layers - 1; l >= 1; l--) {
      propagateBack(tile, item, l, delta);
      errors.set(delta.subarray(0, layout.widths[l]), item * layout.unitCount + layout.unitOffset[l]);
    }
  }
}

/** The same in WGSL; slopes are read off the activities, which a feedforward pass made equal to the predictions. */
export const backpropagateKernel = {
  name: 'backpropagate',
  buffers: {
    layers: 'read vec4u',
    weights: 'read f32',
    activities: 'read f32',
    errors: 'read_write f32',
    signals: 'read_write f32',
  },
  numbers: networkNumbers,
  code: /* wgsl */ `${networkWgsl}${activationWgsl}${propagateBackWgsl}
fn run(item: u32, lane: u32) {
  for (var l = numbers.depth - 1u; l >= 1u; l--) {
    for (var k = lane; k < width(l); k += LANES) {
      let unit = unitsAt(item, l) + k;
      let delta = propagateBack(item, l, k);
      errors[unit] = delta;
      signals[unit] = delta * slopeAt(activities[unit]);
    }
    join();
  }
}
`,
} as const satisfies GpuKernel;
