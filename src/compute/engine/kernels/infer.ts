/** Inference on the GPU: many steps in one program. */
import type { GpuKernel } from '../gpu/gpuKernel.ts';
import { activationWgsl } from './activation.ts';
import { networkNumbers, networkWgsl } from './networkOnGpu.ts';
import { weighWgsl } from './predict.ts';
import { propagateBackWgsl } from './relax.ts';

/**
 * `relax` then `predict`, again and again, without leaving the GPU. The CPU twin is `infer` of referenceInference.ts, whose two phases are relax.ts and
 * predict.ts; float64 can afford activities where this kernel has deviations.
 * Takes `steps` Euler steps of every item with its own `stepSize`; 0 rests. Needs the errors of the present deviations.
 * An item's energy before the first step is in slot `slot` of `energies` [slots * items]; after step s it is written to slot
 * `slot + s * slotStride`.
 */
export const inferKernel = {
  name: 'infer',
  buffers: {
    layers: 'read vec4u',
    weights: 'read f32',
    preactivations: 'read f32',
    deviations: 'read_write f32',
    errors: 'read_write f32',
    signals: 'read_write f32',
    stepSize: 'read f32',
    energies: 'read_write f32',
  },
  numbers: { ...networkNumbers, items: 'u32', steps: 'u32', slot: 'u32', slotStride: 'u32' },
  code: /* wgsl */ `${networkWgsl}${activationWgsl}${weighWgsl}${propagateBackWgsl}
fn relax(item: u32, lane: u32, dt: f32) {
  for (var l = 1u; l < numbers.depth; l++) {
    for (var k = BLOCK * lane; k < width(l); k += BLOCK * LANES) {
      let felt = propagateBack(item, l, k);
      for (var i = 0u; i < blockSize(l, k); i++) {
        let unit = unitsAt(item, l) + k + i;
        deviations[unit] += dt * (felt[i] - errors[unit]);
      }
    }
  }
}

fn predict(item: u32, lane: u32) -> f32 {
  var squares = 0.0;
  for (var l = 1u; l <= numbers.depth; l++) {
    for (var j = BLOCK * lane; j < width(l); j += BLOCK * LANES) {
      var v = vec4f(); // as u_0 = 0
      if (l > 1u) { v = weigh(item, l, j); }
      for (var i = 0u; i < blockSize(l, j); i++) {
        let unit = unitsAt(item, l) + j + i;
        var predicted = vec2f(v[i], 1.0); // the output layer is linear
        if (l < numbers.depth) { predicted = riseAndSlope(preactivations[unit], v[i]); }
        let e = deviations[unit] - predicted.x;
        errors[unit] = e;
        signals[unit] = e * predicted.y;
        squares += e * e;
      }
    }
  }
  return squares;
}

fn run(item: u32, lane: u32) {
  let dt = stepSize[item];
  for (var s = 1u; s <= numbers.steps; s++) {
    if (dt != 0.0) { relax(item, lane, dt); }
    join();
    let energy = 0.5 * overLanes(predict(item, lane));
    if (lane == 0u) { energies[(numbers.slot + s * numbers.slotStride) * numbers.items + item] = energy; }
    join();
  }
}
`,
} as const satisfies GpuKernel;
