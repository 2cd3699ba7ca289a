/** The measurements of one weight step on a device, as one row of numbers that measuredRow.ts reads. */
import * as tf from '@tensorflow/tfjs-core';

/** The parts of a row, one after another. */
export interface StepRow {
  /** Loss; energy where inference started, and where the gradient was taken, without the log-variances' own term. [3] in all */
  readonly sums: readonly tf.Tensor1D[];
  /** `layerNumbers`, l = 1, ..., L, one after another. [1] each */
  readonly layers: readonly tf.Tensor1D[];
  /** The log-variances' own term of the energy, and how many of each layer's were held at their bounds; empty where variances are fixed. [1] each */
  readonly variances: readonly tf.Tensor1D[];
  /** S and r r^T where a prediction is wanted. */
  readonly prediction: readonly tf.Tensor1D[];
}

export const joined = ({ sums, layers, variances, prediction }: StepRow): tf.Tensor1D =>
  tf.concat1d([...sums, ...layers, ...variances, ...prediction]);
