/** A positive semidefinite matrix as R R^T with as few columns as its rank: what lets N samples shrink to a handful, exactly. */

export interface RootFactor {
  /** R [n, rank], row-major. */
  root: Float64Array;
  rank: number;
}

/**
 * M = R R^T for positive semidefinite M [n, n] (row-major): Cholesky with the largest remaining diagonal as pivot, until what remains of
 * the trace is below `tolerance` of it (Higham, Accuracy and Stability of Numerical Algorithms, 10.3). M itself is not changed.
 * Throws a RangeError where a diagonal entry is negative or not a number.
 */
export function pivotedCholesky(matrix: Float64Array, n: number, tolerance = 1e-15): RootFactor {
  const remaining = diagonalOf(matrix, n); // diagonal of M - R R^T so far
  const smallest = tolerance * sum(remaining);
  const columns: Float64Array[] = [];
  while (columns.length < n && sum(remaining) > smallest) {
    const column = nextColumn(matrix, n, columns, largestIndex(remaining), remaining);
    columns.push(column);
  }
  const rank = columns.length;
  const root = new Float64Array(n * rank);
  columns.forEach((column, k) => {
    for (let i = 0; i < n; i++) root[i * rank + k] = column[i];
  });
  return { root, rank };
}

/** Eliminates `pivot`: its column of M - R R^T over the root of its diagonal entry; takes the column's squares off `remaining`. */
function nextColumn(
  matrix: Float64Array,
  n: number,
  columns: Float64Array[],
  pivot: number,
  remaining: Float64Array,
): Float64Array {
  const root = Math.sqrt(remaining[pivot]);
  const column = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let entry = matrix[i * n + pivot];
    for (const earlier of columns) entry -= earlier[i] * earlier[pivot];
    column[i] = i === pivot ? root : entry / root;
    // Rounding may leave a hair below zero where nothing remains.
    remaining[i] = i === pivot ? 0 : Math.max(0, remaining[i] - column[i] * column[i]);
  }
  return column;
}

function diagonalOf(matrix: Float64Array, n: number): Float64Array {
  const diagonal = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    diagonal[i] = matrix[i * n + i];
    if (!(diagonal[i] >= 0)) {
      throw new RangeError(`matrix not positive semidefinite: diagonal entry ${i} is ${diagonal[i]} (expected 0 or more)`);
    }
  }
  return diagonal;
}

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

const largestIndex = (values: Float64Array) => values.reduce((best, value, i) => (value > values[best] ? i : best), 0);
