/**
 * The hidden layers' nonlinearities around the feedforward pass: with its preactivation a, fixed during inference, and a change v of it, the rise
 * `phi(a + v) - phi(a)` without a difference of near values, and the slope `phi'(a + v)`.
 */
import { multiplyAdd } from './lanes';

/** As `activationCode` of simdNetwork.ts numbers them. */
export const LINEAR: i32 = 0;
export const TANH: i32 = 1;
export const RELU: i32 = 2;
export const LEAKY_RELU: i32 = 3;

const LEAK: f32 = 0.01;
const LOG2E: f32 = Mathf.LOG2E;
/** log 2 in two parts, the first exact when multiplied by a whole number. */
const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -2.1219444e-4;

/**
 * `e^x - 1` for x in [-80, 80] (clamped): `2^n (e^f - 1) + (2^n - 1)` with `x = n log 2 + f`, the middle factor by its series, so that what is near
 * zero keeps its relative accuracy.
 */
function exponentialRise(x: v128): v128 {
  // pmin and pmax let what is no number through.
  const bounded = f32x4.pmin(f32x4.pmax(x, f32x4.splat(-80)), f32x4.splat(80));
  const n = f32x4.nearest(f32x4.mul(bounded, f32x4.splat(LOG2E)));
  let f = multiplyAdd(n, f32x4.splat(-LN2_HIGH), bounded);
  f = multiplyAdd(n, f32x4.splat(-LN2_LOW), f);
  let series = multiplyAdd(f, f32x4.splat(1.0 / 5040), f32x4.splat(1.0 / 720));
  series = multiplyAdd(f, series, f32x4.splat(1.0 / 120));
  series = multiplyAdd(f, series, f32x4.splat(1.0 / 24));
  series = multiplyAdd(f, series, f32x4.splat(1.0 / 6));
  series = multiplyAdd(f, series, f32x4.splat(0.5));
  const rise = multiplyAdd(f32x4.mul(f, f), series, f);
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return multiplyAdd(power, rise, f32x4.sub(power, f32x4.splat(1)));
}

/** `tanh a`, off by no more than a few roundings: with `m = e^(-2|a|) - 1`, it is `-m / (m + 2)` and has a's sign. */
export function tanhOf(a: v128): v128 {
  const m = exponentialRise(f32x4.mul(f32x4.abs(a), f32x4.splat(-2)));
  const size = f32x4.div(f32x4.neg(m), f32x4.add(m, f32x4.splat(2)));
  return v128.bitselect(a, size, f32x4.splat(-0.0));
}

/** `phi(a)`. */
export function activate(activation: i32, a: v128): v128 {
  if (activation === TANH) return tanhOf(a);
  if (activation === RELU) return f32x4.max(a, f32x4.splat(0));
  if (activation === LEAKY_RELU) return f32x4.mul(a, kinkSlope(activation, a));
  return a;
}

/** `phi'(a)` of the two with a kink. */
export function kinkSlope(activation: i32, a: v128): v128 {
  const below: f32 = activation === RELU ? 0 : LEAK;
  return v128.bitselect(f32x4.splat(1), f32x4.splat(below), f32x4.gt(a, f32x4.splat(0)));
}

/** `phi(a + v) - phi(a)` of the two with a kink, from their slopes before and after: only across the kink are two values subtracted. */
export function kinkedRise(a: v128, v: v128, before: v128, after: v128): v128 {
  const across = f32x4.sub(f32x4.mul(after, f32x4.add(a, v)), f32x4.mul(before, a));
  return v128.bitselect(f32x4.mul(after, v), across, f32x4.eq(before, after));
}

/** What tanh keeps of a: `A = e^(-2|a|)`. */
export function decayOf(a: v128): v128 {
  return f32x4.add(exponentialRise(f32x4.mul(f32x4.abs(a), f32x4.splat(-2))), f32x4.splat(1));
}

/** And `C = 2 A / (1 + A)`, with the sign opposite to a's. */
export function signedShare(a: v128, decay: v128): v128 {
  const size = f32x4.div(f32x4.mul(f32x4.splat(2), decay), f32x4.add(f32x4.splat(1), decay));
  return v128.bitselect(f32x4.neg(a), size, f32x4.splat(-0.0));
}

/** `phi'(a)` of tanh: `4 A / (1 + A)^2 = |C| (2 - |C|)`. */
export function tanhSlope(share: v128): v128 {
  const size = f32x4.abs(share);
  return f32x4.mul(size, f32x4.sub(f32x4.splat(2), size));
}

/**
 * Tanh is odd, so that a may be taken as `-|a|`, and v with it: then `M = e^(2v) - 1` and `B = A (1 + M) = e^(2(a + v))` give the rise
 * `C M / (1 + B)`. Nothing cancels, as `A <= 1` and `M > -1`. Returns M.
 */
export function tanhChange(share: v128, v: v128): v128 {
  const towards = v128.xor(v, v128.and(share, f32x4.splat(-0.0)));
  return exponentialRise(f32x4.add(towards, towards));
}
