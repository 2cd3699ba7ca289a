/** How a linear network's outputs are stretched: in float64, since `I + M M^T` must stay positive definite however large M is. */

/** `S += M M^T`, the lower triangle, for M [rows, columns] in float32 and S [rows, rows] in float64. `stride`: bytes from row to row of M. */
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
