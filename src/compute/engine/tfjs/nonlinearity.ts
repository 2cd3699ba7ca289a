/** The hidden layers' nonlinearity in tensors, and its rise without a difference of near values (see predict.ts for why). */
import * as tf from '@tensorflow/tfjs-core';
import type { Activation } from '../../../model/problem/problem.ts';
import { leak } from '../kernels/activation.ts';
import { requireKnown } from '../work/takes.ts';
import { runCustomKernel } from './customKernel.ts';
import { tanhRise } from './tanhRise.ts';
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
