/** A landscape's grid as plotly draws it: rows of heights with holes where inference diverged, and hatching over these holes. */
import type { DrawnLandscape } from '../../../figures/figure.ts';

type Heights = Pick<DrawnLandscape, 'axis' | 'height' | 'divergedAt' | 'holdsWhereDiverged'>;

interface Remembered {
  holes: Int32Array | null;
  rows: number[][];
}

/** Rows by their heights: the same heights give the same rows, so that plotly sees at once that a surface did not change. */
const remembered = new WeakMap<Float64Array, Remembered>();

/** Rows along the second direction; NaN where a height is not finite, and where inference diverged, unless the heights hold there. */
export function heightRows({ axis, height, divergedAt, holdsWhereDiverged }: Heights): number[][] {
  const holes = holdsWhereDiverged ? null : divergedAt;
  const earlier = remembered.get(height);
  if (earlier && earlier.holes === holes) return earlier.rows;
  const n = axis.length;
  const isHole = (value: number, i: number) => !Number.isFinite(value) || (holes !== null && holes[i] >= 0);
  const withHoles = height.some(isHole) ? height.map((value, i) => (isHole(value, i) ? Number.NaN : value)) : height;
  const rows = Array.from({ length: n }, (_, row) => Array.from(withHoles.subarray(row * n, (row + 1) * n)));
  remembered.set(height, { holes, rows });
  return rows;
}

/** Ends of line segments along both directions; NaN separates one segment from the next. */
export interface Hatching {
  a: number[];
  b: number[];
}

const linesAcross = 40;

/** Whether a grid has a diverged point, looked up once a grid: a figure is made at every step of a run. */
const knownToDiverge = new WeakMap<ArrayLike<number>, boolean>();

/**
 * Diagonals a - b = c, evenly spaced, drawn where `divergedAt` >= 0.
 * `axis`: n grid coordinates; `divergedAt`: [n * n], row = second direction, -1 where nothing diverged.
 */
export function divergenceHatch(axis: ArrayLike<number>, divergedAt: ArrayLike<number> | null): Hatching {
  const hatching: Hatching = { a: [], b: [] };
  const n = axis.length;
  if (!divergedAt || !someDiverged(divergedAt)) return hatching;

  const stride = Math.max(1, Math.round((2 * n) / linesAcross));
  for (let offset = -(n - 1); offset < n; offset += stride) addDiagonal(hatching, axis, divergedAt, offset);
  return hatching;
}

function someDiverged(divergedAt: ArrayLike<number>): boolean {
  const known = knownToDiverge.get(divergedAt) ?? Array.prototype.some.call(divergedAt, (step: number) => step >= 0);
  knownToDiverge.set(divergedAt, known);
  return known;
}

/** Walks the grid points (i, i - offset) and emits one segment for each unbroken run of diverged ones. */
function addDiagonal(hatching: Hatching, axis: ArrayLike<number>, divergedAt: ArrayLike<number>, offset: number): void {
  const n = axis.length;
  let from = -1; // first column of the current run, -1 outside one
  for (let column = Math.max(0, offset); column <= n; column++) {
    const row = column - offset;
    const diverged = column < n && row < n && divergedAt[row * n + column] >= 0;
    if (diverged && from < 0) from = column;
    if (!diverged && from >= 0) {
      const to = column - 1;
      hatching.a.push(axis[from], axis[to], Number.NaN);
      hatching.b.push(axis[from - offset], axis[to - offset], Number.NaN);
      from = -1;
    }
  }
}
