/** Matrix completion (Figure 6): a matrix of rank 3 to be learnt whole from itself, with some entries hidden from the input and from backpropagation. */
import { torchStream } from '../math/torchRandom.ts';
import type { Batch, BatchStream } from './batches/batch.ts';
import type { SingleBatchSource } from './batches/dataSource.ts';

/** Rows and columns of the target: inputs and outputs of the network, and samples in the batch. */
const TARGET_SIZE = 10;
const RANK = 3;
const HIDDEN_PART = 0.2;
/** The published code draws PyTorch's default weights of 10-100-100-100-10 before the target; its own small ones come from the GPU's generator. */
const DRAWN_BEFORE = 10 * 100 + 100 * 100 + 100 * 100 + 100 * 10;

export const matrixCompletionSource: SingleBatchSource = {
  kind: 'single-batch',
  facts: {
    made: 'y = row i of a 10 × 10 target A B of rank 3 with normal A and B; x = the same row with about a fifth of its entries hidden (zero), as they are from BP’s loss. Seed 0 is the published target.',
  },
  batches: matrixCompletion,
};

/**
 * `Y = A B` with A [10, 3] and B [3, 10] of standard normals; the mask is 0 where one of 100 uniforms is at most 0.2, else 1. Sample i is
 * `x` = row i of `Y * mask`, `y` = row i of Y. Every iteration has this one batch, and every network of a seed. Seed 0 is the published target.
 */
export function matrixCompletion(seed: number): BatchStream {
  const batch = targetBatch(seed);
  return { batch: () => batch };
}

function targetBatch(seed: number): Batch {
  const n = TARGET_SIZE;
  const stream = torchStream(seed);
  stream.skip(DRAWN_BEFORE);
  const left = stream.normals(n * RANK);
  const right = stream.normals(RANK * n);
  const mask = stream.uniforms(n * n).map((uniform) => (uniform > HIDDEN_PART ? 1 : 0));
  const y = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) for (let k = 0; k < RANK; k++) y[i * n + j] += left[i * RANK + k] * right[k * n + j];
  return { x: y.map((entry, e) => entry * mask[e]), y, mask, count: n };
}
