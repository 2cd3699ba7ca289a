/** Arithmetic on four numbers at a time, and the sums that leave the vector. Multiply and add are fused where the build has relaxed SIMD. */

/** Bytes of one vector. */
export const VECTOR: usize = 16;

/** `a b + c`. */
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** `c - a b`. */
export function subtractFrom(c: v128, a: v128, b: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_nmadd(a, b, c);
  return f32x4.sub(c, f32x4.mul(a, b));
}

/** The sum of the four lanes, in float64. */
export function sumOf(v: v128): f64 {
  const low = f64(f32x4.extract_lane(v, 0)) + f64(f32x4.extract_lane(v, 1));
  const high = f64(f32x4.extract_lane(v, 2)) + f64(f32x4.extract_lane(v, 3));
  return low + high;
}

/** The largest of the four lanes; NaN where one of them is NaN. */
export function largestOf(v: v128): f32 {
  const low = max(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1));
  return max(low, max(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)));
}
