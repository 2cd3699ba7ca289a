/** A flat grid of heights as the rows that plotly reads, with holes where there is no height. */
import type { DrawnLandscape } from '../../../figures/figure.ts';

type Heights = Pick<DrawnLandscape, 'axis' | 'height' | 'divergedAt' | 'holdsWhereDiverged'>;

interface Remembered {
  holes: Int32Array | null;
  rows: number[][];
}

/** Rows are kept with their heights, so that plotly sees at once that a surface did not change. */
const remembered = new WeakMap<Float64Array, Remembered>();

/** Rows along the second direction; NaN where inference diverged, unless the heights hold there. */
export function heightRows({ axis, height, divergedAt, holdsWhereDiverged }: Heights): number[][] {
  const holes = holdsWhereDiverged ? null : divergedAt;
  const earlier = remembered.get(height);
  if (earlier && earlier.holes === holes) return earlier.rows;
  const n = axis.length;
  const withHoles = holes?.some((step) => step >= 0) ? height.map((value, i) => (holes[i] >= 0 ? Number.NaN : value)) : height;
  const rows = Array.from({ length: n }, (_, row) => Array.from(withHoles.subarray(row * n, (row + 1) * n)));
  remembered.set(height, { holes, rows });
  return rows;
}
