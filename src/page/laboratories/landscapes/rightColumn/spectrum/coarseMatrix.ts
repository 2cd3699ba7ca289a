/** A large matrix as few enough cells to draw: each stands for a block of entries and shows the largest of them. */

export interface CoarseMatrix {
  /** Rows from the top, each from the left. */
  rows: Float64Array[];
  /** Entries along a cell's side. */
  side: number;
}

/** Rows are kept with their matrix, so that plotly sees at once that the matrix did not change. */
const remembered = new WeakMap<Float64Array, Map<number, CoarseMatrix>>();

/** `matrix` [size * size], row-major, as at most `most` x `most` cells; the entry of the largest magnitude stands for its cell, with its sign. */
export function coarseMatrix(matrix: Float64Array, size: number, most: number): CoarseMatrix {
  const earlier = remembered.get(matrix)?.get(most);
  if (earlier) return earlier;
  const side = Math.max(1, Math.ceil(size / most));
  const cells = Math.ceil(size / side);
  const rows = Array.from({ length: cells }, () => new Float64Array(cells));
  for (let i = 0; i < size; i++) {
    const row = rows[Math.floor(i / side)];
    for (let j = 0; j < size; j++) {
      const entry = matrix[i * size + j];
      const cell = Math.floor(j / side);
      if (Math.abs(entry) > Math.abs(row[cell])) row[cell] = entry;
    }
  }
  const coarse = { rows, side };
  remembered.set(matrix, (remembered.get(matrix) ?? new Map()).set(most, coarse));
  return coarse;
}
