/** The products of matrices that kernels are made of: in float32, register-blocked, or in float64 where accuracy needs that. */
import { multiplyAdd, subtractFrom, VECTOR } from './lanes';

/**
 * `out = from - A B`, register-blocked, for A [rows, terms] in panels, read once and broadcast, B [terms, width] and out [rows, width]. `from` lies like `out` and may be it; 0 for zeros.
 * Strides and `width` are in bytes, `width` a whole number of vectors; rows are padded to fours.
 */
export function subtractProduct(
  panels: usize,
  rows: i32,
  terms: i32,
  b: usize,
  bStride: usize,
  width: usize,
  from: usize,
  out: usize,
  outStride: usize,
): void {
  stepByProduct(panels, rows, terms, b, bStride, width, from, out, outStride, 0);
}

/** `out += step (from - A B)` for matrices as in `subtractProduct`, in one go; with step 0 `out = from - A B`. */
export function stepByProduct(
  panels: usize,
  rows: i32,
  terms: i32,
  b: usize,
  bStride: usize,
  width: usize,
  from: usize,
  out: usize,
  outStride: usize,
  step: f32,
): void {
  let at: usize = 0;
  for (; at + 2 * VECTOR <= width; at += 2 * VECTOR) {
    twoVectors(panels, rows, terms, b + at, bStride, from ? from + at : 0, out + at, outStride, step);
  }
  if (at < width) oneVector(panels, rows, terms, b + at, bStride, from ? from + at : 0, out + at, outStride, step);
}

/** All rows of two vectors, four at a time. */
function twoVectors(
  panels: usize,
  rows: i32,
  terms: i32,
  b: usize,
  bStride: usize,
  from: usize,
  out: usize,
  stride: usize,
  step: f32,
): void {
  for (let row = 0; row < rows; row += 4) {
    let c00 = f32x4.splat(0);
    let c01 = c00;
    let c10 = c00;
    let c11 = c00;
    let c20 = c00;
    let c21 = c00;
    let c30 = c00;
    let c31 = c00;
    if (from) {
      c00 = v128.load(from);
      c01 = v128.load(from, VECTOR);
      c10 = v128.load(from + stride);
      c11 = v128.load(from + stride, VECTOR);
      c20 = v128.load(from + 2 * stride);
      c21 = v128.load(from + 2 * stride, VECTOR);
      c30 = v128.load(from + 3 * stride);
      c31 = v128.load(from + 3 * stride, VECTOR);
      from += 4 * stride;
    }
    for (let k = 0, at = b; k < terms; k++, at += bStride, panels += VECTOR) {
      const b0 = v128.load(at);
      const b1 = v128.load(at, VECTOR);
      let a = v128.load32_splat(panels);
      c00 = subtractFrom(c00, a, b0);
      c01 = subtractFrom(c01, a, b1);
      a = v128.load32_splat(panels, 4);
      c10 = subtractFrom(c10, a, b0);
      c11 = subtractFrom(c11, a, b1);
      a = v128.load32_splat(panels, 8);
      c20 = subtractFrom(c20, a, b0);
      c21 = subtractFrom(c21, a, b1);
      a = v128.load32_splat(panels, 12);
      c30 = subtractFrom(c30, a, b0);
      c31 = subtractFrom(c31, a, b1);
    }
    if (step !== 0) {
      const by = f32x4.splat(step);
      c00 = multiplyAdd(by, c00, v128.load(out));
      c01 = multiplyAdd(by, c01, v128.load(out, VECTOR));
      c10 = multiplyAdd(by, c10, v128.load(out + stride));
      c11 = multiplyAdd(by, c11, v128.load(out + stride, VECTOR));
      c20 = multiplyAdd(by, c20, v128.load(out + 2 * stride));
      c21 = multiplyAdd(by, c21, v128.load(out + 2 * stride, VECTOR));
      c30 = multiplyAdd(by, c30, v128.load(out + 3 * stride));
      c31 = multiplyAdd(by, c31, v128.load(out + 3 * stride, VECTOR));
    }
    v128.store(out, c00);
    v128.store(out, c01, VECTOR);
    v128.store(out + stride, c10);
    v128.store(out + stride, c11, VECTOR);
    v128.store(out + 2 * stride, c20);
    v128.store(out + 2 * stride, c21, VECTOR);
    v128.store(out + 3 * stride, c30);
    v128.store(out + 3 * stride, c31, VECTOR);
    out += 4 * stride;
  }
}

