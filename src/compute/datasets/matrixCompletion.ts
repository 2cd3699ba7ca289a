/** Matrix completion (Figure 6): a matrix of rank 3 to be learnt whole, of which some entries are hidden from backpropagation. */
import { normalStream } from '../math/random.ts';
import type { Batch, BatchStream } from './batch.ts';

/** Rows and columns of the target, so inputs and outputs of the network, and samples in the batch. */
export const TARGET_SIZE = 10;
const RANK = 3;
const HIDDEN_PART = 0.2;
/** Mixed into the seed: the target is the same for a seed whatever the network. */
const TARGET_SEED = 0x5851f42d;

/**
 * Sample i is `x = e_i`, `y` = row i of `A B`, with A [10, 3] and B [3, 10] of standard normals; the mask hides the 20 entries that draw the
 * smallest of 100 further normals (0; the others 1). The same batch at every iteration.
 */
export function matrixCompletion(seed: number): BatchStream {
  const batch = targetBatch(seed);
  return { batch: () => batch };
}

function targetBatch(seed: number): Batch {
  const n = TARGET_SIZE;
  const normals = normalStream((seed ^ TARGET_SEED) >>> 0);
  const left = normals.fill(new Float64Array(n * RANK), 0, 1);
  const right = normals.fill(new Float64Array(RANK * n), 0, 1);
  const lots = normals.fill(new Float64Array(n * n), 0, 1);
  const hiddenBelow = lots.toSorted()[Math.round(HIDDEN_PART * n * n)];
  const x = new Float64Array(n * n);
  const y = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    x[i * n + i] = 1;
    for (let j = 0; j < n; j++) for (let k = 0; k < RANK; k++) y[i * n + j] += left[i * RANK + k] * right[k * n + j];
  }
  return { x, y, mask: lots.map((lot) => (lot < hiddenBelow ? 0 : 1)), count: n };
}
