/** The output layer's energy in tensors: half squares, or cross-entropy. */
import * as tf from '@tensorflow/tfjs-core';
import type { Network } from '../../../model/problem/problem.ts';
import { crossEntropy, softmaxError } from './crossEntropy.ts';
import { runCustomKernel } from './customKernel.ts';

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
