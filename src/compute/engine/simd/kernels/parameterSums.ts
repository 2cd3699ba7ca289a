/** Sums over parameters that norms and variances follow from: in float64, since they may be millions. */

/** `sum g^2`, `sum w^2` and `sum g` over `count` numbers, to `sums` [3]. */
export function parameterSums(gradient: usize, weights: usize, count: i32, sums: usize): void {
  let gradients = f64x2.splat(0);
  let squares = gradients;
  let sizes = gradients;
  let k = 0;
  for (; k + 2 <= count; k += 2, gradient += 8, weights += 8) {
    const g = f64x2.promote_low_f32x4(v128.load64_zero(gradient));
    const w = f64x2.promote_low_f32x4(v128.load64_zero(weights));
    gradients = f64x2.add(gradients, g);
    squares = f64x2.add(squares, f64x2.mul(g, g));
    sizes = f64x2.add(sizes, f64x2.mul(w, w));
  }
  const g: f64 = k < count ? load<f32>(gradient) : 0;
  const w: f64 = k < count ? load<f32>(weights) : 0;
  store<f64>(sums, bothOf(squares) + g * g);
  store<f64>(sums, bothOf(sizes) + w * w, 8);
  store<f64>(sums, bothOf(gradients) + g, 16);
}

function bothOf(v: v128): f64 {
  return f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1);
}
