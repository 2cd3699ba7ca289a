/** Batches of samples as a function of the iteration, and the sample sets that batches are drawn from. */

export interface Batch {
  /** [count, d_x], row-major. */
  x: Float64Array;
  /** [count, d_y], row-major. */
  y: Float64Array;
  /** 1 where an entry of y counts in the loss, 0 where it is hidden from it; left out where all count. [count, d_y] */
  mask?: Float64Array;
  /** N, samples in the batch. */
  count: number;
}

/** Any batch can be read again; of the toy data, reading forwards costs one batch, and going back draws the stream from its start. */
export interface BatchStream {
  batch(iteration: number): Batch;
}

/** Samples in an order of their own. */
export interface SampleSet {
  /** [count, inputs], row-major; large sets are kept in half the space. */
  readonly x: Float64Array | Float32Array;
  /** [count, outputs], row-major; one-hot for classes. */
  readonly y: Float64Array | Float32Array;
  readonly count: number;
  readonly inputs: number;
  readonly outputs: number;
}

/** A finite data set: training samples, and samples left out for tests. */
export interface DataSet {
  readonly train: SampleSet;
  readonly test: SampleSet;
}
