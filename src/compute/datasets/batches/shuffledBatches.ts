/** Batches of a finite data set: every epoch goes through all samples once, in an order of its own that the seed decides. */
import { shuffle, uniformStream } from '../../math/random.ts';
import type { BatchStream, SampleSet } from './batch.ts';

/** Mixed into the seed with the epoch, so that orders are not the initial weights again. */
const ORDER_SEED = 0x85ebca6b;

/** Batch i holds samples iN to (i + 1)N of the epochs' orders one after another; a batch may span two epochs. */
export function shuffledBatches({ x, y, count, inputs, outputs }: SampleSet, seed: number, batchSize: number): BatchStream {
  let epoch = -1;
  let order: Uint32Array = new Uint32Array(0);
  const sampleAt = (place: number) => {
    const wanted = Math.floor(place / count);
    if (wanted !== epoch) {
      order = epochOrder(count, seed, wanted);
      epoch = wanted;
    }
    return order[place % count];
  };
  return {
    batch(index) {
      const batch = { x: new Float64Array(batchSize * inputs), y: new Float64Array(batchSize * outputs), count: batchSize };
      for (let k = 0; k < batchSize; k++) {
        const sample = sampleAt(index * batchSize + k);
        batch.x.set(x.subarray(sample * inputs, (sample + 1) * inputs), k * inputs);
        batch.y.set(y.subarray(sample * outputs, (sample + 1) * outputs), k * outputs);
      }
      return batch;
    },
  };
}

let latest: { count: number; mixed: number; order: Uint32Array } | null = null; // every stream of a page begins with one epoch

function epochOrder(count: number, seed: number, epoch: number): Uint32Array {
  const mixed = (Math.imul(seed ^ ORDER_SEED, 0x9e3779b1) + epoch) >>> 0;
  if (latest?.count !== count || latest.mixed !== mixed) {
    const order = new Uint32Array(count);
    for (let i = 0; i < count; i++) order[i] = i;
    latest = { count, mixed, order: shuffle(order, uniformStream(mixed)) };
  }
  return latest.order;
}
