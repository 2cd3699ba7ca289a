/** What learners are given: batches of samples, as a function of the iteration. */

export interface Batch {
  /** [count, d_x], row-major. */
  x: Float64Array;
  /** [count, d_y], row-major. */
  y: Float64Array;
  /** N, samples in the batch. */
  count: number;
}

/** Any batch can be read again; of the toy data, reading forwards costs one batch, and going back draws the stream from its start. */
export interface BatchStream {
  batch(iteration: number): Batch;
}

/** A finite data set, in an order of its own. */
export interface SampleSet {
  /** [count, inputs], row-major. */
  readonly x: Float64Array;
  /** [count, outputs], row-major. */
  readonly y: Float64Array;
  readonly count: number;
  readonly inputs: number;
  readonly outputs: number;
}
