/** The data a network is evaluated on; for linear nets shrunk exactly to as few samples as their second moments have rank. */
import { pivotedCholesky } from '../math/pivotedCholesky.ts';
import type { NetworkLayout } from './network.ts';

/** Every average over the batch is `weight` times a sum over these samples. */
export interface Samples {
  readonly count: number;
  /** [count * d_x] */
  readonly x: Float64Array;
  /** [count * d_y] */
  readonly y: Float64Array;
  readonly weight: number;
}

/** A batch as it is: averages are 1/N sums. */
export function batchOf(x: Float64Array, y: Float64Array, count: number): Samples {
  return { count, x, y, weight: 1 / count };
}

/**
 * `1/N sum [x; y][x; y]^T = R R^T`: R's columns, summed instead of averaged, give a linear net the same loss, energies and
 * weight gradients as the N samples, since inference is linear in (x, y).
 * Returns the samples unchanged for nonlinear nets, and where it would not make them fewer.
 */
export function compressSamples(layout: NetworkLayout, samples: Samples): Samples {
  const dx = layout.widths[0];
  const dy = layout.widths[layout.layers];
  const d = dx + dy;
  if (!layout.isLinear || samples.count <= 1 || d > 4 * samples.count) return samples;

  const moments = new Float64Array(d * d); // weight * sum [x; y][x; y]^T
  const joint = new Float64Array(d);
  for (let i = 0; i < samples.count; i++) {
    joint.set(samples.x.subarray(i * dx, (i + 1) * dx));
    joint.set(samples.y.subarray(i * dy, (i + 1) * dy), dx);
    for (let row = 0; row < d; row++) {
      const scaled = samples.weight * joint[row];
      for (let column = 0; column < d; column++) moments[row * d + column] += scaled * joint[column];
    }
  }

  const { factor, rank } = pivotedCholesky(moments, d);
  if (rank === 0 || rank >= samples.count) return samples;
  const x = new Float64Array(rank * dx);
  const y = new Float64Array(rank * dy);
  for (let k = 0; k < rank; k++) {
    for (let row = 0; row < dx; row++) x[k * dx + row] = factor[row * rank + k];
    for (let row = 0; row < dy; row++) y[k * dy + row] = factor[(dx + row) * rank + k];
  }
  return { count: rank, x, y, weight: 1 };
}
