/** tfjs's memory in our types: `tidy` and `dispose` for whatever holds tensors, and rows of numbers as a tensor. */
import * as tf from '@tensorflow/tfjs-core';

/** Disposes all tensors that `run` makes, except those that it returns. */
export function tidied<Result extends object>(run: () => Result): Result {
  return tf.tidy(run as unknown as () => tf.TensorContainer) as unknown as Result;
}

/** Disposes every tensor in the holders; a tensor that stands in several places, once. */
export function release(...holders: readonly object[]): void {
  tf.dispose(holders as unknown as tf.TensorContainer);
}

/** The values as a matrix with this number of rows. */
export const rowsOf = (values: Float64Array, rows: number): tf.Tensor2D =>
  tf.tensor2d(Float32Array.from(values), [rows, values.length / rows]);
