/** A linear teacher: a fixed map with chosen singular values, which a network learns from Gaussian inputs. */
import { type NormalStream, normalStream } from '../math/random.ts';
import type { DrawnSource } from './batches/dataSource.ts';
import type { ToyData } from './batches/toyBatches.ts';

/** Mixed into the seed, so that the teacher does not share a stream with the weights and the batches. */
const TEACHER_SEED = 0x27d4eb2f;

export const teacherSource: DrawnSource = {
  kind: 'drawn',
  facts: {
    made: 'x ~ N(0, I), y = A x; A’s singular values are 1, “Decay”, its square, and so on, its directions random.',
  },
  toy: ({ seed, decay = 1, network: { widths } }) => teacher(seed, widths[0], decay),
};

/** y = A x with x ~ N(0, I), A of {@link teacherMap}. Takes N d normals. */
function teacher(seed: number, dimension: number, decay: number): ToyData {
  const map = teacherMap(seed, dimension, decay);
  return {
    normals: (count, d) => count * d,
    draw(normals, count, d) {
      const x = normals.fill(new Float64Array(count * d), 0, 1);
      const y = new Float64Array(count * d);
      for (let k = 0; k < y.length; k++) {
        const [sample, row] = [Math.floor(k / d), k % d];
        for (let j = 0; j < d; j++) y[k] += map[row * d + j] * x[sample * d + j];
      }
      return { x, y, count };
    },
  };
}

/** A = sum_k decay^k u_k v_k^T, k from 0, with u_k and v_k orthonormal and uniformly random. [d, d], row-major */
export function teacherMap(seed: number, d: number, decay: number): Float64Array {
  const normals = normalStream((seed ^ TEACHER_SEED) >>> 0);
  const u = orthonormalRows(normals, d);
  const v = orthonormalRows(normals, d);
  const map = new Float64Array(d * d);
  for (let k = 0; k < d; k++)
    for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) map[i * d + j] += decay ** k * u[k][i] * v[k][j];
  return map;
}

/** Gaussian rows, each made orthogonal to those before it (twice, against rounding) and of length 1. */
function orthonormalRows(normals: NormalStream, d: number): Float64Array[] {
  const rows: Float64Array[] = [];
  for (let k = 0; k < d; k++) {
    const row = normals.fill(new Float64Array(d), 0, 1);
    for (const earlier of [...rows, ...rows]) {
      const along = row.reduce((sum, value, i) => sum + value * earlier[i], 0);
      for (let i = 0; i < d; i++) row[i] -= along * earlier[i];
    }
    const length = Math.hypot(...row);
    rows.push(row.map((value) => value / length));
  }
  return rows;
}
