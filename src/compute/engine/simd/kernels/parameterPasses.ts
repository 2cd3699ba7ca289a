/** Passes over all parameters of a learner: the optimisers' steps (CPU twin: `takeStep` of optimiser.ts), then sums of squares. Arrays are padded to whole vectors. */
import { multiplyAdd, VECTOR } from './lanes';

/** `to += factor from`: the step of SGD, or the addition of weight decay to a gradient. */
export function addMultiple(to: usize, from: usize, count: i32, factor: f32): void {
  const share = f32x4.splat(factor);
  for (const end = to + (usize(count) << 2); to < end; to += VECTOR, from += VECTOR) {
    v128.store(to, multiplyAdd(share, v128.load(from), v128.load(to)));
  }
}

/** `v = decay v + g`, `w -= rate v`. */
export function stepWithMomentum(weights: usize, gradient: usize, velocity: usize, count: i32, rate: f32, decay: f32): void {
  const decays = f32x4.splat(decay);
  const step = f32x4.splat(-rate);
  for (let at: usize = 0, bytes = usize(count) << 2; at < bytes; at += VECTOR) {
    const v = multiplyAdd(decays, v128.load(velocity + at), v128.load(gradient + at));
    v128.store(velocity + at, v);
    v128.store(weights + at, multiplyAdd(step, v, v128.load(weights + at)));
  }
}

/**
 * `m = first m + (1 - first) g`, `s = second s + (1 - second) g^2`, `w = shrinkage w - rate (m / debiasFirst) / (sqrt(s / debiasSecond) + epsilon)`:
 * `shrinkage` is 1 for Adam and less for AdamW.
 */
export function stepWithAdam(
  weights: usize,
  gradient: usize,
  moments: usize,
  squares: usize,
  count: i32,
  rate: f64,
  first: f64,
  second: f64,
  debiasFirst: f64,
  debiasSecond: f64,
  epsilon: f32,
  shrinkage: f32,
): void {
  const oldShare = f32x4.splat(f32(first));
  const newShare = f32x4.splat(f32(1 - first));
  const oldSquares = f32x4.splat(f32(second));
  const newSquares = f32x4.splat(f32(1 - second));
  const step = f32x4.splat(f32(rate / debiasFirst));
  const spread = f32x4.splat(f32(1 / debiasSecond));
  for (let at: usize = 0, bytes = usize(count) << 2; at < bytes; at += VECTOR) {
    const g = v128.load(gradient + at);
    const m = multiplyAdd(oldShare, v128.load(moments + at), f32x4.mul(newShare, g));
    const s = multiplyAdd(oldSquares, v128.load(squares + at), f32x4.mul(newSquares, f32x4.mul(g, g)));
    v128.store(moments + at, m);
    v128.store(squares + at, s);
    const size = f32x4.add(f32x4.sqrt(f32x4.mul(spread, s)), f32x4.splat(epsilon));
    const w = f32x4.mul(f32x4.splat(shrinkage), v128.load(weights + at));
    v128.store(weights + at, f32x4.sub(w, f32x4.div(f32x4.mul(step, m), size)));
  }
}

/** `sum g^2`, `sum w^2` and `sum g` over `count` numbers, to `sums` [3], from which norms and variances follow: in float64, since parameters may be millions. */
export function parameterSums(gradient: usize, weights: usize, count: i32, sums: usize): void {
  let gradients = f64x2.splat(0);
  let squares = gradients;
  let sizes = gradients;
  let k = 0;
  for (; k + 2 <= count; k += 2, gradient += 8, weights += 8) {
    const g = f64x2.promote_low_f32x4(v128.load64_zero(gradient));
    const w = f64x2.promote_low_f32x4(v128.load64_zero(weights));
    gradients = f64x2.add(gradients, g);
    squares = f64x2.add(squares, f64x2.mul(g, g));
    sizes = f64x2.add(sizes, f64x2.mul(w, w));
  }
  const g: f64 = k < count ? load<f32>(gradient) : 0;
  const w: f64 = k < count ? load<f32>(weights) : 0;
  store<f64>(sums, bothOf(squares) + g * g);
  store<f64>(sums, bothOf(sizes) + w * w, 8);
  store<f64>(sums, bothOf(gradients) + g, 16);
}

function bothOf(v: v128): f64 {
  return f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1);
}
