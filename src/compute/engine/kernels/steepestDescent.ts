/** Finds the items whose inference has come to rest on the device. On the CPU, `relax` finds the steepest slope and settling.ts judges it. */
import type { GpuKernel } from '../gpu/gpuKernel.ts';
import { networkNumbers, networkWgsl } from './layerTable.ts';
import { propagateBackWgsl } from './relax.ts';

/** An item that loses a smaller part of its energy between two calls has made no progress. */
const smallestGain = 1e-6;
/** A slope below this without progress is rounding. A steeper one comes from a step across a kink of relu, which is too long to settle there. */
const roundingDescent = 3e-5;
/** Steps shorter than this no longer change anything. */
const smallestDt = 1e-3;

/**
 * Sets `stepSize` to 0 where an item's |dF/dz| is at most `restingDescent` times its largest error, or NaN, and halves it where the
 * item has made no progress since the last call: `progress` [items * 2] holds |dF/dz| and energy as they were then.
 */
export const steepestDescentKernel = {
  name: 'steepestDescent',
  buffers: {
    layers: 'read vec4u',
    weights: 'read f32',
    errors: 'read f32',
    signals: 'read f32',
    stepSize: 'read_write f32',
    energies: 'read f32',
    progress: 'read_write f32',
  },
  numbers: { ...networkNumbers, restingDescent: 'f32' },
  code: /* wgsl */ `${networkWgsl}${propagateBackWgsl}
fn run(item: u32, lane: u32) {
  var steepest = 0.0;
  var scale = 0.0;
  for (var l = 1u; l <= numbers.depth; l++) {
    for (var k = BLOCK * lane; k < width(l); k += BLOCK * LANES) {
      var felt = vec4f();
      if (l < numbers.depth) { felt = propagateBack(item, l, k); }
      for (var i = 0u; i < blockSize(l, k); i++) {
        let unit = unitsAt(item, l) + k + i;
        scale = max(scale, abs(errors[unit]));
        if (l < numbers.depth) { steepest = max(steepest, abs(felt[i] - errors[unit])); }
      }
    }
  }
  let descent = maxOverLanes(steepest) / max(maxOverLanes(scale), 1e-30);
  if (lane > 0u) { return; }
  // NaN and infinities have all bits of the exponent set.
  let isNotFinite = (bitcast<u32>(descent) & 0x7f800000u) == 0x7f800000u;
  let energy = energies[item];
  let gain = progress[2u * item + 1u] - energy;
  let isStuck = descent > 0.99 * progress[2u * item] && gain < ${smallestGain} * energy;
  let dt = select(1.0, 0.5, isStuck) * stepSize[item];
  if (descent <= numbers.restingDescent || isNotFinite || (isStuck && descent < ${roundingDescent}) || dt < ${smallestDt}) {
    stepSize[item] = 0.0;
  } else {
    stepSize[item] = dt;
  }
  progress[2u * item] = descent;
  progress[2u * item + 1u] = energy;
}
`,
} as const satisfies GpuKernel;
