/** Weights in the kernels' memory: one setting of a plane, then laid out in panels for the product. */
import { multiplyAdd, VECTOR } from './lanes';

/**
 * `theta = origin + sum_k coordinates[k] directions[k]`, written to `into`: `parameters` of them, rounded up to whole vectors. `stride`: bytes from one
 * direction to the next. The CPU twin is `writeWeights` of weightSettings.ts.
 */
export function planeWeights(
  origin: usize,
  directions: usize,
  stride: usize,
  count: i32,
  coordinates: usize,
  parameters: i32,
  into: usize,
): void {
  const bytes = usize((parameters + 3) & ~3) << 2;
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    let theta = v128.load(origin + at);
    for (let k = 0, direction = directions + at; k < count; k++, direction += stride) {
      theta = multiplyAdd(v128.load32_splat(coordinates + (usize(k) << 2)), v128.load(direction), theta);
    }
    v128.store(into + at, theta);
  }
}

/** `factor M` for M [rows, columns] to panels of four rows, column after column, the last panel filled up with zeros: [rows / 4][columns][4]. `stride`: bytes from row to row. */
export function packRows(from: usize, stride: usize, rows: i32, columns: i32, factor: f32, to: usize): void {
  for (let row = 0; row < rows; row += 4) {
    for (let column = 0; column < columns; column += 4) {
      const there = min(4, columns - column);
      transposeFour(from + (usize(column) << 2), stride, min(4, rows - row), there, factor, to);
      to += usize(there) * VECTOR;
    }
    from += 4 * stride;
  }
}

/** M^T's panels: [columns / 4][rows][4]. Reads up to three numbers past M's end, and leaves them out. */
export function packColumns(from: usize, stride: usize, rows: i32, columns: i32, to: usize): void {
  for (let column = 0; column < columns; column += 4) {
    const there = firstLanes(columns - column);
    for (let row = 0, at = from + (usize(column) << 2); row < rows; row++, at += stride, to += VECTOR) {
      v128.store(to, v128.and(v128.load(at), there));
    }
  }
}

/** A block of four rows and columns, of which some may not be there, times the factor. */
function transposeFour(from: usize, stride: usize, rows: i32, columns: i32, factor: f32, to: usize): void {
  const by = f32x4.splat(factor);
  const zero = f32x4.splat(0);
  const r0 = v128.load(from);
  const r1 = rows > 1 ? v128.load(from + stride) : zero;
  const r2 = rows > 2 ? v128.load(from + 2 * stride) : zero;
  const r3 = rows > 3 ? v128.load(from + 3 * stride) : zero;
  const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
  const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
  const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(to, f32x4.mul(by, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5)));
  if (columns > 1) v128.store(to, f32x4.mul(by, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7)), VECTOR);
  if (columns > 2) v128.store(to, f32x4.mul(by, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5)), 2 * VECTOR);
  if (columns > 3) v128.store(to, f32x4.mul(by, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7)), 3 * VECTOR);
}

/** All bits of the first `count` lanes. */
function firstLanes(count: i32): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(count));
}

export function memoryStart(): usize {
  return __heap_base;
}
