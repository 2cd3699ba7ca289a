/** Least squares within bounds, for a few unknowns: by active sets, after Stark and Parker's BVLS (1995). */
import { failingPivot, solveCholesky } from './cholesky.ts';

/** Parts of the numbers: that are rounding, and that keep rows definite which depend on each other. */
const slack = { slope: 1e-12, row: 1e-13 };

/**
 * The s that minimises `|g - sum_j s_j w_j|` with `low_j <= s_j <= high_j`. `gram` [n * n]: `w_i . w_j`, all of it; `product` [n]: `w_j . g`.
 * `bound` [n]: -1 where s_j is low_j, 1 where it is high_j, 0 where it is between.
 */
export function boundedLeastSquares(
  gram: Float64Array,
  product: Float64Array,
  low: Float64Array,
  high: Float64Array,
): { values: Float64Array; bound: Int8Array } {
  const n = product.length;
  const values = high.slice();
  const bound = new Int8Array(n).fill(1);
  for (let round = 0; round < 10 * n; round++) {
    const next = mostWanted(gram, product, values, bound);
    if (next < 0) break;
    bound[next] = 0;
    // A value that is let go and comes back at once is one that only rounding wants.
    if (!descend(gram, product, low, high, values, bound, next)) break;
  }
  return { values, bound };
}

/** The value at a bound that most wants to leave the bound; -1 where none does. */
function mostWanted(gram: Float64Array, product: Float64Array, values: Float64Array, bound: Int8Array): number {
  const n = product.length;
  let [next, most] = [-1, 0];
  for (let j = 0; j < n; j++) {
    if (bound[j] === 0) continue;
    let [slope, size] = [product[j], Math.abs(product[j])];
    for (let k = 0; k < n; k++) {
      slope -= gram[j * n + k] * values[k];
      size += Math.abs(gram[j * n + k] * values[k]);
    }
    const wish = (-bound[j] * slope) / Math.sqrt(gram[j * n + j]);
    if (wish * Math.sqrt(gram[j * n + j]) > slack.slope * size && wish > most) [next, most] = [j, wish];
  }
  return next;
}

/** Goes to the best values of those that are free, or to the bounds that are met on the way. Returns false where `next` meets its bound again before it has moved. */
function descend(
  gram: Float64Array,
  product: Float64Array,
  low: Float64Array,
  high: Float64Array,
  values: Float64Array,
  bound: Int8Array,
  next: number,
): boolean {
  const start = values[next];
  for (;;) {
    const free = [...bound.keys()].filter((j) => bound[j] === 0);
    const best = bestOf(gram, product, values, bound, free);
    let [part, first] = [1, -1];
    for (const [i, j] of free.entries()) {
      const limit = Math.max(low[j], Math.min(high[j], best[i]));
      if (limit === best[i]) continue;
      const share = (limit - values[j]) / (best[i] - values[j]);
      if (!(share >= part)) [part, first] = [Math.max(0, share), j];
    }
    for (const [i, j] of free.entries()) values[j] += part * (best[i] - values[j]);
    if (first < 0) return true;
    bound[first] = values[first] - low[first] < high[first] - values[first] ? -1 : 1;
    values[first] = bound[first] < 0 ? low[first] : high[first];
    if (first === next && values[next] === start) return false;
  }
}

function bestOf(gram: Float64Array, product: Float64Array, values: Float64Array, bound: Int8Array, free: number[]): Float64Array {
  const n = product.length;
  const m = free.length;
  const factor = new Float64Array(m * m);
  const best = new Float64Array(m);
  for (const [i, j] of free.entries()) {
    for (let k = 0; k <= i; k++) factor[i * m + k] = gram[j * n + free[k]];
    factor[i * m + i] *= 1 + slack.row;
    best[i] = product[j];
    for (let k = 0; k < n; k++) if (bound[k] !== 0) best[i] -= gram[j * n + k] * values[k];
  }
  failingPivot(factor, m);
  solveCholesky(factor, m, best);
  return best;
}
