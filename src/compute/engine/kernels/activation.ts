/** The hidden layers' nonlinearities, and their slopes read off the value itself. */
import type { Activation } from '../../../model/problem/problem.ts';

/** Slope of leaky relu where its input is negative. */
export const leak = 0.01;

/** phi(a). */
export function activate(activation: Activation, a: number): number {
  switch (activation) {
    case 'linear':
      return a;
    case 'tanh':
      return Math.tanh(a);
    case 'relu':
      return Math.max(a, 0);
    case 'leaky_relu':
      return a > 0 ? a : leak * a;
  }
}

/** phi'(a) as a function of g = phi(a), so that a need not be kept. */
export function slopeAt(activation: Activation, g: number): number {
  switch (activation) {
    case 'linear':
      return 1;
    case 'tanh':
      return 1 - g * g;
    case 'relu':
      return g > 0 ? 1 : 0;
    case 'leaky_relu':
      return g > 0 ? 1 : leak;
  }
}

/** phi''(a) as a function of g = phi(a); a kink counts as straight. */
export function bendAt(activation: Activation, g: number): number {
  return activation === 'tanh' ? -2 * g * (1 - g * g) : 0;
}

/** The WGSL literal that names phi in a kernel's constants. */
export function activationConstant(activation: Activation): Record<'ACTIVATION', string> {
  return { ACTIVATION: { linear: '0u', tanh: '1u', relu: '2u', leaky_relu: '3u' }[activation] };
}

/**
 * The same two functions in WGSL, and phi's rise from a to a + v without a difference of near values: for tanh,
 * `tanh(a + v) - tanh(a) = tanh(v) (1 - tanh(a) tanh(a + v))`. tanh is our own: a device's may be off by 1e-5, or no number beyond 44. Near
 * zero it is the series `a - a^3/3 + 2a^5/15 - ...`, which keeps the relative accuracy that small rises need.
 */
export const activationWgsl = /* wgsl */ `
fn activate(a: f32) -> f32 {
  switch (ACTIVATION) {
    case 1u: { return tanhOf(a); }
    case 2u: { return max(a, 0.0); }
    case 3u: { return select(${leak} * a, a, a > 0.0); }
    default: { return a; }
  }
}

fn slopeAt(g: f32) -> f32 {
  switch (ACTIVATION) {
    case 1u: { return 1.0 - g * g; }
    case 2u: { return select(0.0, 1.0, g > 0.0); }
    case 3u: { return select(${leak}, 1.0, g > 0.0); }
    default: { return 1.0; }
  }
}

// phi(a + v) - phi(a), off by no more than rounding of a number of v's size, and the slope phi'(a + v).
fn riseAndSlope(a: f32, v: f32) -> vec2f {
  switch (ACTIVATION) {
    case 1u: {
      let g = tanhOf(a + v);
      return vec2f(tanhOf(v) * (1.0 - tanhOf(a) * g), slopeAt(g));
    }
    case 2u, 3u: {
      let slope = slopeAt(a + v);
      return vec2f(select(activate(a + v) - activate(a), slope * v, slope == slopeAt(a)), slope);
    }
    default: { return vec2f(v, 1.0); }
  }
}

fn tanhOf(a: f32) -> f32 {
  let size = min(abs(a), 10.0);
  if (size > 0.4) { return sign(a) * (1.0 - 2.0 / (exp(2.0 * size) + 1.0)); }
  let s = a * a;
  let tail = s * (-1.0 / 3.0 + s * (2.0 / 15.0 + s * (-17.0 / 315.0 + s * (62.0 / 2835.0 - s * 1382.0 / 155925.0))));
  return a + a * tail;
}
`;
