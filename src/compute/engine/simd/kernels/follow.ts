/** Steps along the gradient flow to an equilibrium, of which every sample takes its own. */
import { errorsOf, propagateBack } from './infer';
import { multiplyAdd, VECTOR } from './lanes';
import { Block, bytesOf, Layer, layerAt, Network, rowsOf } from './networkRecords';
import { predict } from './predict';

/** A row a measurement, a number a sample: dt; |dF/dz|^2 before the last step; the change of dF/dz over it, squared; the least curvature met since it was set. */
const DT: usize = 0;
const SLOPE: usize = 1;
const CHANGE: usize = 2;
const CURVATURE: usize = 3;

/** The longest step, by how much a step may be longer than the one before, and the part of the relaxation time met that it may take. */
const LONGEST: f32 = 1;
const LONGER: f32 = 1.5;
const PART: f32 = 0.8;

/**
 * Takes `steps` steps `u_l -= dt dF/dz_l`, all hidden layers at once, from where `predict` was. Each sample's dt follows the curvature `|dg| / (dt |g|)` that its last step
 * met, g the gradient. `state`: 4 rows of the block; a sample whose SLOPE is 0 has taken no step yet, and one whose dt is 0 rests.
 */
export function follow(network: Network, block: Block, state: usize, steps: i32): void {
  const stride = block.stride;
  const slope = state + SLOPE * stride;
  const before = state + (CURVATURE + 1) * stride;
  for (let t = 0; t < steps; t++) {
    memory.copy(before, slope, stride);
    memory.fill(slope, 0, stride);
    memory.fill(state + CHANGE * stride, 0, stride);
    for (let l = 1; l < network.depth; l++) measure(network, block, l, state);
    choose(block, state, before);
    for (let l = 1; l < network.depth; l++) descend(layerAt(network, l), block, state + DT * stride);
    predict(network, block, 1);
  }
}

/** A layer's gradient, in place of its errors and of its gradient before; adds to each sample's SLOPE and CHANGE. */
function measure(network: Network, block: Block, l: i32, state: usize): void {
  const layer = layerAt(network, l);
  const stride = block.stride;
  const uphill = rowsOf(block.errors, layer, block);
  propagateBack(network, block, l, errorsOf(network, l, block), uphill, 0);
  const kept = rowsOf(block.slopes, layer, block);
  const slope = state + SLOPE * stride;
  const change = state + CHANGE * stride;
  for (let row: usize = 0, end = bytesOf(layer, block); row < end; row += stride) {
    for (let at: usize = 0; at < stride; at += VECTOR) {
      const g = v128.load(uphill + row + at);
      const difference = f32x4.sub(g, v128.load(kept + row + at));
      v128.store(slope + at, multiplyAdd(g, g, v128.load(slope + at)));
      v128.store(change + at, multiplyAdd(difference, difference, v128.load(change + at)));
      v128.store(kept + row + at, g);
    }
  }
}

/** Each sample's next dt, from the curvature that it met; a first step has met none. */
function choose(block: Block, state: usize, before: usize): void {
  const stride = block.stride;
  for (let at: usize = 0; at < stride; at += VECTOR) {
    const dt = v128.load(state + DT * stride + at);
    const earlier = v128.load(before + at);
    const relaxation = f32x4.mul(dt, f32x4.sqrt(f32x4.div(earlier, v128.load(state + CHANGE * stride + at))));
    const longest = f32x4.min(f32x4.splat(LONGEST), f32x4.mul(dt, f32x4.splat(LONGER)));
    const next = f32x4.pmin(longest, f32x4.mul(relaxation, f32x4.splat(PART)));
    const hasMet = f32x4.gt(earlier, f32x4.splat(0));
    const least = v128.load(state + CURVATURE * stride + at);
    v128.store(state + DT * stride + at, v128.bitselect(next, dt, hasMet));
    v128.store(
      state + CURVATURE * stride + at,
      v128.bitselect(f32x4.pmin(least, f32x4.div(f32x4.splat(1), relaxation)), least, hasMet),
    );
  }
}

function descend(layer: Layer, block: Block, steps: usize): void {
  const stride = block.stride;
  const deviations = rowsOf(block.deviations, layer, block);
  const slopes = rowsOf(block.slopes, layer, block);
  for (let row: usize = 0, end = bytesOf(layer, block); row < end; row += stride) {
    for (let at: usize = 0; at < stride; at += VECTOR) {
      const dt = f32x4.neg(v128.load(steps + at));
      v128.store(deviations + row + at, multiplyAdd(dt, v128.load(slopes + row + at), v128.load(deviations + row + at)));
    }
  }
}

/** The sum of each sample's squared errors at the present deviations, into `sums` [samples of the block]. */
export function squaresOfSamples(network: Network, block: Block, sums: usize): void {
  const stride = block.stride;
  memory.fill(sums, 0, stride);
  for (let l = 1; l <= network.depth; l++) {
    const layer = layerAt(network, l);
    const errors = errorsOf(network, l, block);
    for (let row: usize = 0, end = bytesOf(layer, block); row < end; row += stride) {
      for (let at: usize = 0; at < stride; at += VECTOR) {
        const e = v128.load(errors + row + at);
        v128.store(sums + at, multiplyAdd(e, e, v128.load(sums + at)));
      }
    }
  }
}
