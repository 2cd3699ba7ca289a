/** The data a network is evaluated on; for linear nets shrunk exactly to as few samples as their second moments have rank. */
import { compressSamples, secondMoments } from '../../math/secondMoments.ts';
import type { NetworkLayout } from './networkLayout.ts';

/** A batch: every average over the batch is `weight` times a sum over these samples. */
export interface Samples {
  readonly count: number;
  /** [count * d_x] */
  readonly x: Float64Array;
  /** [count * d_y] */
  readonly y: Float64Array;
  readonly weight: number;
  /** 1 where an entry of y counts in the loss and in BP's gradient, 0 where not; energies know no mask. [count * d_y] */
  readonly mask?: Float64Array;
}

/** The N samples of a batch, with a weight of 1/N. */
export function batchOf(x: Float64Array, y: Float64Array, count: number, mask?: Float64Array): Samples {
  return { count, x, y, weight: 1 / count, ...(mask && { mask }) };
}

/**
 * `1/N sum [x; y][x; y]^T = R R^T`: R's columns, summed instead of averaged, give a linear net the same loss, energies and
 * weight gradients as the N samples, since inference is linear in (x, y).
 * Returns the samples unchanged for nonlinear nets, under a mask, where it would not make them fewer, and where they are shrunk already.
 */
export function shrinkSamples(layout: NetworkLayout, samples: Samples): Samples {
  const stackedSize = layout.widths[0] + layout.widths[layout.layers];
  const isBatch = samples.weight === 1 / samples.count;
  if (
    !layout.isLinear ||
    samples.mask ||
    !isBatch ||
    samples.count === 1 ||
    stackedSize > maxStackedSize ||
    !samples.x.every(Number.isFinite)
  )
    return samples;
  const fewer = compressSamples(secondMoments(samples.x, samples.y, samples.count));
  return fewer.count > 0 && fewer.count < samples.count ? { ...fewer, weight: 1 } : samples;
}

/** d_x + d_y beyond which factoring the moments costs more than it saves. */
const maxStackedSize = 256;

/** x and y of each sample side by side, as kernels read them. */
export function interleaved({ count, x, y }: Samples): Float32Array<ArrayBuffer> {
  const dx = x.length / count;
  const dy = y.length / count;
  const data = new Float32Array(count * (dx + dy));
  for (let i = 0; i < count; i++) {
    data.set(x.subarray(i * dx, (i + 1) * dx), i * (dx + dy));
    data.set(y.subarray(i * dy, (i + 1) * dy), i * (dx + dy) + dx);
  }
  return data;
}

/** The number of samples whose largest output, `y - error`, is where y is largest: the samples that are classified correctly. */
export function countCorrect(y: ArrayLike<number>, error: ArrayLike<number>, width: number): number {
  let correct = 0;
  for (let start = 0; start < y.length; start += width) {
    let wanted = start;
    let found = start;
    for (let k = start + 1; k < start + width; k++) {
      if (y[k] > y[wanted]) wanted = k;
      if (y[k] - error[k] > y[found] - error[found]) found = k;
    }
    if (wanted === found) correct++;
  }
  return correct;
}
