/**
 * The hidden layers' nonlinearities around the feedforward pass: with its preactivation a, fixed during inference, and a change v of it, the rise
 * `phi(a + v) - phi(a)` without a difference of near values, and the slope `phi'(a + v)`. Tanh alone is given `2 a / log 2`, written t, for which
 * `e^(2a) = 2^t`.
 */
import { HIGHEST, LEAK, LOWEST, multiplyAdd, number, ONE, RISE, ROUNDING, SIGN, TWICE_LOG2E, TWO, ZERO } from './lanes';

/** The codes of `activations` in the model's enumerations.ts. */
export const LINEAR: i32 = 0;
export const TANH: i32 = 1;
export const RELU: i32 = 2;
export const LEAKY_RELU: i32 = 3;

/** Traps at a code that these kernels do not know. Called once a pass: inner loops take the last of the known codes for granted. */
export function requireKnown(activation: i32): void {
  if (activation !== LINEAR && activation !== TANH && activation !== RELU && activation !== LEAKY_RELU) unreachable();
}

/**
 * `2^t - 1` for t in [-116, 116] (clamped): `2^n (2^f - 1) + (2^n - 1)` with `t = n + f`, the middle factor by its own series, so that what is near
 * zero keeps its relative accuracy.
 */
function exponentialRise(t: v128): v128 {
  // pmin and pmax return NaN where t is NaN.
  const bounded = f32x4.pmin(f32x4.pmax(t, number(LOWEST)), number(HIGHEST));
  const rounded = f32x4.add(bounded, number(ROUNDING));
  const f = f32x4.sub(bounded, f32x4.sub(rounded, number(ROUNDING)));
  const square = f32x4.mul(f, f);
  const low = multiplyAdd(f, number(RISE + 1), number(RISE));
  const middle = multiplyAdd(f, number(RISE + 3), number(RISE + 2));
  const series = multiplyAdd(square, multiplyAdd(square, number(RISE + 4), middle), low);
  const power = i32x4.add(i32x4.shl(rounded, 23), number(ONE));
  return multiplyAdd(f32x4.mul(power, f), series, f32x4.sub(power, number(ONE)));
}

/** `m = e^(-2|a|) - 1`, from which tanh follows, given t. */
export function fallOf(t: v128): v128 {
  return exponentialRise(f32x4.neg(f32x4.abs(t)));
}

/** `tanh a` from t and m, off by no more than a few roundings: it is `-m / (m + 2)` and has a's sign. */
export function tanhOf(t: v128, m: v128): v128 {
  const size = f32x4.div(f32x4.neg(m), f32x4.add(m, number(TWO)));
  return v128.bitselect(t, size, number(SIGN));
}

/** t of tanh, a itself of the others. */
export function inItsUnit(activation: i32, a: v128): v128 {
  return activation === TANH ? f32x4.mul(a, number(TWICE_LOG2E)) : a;
}

/** `phi(a)` of all but tanh. */
export function activate(activation: i32, a: v128): v128 {
  if (activation === RELU) return f32x4.max(a, f32x4.splat(0));
  if (activation === LEAKY_RELU) return f32x4.mul(a, kinkSlope(activation, a));
  return a;
}

/** `phi'(a)` of the two with a kink. */
export function kinkSlope(activation: i32, a: v128): v128 {
  const isAbove = f32x4.gt(a, number(ZERO));
  if (activation === RELU) return v128.and(number(ONE), isAbove);
  return v128.bitselect(number(ONE), number(LEAK), isAbove);
}

/** `phi(a) - phi(a + v)` of the two with a kink, from -v and their slopes before and after: only across the kink are two values subtracted. */
export function kinkedFall(a: v128, minusV: v128, before: v128, after: v128): v128 {
  const across = f32x4.sub(f32x4.mul(before, a), f32x4.mul(after, f32x4.sub(a, minusV)));
  return v128.bitselect(f32x4.mul(after, minusV), across, f32x4.eq(before, after));
}

/** How far tanh is from its bound, `S = 1 - |tanh a|` with a's sign, from t and m: to 1e-7, so that a unit beyond |a| = 8.7 has none left, and stays there. */
export function signedShare(t: v128, m: v128): v128 {
  const decay = f32x4.add(m, number(ONE));
  const size = f32x4.div(f32x4.add(decay, decay), f32x4.add(number(ONE), decay));
  return v128.bitselect(t, size, number(SIGN));
}

/** `phi'(a)` of tanh: `1 - tanh^2 = |S| (2 - |S|)`. */
export function tanhSlope(share: v128): v128 {
  const size = f32x4.abs(share);
  return f32x4.mul(size, f32x4.sub(number(TWO), size));
}

/** `M = e^(2v) - 1`, with v's sign turned where a's is positive (see `tanhShare`), from -2 v / log 2. */
export function tanhChange(share: v128, minusT: v128): v128 {
  return exponentialRise(v128.xor(minusT, v128.and(number(SIGN), share)));
}

/**
 * Tanh is odd, so that a may be taken as `-|a|`, and v with it. Then M and |S|, which is `2 / (1 + e^(2|a|))`, give the rise `|S| M H` with
 * `H = 1 / (1 + e^(2(a + v))) = (2 - |S|) / (2 + |S| M)`, and the slope `4 H (1 - H)`. In the sums nothing cancels, as `|S| <= 1` and `M > -1`. Returns H.
 */
export function tanhShare(size: v128, change: v128): v128 {
  const two = number(TWO);
  return f32x4.div(f32x4.sub(two, size), multiplyAdd(size, change, two));
}

/** `phi'(a + v)` of tanh, from H. */
export function tanhSlopeFrom(h: v128): v128 {
  const twice = f32x4.add(h, h);
  return f32x4.mul(twice, f32x4.sub(number(TWO), twice));
}
