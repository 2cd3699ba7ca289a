/** The signals from which weights and log-variances learn, in tensors, and the gradients that follow from them. */
import * as tf from '@tensorflow/tfjs-core';
import { backpropagate, type DeviceWeights, type Forward, type Inferred, type Layers, spreadSignal } from './deviceNetwork.ts';

/** The signals of each layer, l = 1, ..., L at index l - 1. */
export interface Lessons {
  /** Signals of the layer's products. */
  readonly signals: Layers;
  /** Inputs of the layer: [N, n_{l-1}]. */
  readonly inputs: Layers;
  /** e_l and pi_l e_l, from which log-variances learn; empty in backpropagation. */
  readonly errors: Layers;
  readonly weighed: Layers;
}

export function backpropLessons(weights: DeviceWeights, forward: Forward): Lessons {
  const inputs = forward.values.map((g) => tf.clone(g));
  return { signals: backpropagate(weights, forward), inputs, errors: [], weighed: [] };
}

/** The signals at the present activities of inference. */
export function inferredLessons(weights: DeviceWeights, forward: Forward, at: Inferred): Lessons {
  return {
    signals: at.signals.map((_, l) => tf.clone(spreadSignal(weights, forward, at, l))),
    inputs: at.deviations.map((_, l) => activitiesOf(forward, at, l)),
    errors: at.errors.map((e) => tf.clone(e)),
    weighed: at.weighed.map((e) => tf.clone(e)),
  };
}

/** z_l = g_l + u_l, l = 0, ..., L - 1. */
export function activitiesOf({ values }: Forward, { deviations }: Inferred, l: number): tf.Tensor2D {
  const u = deviations[l];
  return u ? tf.add(values[l], u) : tf.clone(values[l]);
}

/** The gradients of an optimiser step, layer by layer: each is computed when asked for, and disposed by the caller. */
export interface Gradients {
  /** [rows, columns] */
  ofWeights(l: number): tf.Tensor2D;
  /** [1, n_l]; null where log-variances learn nothing. */
  readonly ofLogVariances: ((l: number) => tf.Tensor2D) | null;
}

/** `weight` times the sums over the samples. */
export const gradientsFrom = (weights: DeviceWeights, lessons: Lessons, weight: number): Gradients => ({
  ofWeights: (l) => weightGradient(weights, lessons, l, weight),
  ofLogVariances: lessons.errors.length > 0 ? (l) => logVarianceGradient(lessons, l, weight) : null,
});

/** `dF/dW_l = -weight signal^T rows(input)` */
export function weightGradient({ network }: DeviceWeights, { signals, inputs }: Lessons, l: number, weight: number): tf.Tensor2D {
  return tf.mul(-weight, tf.matMul(tf.transpose(signals[l]), network.maps[l].rows(inputs[l], 1)));
}

/** `dF/ds_l = weight sum_i 1/2 (1 - pi_l e_l^2)`: [1, n_l] */
export function logVarianceGradient({ errors, weighed }: Lessons, l: number, weight: number): tf.Tensor2D {
  const [samples] = errors[l].shape;
  return tf.mul(weight / 2, tf.sub(samples, tf.sum(tf.mul(errors[l], weighed[l]), 0, true)));
}
