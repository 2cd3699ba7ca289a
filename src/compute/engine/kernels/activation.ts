/**
 * phi, the hidden layers' nonlinearity, with its derivatives, each as a function of the preactivation a. Derivatives are also given g = phi(a), which saves
 * computing phi again. Below the float64 functions stands their WGSL, which knows fewer names.
 */
import { activations } from '../../../model/problem/enumerations.ts';
import type { Activation } from '../../../model/problem/problem.ts';
import { requireKnown } from '../work/takes.ts';

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

/** phi'(a), where g = phi(a). */
export function slopeAt(activation: Activation, _a: number, g: number): number {
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

/** phi''(a), where g = phi(a); a kink counts as straight. */
export function bendAt(activation: Activation, _a: number, g: number): number {
  switch (activation) {
    case 'linear':
    case 'relu':
    case 'leaky_relu':
      return 0;
    case 'tanh':
      return -2 * g * (1 - g * g);
  }
}

/** Whether phi has a kink, at 0, between two slopes; elsewhere it is smooth. */
export const hasKink: Readonly<Record<Activation, boolean>> = { linear: false, tanh: false, relu: true, leaky_relu: true };

/** phi'(0): 1 where Theorem 2 has a slope to stand on. */
export const slopeAtZero = (activation: Activation): number => slopeAt(activation, 0, activate(activation, 0));

/** Whether phi is the identity near 0 up to third order, so that a network with zero weights has the second derivatives of a linear one. */
export function isIdentityNearZero(activation: Activation): boolean {
  const g = activate(activation, 0);
  return g === 0 && slopeAtZero(activation) === 1 && bendAt(activation, 0, g) === 0;
}

/** The activations that the WGSL below computes. */
export const wgslActivations = ['linear', 'tanh', 'relu', 'leaky_relu'] as const satisfies readonly Activation[];

/** The constant `ACTIVATION` of every program that holds `activationWgsl`, as a WGSL literal. Throws a RangeError at an activation without WGSL. */
export function activationConstant(activation: Activation): Record<'ACTIVATION', string> {
  return { ACTIVATION: `${activations[requireKnown('activation', activation, wgslActivations)].code}u` };
}

/**
 * phi and phi' in WGSL, and phi's rise from a to a + v without a difference of near values: for tanh,
 * `tanh(a + v) - tanh(a) = tanh(v) (1 - tanh(a) tanh(a + v))`. tanh is our own: a device's tanh may be off by 1e-5, or NaN beyond 44. Near
 * zero it is the series `a - a^3/3 + 2a^5/15 - ...`, which keeps the relative accuracy that small rises need. Slopes are functions of g = phi(a). A
 * program with an unknown `ACTIVATION` does not compile.
 */
export const activationWgsl = /* wgsl */ `
const_assert ACTIVATION <= 3u; // what the defaults below stand for is 0u, the identity

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
