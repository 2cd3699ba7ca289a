/** The hidden layers' nonlinearity in tensors, whose rise from a to a + v is no difference of near values (see predict.ts for why). */
import * as tf from '@tensorflow/tfjs-core';
import type { Activation } from '../../../model/problem/problem.ts';
import { leak } from '../kernels/activation.ts';
import { requireKnown } from '../work/takes.ts';
import { type CustomKernel, runCustomKernel } from './customKernel.ts';
import { tfjsActivations } from './tfjsTakes.ts';

export interface Nonlinearity {
  /** g = phi(a) */
  value(a: tf.Tensor2D): tf.Tensor2D;
  /** `signal = e * phi'`, the slope read off g = phi(a). */
  timesSlope(e: tf.Tensor2D, g: tf.Tensor2D): tf.Tensor2D;
  /** `phi(a + v) - phi(a)` where g = phi(a). */
  rise(a: tf.Tensor2D, g: tf.Tensor2D, v: tf.Tensor2D): tf.Tensor2D;
}

/** Throws a RangeError at an activation that has no tensors here. */
export function nonlinearityOf(activation: Activation): Nonlinearity {
  const known = requireKnown('activation', activation, tfjsActivations);
  switch (known) {
    case 'linear':
      return { value: (a) => a, timesSlope: (e) => e, rise: (_, __, v) => v };
    case 'tanh':
      return { value: (a) => riseOfTanh(tf.zerosLike(a), tf.zerosLike(a), a), timesSlope: timesTanhSlope, rise: riseOfTanh };
    case 'relu':
      return { value: (a) => tf.relu(a), ...piecewise(0) };
    case 'leaky_relu':
      return { value: (a) => tf.leakyRelu(a, leak), ...piecewise(leak) };
  }
}

function riseOfTanh(a: tf.Tensor2D, g: tf.Tensor2D, v: tf.Tensor2D): tf.Tensor2D {
  return runCustomKernel(tanhRise, { a, g, v });
}

/** `e (1 - g^2)` */
function timesTanhSlope(e: tf.Tensor2D, g: tf.Tensor2D): tf.Tensor2D {
  return tf.sub(e, tf.mul(e, tf.square(g)));
}

/** Slope 1 above zero and `below` elsewhere; `rise = p v + (p - p_0) a` with the slopes p at a + v and p_0 at a: exact. */
function piecewise(below: number): Pick<Nonlinearity, 'timesSlope' | 'rise'> {
  return {
    timesSlope: (e, g) => tf.mul(e, tf.step(g, below)),
    rise(a, _, v) {
      const slope = tf.step(tf.add(a, v), below);
      return tf.add(tf.mul(slope, v), tf.mul(tf.sub(slope, tf.step(a, below)), a));
    },
  };
}

/**
 * `tanh(a + v) - tanh(a) = tanh(v) (1 - tanh(a) tanh(a + v))`, element by element; g is tanh(a). No near values are subtracted: near the origin inference
 * moves activities by less than rounding leaves of their difference.
 */
export const tanhRise: CustomKernel = {
  name: 'TanhRise',
  inputs: ['a', 'g', 'v'],
  shape: ([a]) => [...a],
  run([a, g, v], rise) {
    for (let k = 0; k < rise.length; k++) rise[k] = tanh(v[k]) * (1 - g[k] * tanh(a[k] + v[k]));
  },
  // A device's own tanh may be off by 1e-5, or NaN beyond 44.
  wgsl: /* wgsl */ `
fn tanhOf(a: f32) -> f32 {
  let s = a * a;
  if (s < 0.16) {
    return a + a * s * (-1.0 / 3.0 + s * (2.0 / 15.0 + s * (-17.0 / 315.0 + s * (62.0 / 2835.0 - s * 1382.0 / 155925.0))));
  }
  return sign(a) * (1.0 - 2.0 / (exp(2.0 * min(abs(a), 10.0)) + 1.0));
}

fn element(index: i32) -> f32 {
  return tanhOf(v_[index]) * (1.0 - g_[index] * tanhOf(a_[index] + v_[index]));
}
`,
};

/** To 1e-7 of itself, in a fraction of `Math.tanh`'s time: the series where arguments are small, as they are near the origin. */
function tanh(a: number): number {
  const s = a * a;
  if (s < 0.16) return a + a * s * (-1 / 3 + s * (2 / 15 + s * (-17 / 315 + s * (62 / 2835 - (s * 1382) / 155925))));
  return 1 - 2 / (Math.exp(2 * a) + 1);
}
