/** tfjs's memory in our types: `tidy` and `dispose` for whatever holds tensors, and rows of numbers as a tensor. */
import * as tf from '@tensorflow/tfjs-core';

/** Everything that `run` makes is disposed, but for what it returns. */
export function tidied<Result extends object>(run: () => Result): Result {
  return tf.tidy(run as unknown as () => tf.TensorContainer) as unknown as Result;
}

/** Disposes every tensor in these; a tensor that stands in several places only once. */
export function release(...holders: readonly object[]): void {
  tf.dispose(holders as unknown as tf.TensorContainer);
}

/** An equal share of the values a row. */
export const rowsOf = (values: Float64Array, rows: number): tf.Tensor2D =>
  tf.tensor2d(Float32Array.from(values), [rows, values.length / rows]);
