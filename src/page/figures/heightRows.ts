/** A flat grid of heights as the rows that plotly reads, with holes where there is no height. */

interface Remembered {
  divergedAt: ArrayLike<number> | null;
  rows: number[][];
}

/** The same heights give the same rows, so that plotly sees at once that a surface did not change. */
const remembered = new WeakMap<Float64Array, Remembered>();

/** `height`: [n * n]. Rows along the second direction; NaN where `divergedAt` >= 0. */
export function heightRows(height: Float64Array, n: number, divergedAt: ArrayLike<number> | null): number[][] {
  const earlier = remembered.get(height);
  if (earlier && earlier.divergedAt === divergedAt) return earlier.rows;
  const rows = Array.from({ length: n }, (_, row) =>
    Array.from({ length: n }, (_, column) =>
      (divergedAt?.[row * n + column] ?? -1) >= 0 ? Number.NaN : height[row * n + column],
    ),
  );
  remembered.set(height, { divergedAt, rows });
  return rows;
}
