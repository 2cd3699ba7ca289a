/** Batches of a toy problem, drawn one after another from the seed's stream of normals. */
import { type NormalStream, normalStream } from '../../math/random.ts';
import type { Batch, BatchStream } from './batch.ts';

/** A toy problem: it makes a batch of N samples, with d inputs and d outputs, from standard normals. */
export interface ToyData {
  /** Number of normals that one batch takes. */
  normals(count: number, dimension: number): number;
  draw(normals: NormalStream, count: number, dimension: number): Batch;
}

/** Batches in the order of the seed's stream, after the `before` normals that the weights take. */
export function toyBatches(data: ToyData, seed: number, before: number, count: number, dimension: number): BatchStream {
  const size = data.normals(count, dimension);
  const restart = () => {
    const normals = normalStream(seed);
    normals.skip(before);
    return normals;
  };
  let normals = restart();
  let upcoming = 0; // index of the batch that the stream's next normal belongs to
  let latest: Batch | null = null; // batch upcoming - 1
  return {
    batch(index) {
      if (latest && index === upcoming - 1) return latest;
      if (index < upcoming) {
        normals = restart();
        upcoming = 0;
      }
      normals.skip((index - upcoming) * size);
      upcoming = index + 1;
      latest = data.draw(normals, count, dimension);
      return latest;
    },
  };
}
