/** The hidden layers' nonlinearities, and their slopes read off the value itself. */
import type { Activation } from '../../model/requests.ts';

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

/** The same two functions in WGSL; `ACTIVATION` is a pipeline constant with the code below. */
export const activationCode: Record<Activation, number> = { linear: 0, tanh: 1, relu: 2, leaky_relu: 3 };
