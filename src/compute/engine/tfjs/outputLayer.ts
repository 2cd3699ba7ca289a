/** The output layer's energy in tensors: half squares, or cross-entropy in log-probabilities that no output is too large for. */
import * as tf from '@tensorflow/tfjs-core';
import type { Network } from '../../../model/problem/problem.ts';
import { type CustomKernel, runCustomKernel } from './customKernel.ts';

export interface OutputLayer {
  /** Whether its energy is half the squares of its errors, and may have variances. */
  readonly isSquares: boolean;
  /** Minus the energy's slope along the outputs a, [N, n_L]: y less what they predict. */
  error(y: tf.Tensor2D, a: tf.Tensor2D): tf.Tensor2D;
  /** The error once the outputs have moved by v, given the error before. */
  movedError(before: tf.Tensor2D, y: tf.Tensor2D, a: tf.Tensor2D, v: tf.Tensor2D): tf.Tensor2D;
}

export const outputLayerOf = ({ output }: Network): OutputLayer => (output === 'cross-entropy' ? softmax : linear);

const linear: OutputLayer = {
  isSquares: true,
  error: (y, a) => tf.sub(y, a),
  movedError: (before, _, __, v) => tf.sub(before, v),
};

const softmax: OutputLayer = {
  isSquares: false,
  error: (y, a) => runCustomKernel(softmaxError, { y, a, v: tf.zerosLike(a) }, { classes: a.shape[1] }),
  movedError: (_, y, a, v) => runCustomKernel(softmaxError, { y, a, v }, { classes: a.shape[1] }),
};

/** Cross-entropy of each sample, [N, 1], where the outputs have moved by v. */
export const crossEntropies = (y: tf.Tensor2D, a: tf.Tensor2D, v: tf.Tensor2D | null): tf.Tensor2D =>
  runCustomKernel(crossEntropy, { y, a, v: v ?? tf.zerosLike(a) }, { classes: a.shape[1] });

const logSumWgsl = /* wgsl */ `
// log sum_k exp(a_k + v_k) of the row that starts there.
fn logSum(start: i32) -> f32 {
  var largest = a_[start] + v_[start];
  for (var k = start + 1; k < start + classes; k++) { largest = max(largest, a_[k] + v_[k]); }
  var sum = 0.0;
  for (var k = start; k < start + classes; k++) { sum += exp(a_[k] + v_[k] - largest); }
  return largest + log(sum);
}
`;

/** `y - softmax(a + v)`, row by row: [N, classes]. */
export const softmaxError: CustomKernel = {
  name: 'SoftmaxError',
  inputs: ['y', 'a', 'v'],
  shape: ([y]) => [...y],
  run([y, a, v], error, { classes }) {
    for (let start = 0; start < y.length; start += classes) {
      const normaliser = logSum(a, v, start, classes);
      for (let k = start; k < start + classes; k++) error[k] = y[k] - Math.exp(a[k] + v[k] - normaliser);
    }
  },
  wgsl: /* wgsl */ `${logSumWgsl}
fn element(index: i32) -> f32 {
  return y_[index] - exp(a_[index] + v_[index] - logSum(index / classes * classes));
}
`,
};

/** `-sum_k y_k log softmax(a + v)_k` of each row: [N, 1]. */
export const crossEntropy: CustomKernel = {
  name: 'CrossEntropy',
  inputs: ['y', 'a', 'v'],
  shape: ([[rows]]) => [rows, 1],
  run([y, a, v], energies, { classes }) {
    for (let row = 0; row < energies.length; row++) {
      const start = row * classes;
      const normaliser = logSum(a, v, start, classes);
      let energy = 0;
      for (let k = start; k < start + classes; k++) energy += y[k] * (normaliser - a[k] - v[k]);
      energies[row] = energy;
    }
  },
  wgsl: /* wgsl */ `${logSumWgsl}
fn element(index: i32) -> f32 {
  let start = index * classes;
  let normaliser = logSum(start);
  var energy = 0.0;
  for (var k = start; k < start + classes; k++) { energy += y_[k] * (normaliser - a_[k] - v_[k]); }
  return energy;
}
`,
};

/** `log sum_k exp(a_k + v_k)` of one row. */
function logSum(a: Float32Array, v: Float32Array, start: number, classes: number): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let k = start; k < start + classes; k++) largest = Math.max(largest, a[k] + v[k]);
  let sum = 0;
  for (let k = start; k < start + classes; k++) sum += Math.exp(a[k] + v[k] - largest);
  return largest + Math.log(sum);
}
