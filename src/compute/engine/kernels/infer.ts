/** Inference on the GPU: many steps in one program, then the search for items that have come to rest. */
import type { GpuKernel } from '../gpu/gpuKernel.ts';
import { activationWgsl } from './activation.ts';
import { networkNumbers, networkWgsl } from './networkOnGpu.ts';
import { weighWgsl } from './predict.ts';
import { propagateBackWgsl } from './relax.ts';

/** Part of itself by which an item's energy may rise from rounding alone. */
export const itemRoundingRise = 1e-5;

/**
 * `relax` then `predict`, again and again, without leaving the GPU. The CPU twin is `infer` of referenceInference.ts, whose two phases are relax.ts and
 * predict.ts; float64 can afford activities where this kernel has deviations.
 * Takes `steps` Euler steps of every item with its own `stepSize`; 0 rests. Needs the errors of the present deviations.
 * An item's energy before the first step is in slot `slot` of `energies` [slots * items]; after step s it is written to slot
 * `slot + s * slotStride`. With the constant `SETTLING`, an item's dt is halved when its energy rises.
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
    stepSize: 'read_write f32',
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
  var dt = stepSize[item];
  var previous = energies[numbers.slot * numbers.items + item];
  for (var s = 1u; s <= numbers.steps; s++) {
    if (dt != 0.0) { relax(item, lane, dt); }
    join();
    let energy = 0.5 * overLanes(predict(item, lane));
    if (lane == 0u) { energies[(numbers.slot + s * numbers.slotStride) * numbers.items + item] = energy; }
    if (SETTLING && energy > previous * (1.0 + ${itemRoundingRise})) { dt *= 0.5; }
    previous = energy;
    join();
  }
  if (lane == 0u) { stepSize[item] = dt; }
}
`,
} as const satisfies GpuKernel;

/** An item that loses a smaller part of its energy between two calls has made no progress. */
const smallestGain = 1e-6;
/** A slope below this without progress is rounding. A steeper one comes from a step across a kink of relu, which is too long to settle there. */
const roundingDescent = 3e-5;
/** Steps shorter than this no longer change anything. */
const smallestDt = 1e-3;

/**
 * Finds items at rest; on the CPU, `relax` finds the steepest slope and stepControl.ts judges it.
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