/** All rows of one vector. */
function oneVector(
  panels: usize,
  rows: i32,
  terms: i32,
  b: usize,
  bStride: usize,
  from: usize,
  out: usize,
  stride: usize,
  step: f32,
): void {
  for (let row = 0; row < rows; row += 4) {
    let c0 = f32x4.splat(0);
    let c1 = c0;
    let c2 = c0;
    let c3 = c0;
    if (from) {
      c0 = v128.load(from);
      c1 = v128.load(from + stride);
      c2 = v128.load(from + 2 * stride);
      c3 = v128.load(from + 3 * stride);
      from += 4 * stride;
    }
    for (let k = 0, at = b; k < terms; k++, at += bStride, panels += VECTOR) {
      const b0 = v128.load(at);
      c0 = subtractFrom(c0, v128.load32_splat(panels), b0);
      c1 = subtractFrom(c1, v128.load32_splat(panels, 4), b0);
      c2 = subtractFrom(c2, v128.load32_splat(panels, 8), b0);
      c3 = subtractFrom(c3, v128.load32_splat(panels, 12), b0);
    }
    if (step !== 0) {
      const by = f32x4.splat(step);
      c0 = multiplyAdd(by, c0, v128.load(out));
      c1 = multiplyAdd(by, c1, v128.load(out + stride));
      c2 = multiplyAdd(by, c2, v128.load(out + 2 * stride));
      c3 = multiplyAdd(by, c3, v128.load(out + 3 * stride));
    }
    v128.store(out, c0);
    v128.store(out + stride, c1);
    v128.store(out + 2 * stride, c2);
    v128.store(out + 3 * stride, c3);
    out += 4 * stride;
  }
}

/** `out -= A B^T` for A [rows, terms] and B [columns, terms], both in panels: out [rows, columns], padded to fours both ways. */
export function subtractPanelProduct(a: usize, rows: i32, b: usize, columns: i32, terms: i32, out: usize): void {
  const panelBytes = usize(terms) * VECTOR;
  const stride = usize((columns + 3) & ~3) << 2;
  for (let column = 0; column < columns; column += 4) {
    subtractProduct(a, rows, terms, b, VECTOR, VECTOR, out, out, stride);
    b += panelBytes;
    out += VECTOR;
  }
}

/**
 * `S += M M^T`, the lower triangle, for M [rows, columns] in float32 and S [rows, rows] in float64, since `I + M M^T` must stay positive definite however large
 * M is. `stride`: bytes from row to row of M.
 */
export function addGram(m: usize, stride: usize, rows: i32, columns: i32, into: usize): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j <= i; j++) {
      const entry = into + (usize(i * rows + j) << 3);
      store<f64>(entry, load<f64>(entry) + dot(m + usize(i) * stride, m + usize(j) * stride, columns));
    }
  }
}

function dot(a: usize, b: usize, count: i32): f64 {
  let low = f64x2.splat(0);
  let high = low;
  let k = 0;
  for (; k + 4 <= count; k += 4, a += 16, b += 16) {
    const left = v128.load(a);
    const right = v128.load(b);
    low = f64x2.add(low, f64x2.mul(f64x2.promote_low_f32x4(left), f64x2.promote_low_f32x4(right)));
    high = f64x2.add(high, f64x2.mul(f64x2.promote_low_f32x4(upper(left)), f64x2.promote_low_f32x4(upper(right))));
  }
  low = f64x2.add(low, high);
  let sum = f64x2.extract_lane(low, 0) + f64x2.extract_lane(low, 1);
  for (; k < count; k++, a += 4, b += 4) sum += f64(load<f32>(a)) * f64(load<f32>(b));
  return sum;
}

function upper(v: v128): v128 {
  return v128.shuffle<f32>(v, v, 2, 3, 2, 3);
}
