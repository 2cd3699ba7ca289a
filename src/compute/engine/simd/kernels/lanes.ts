/** Arithmetic on four numbers at a time, with the constants that inner loops load. Multiply and add are fused where the build has relaxed SIMD. */

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

/** Numbers that inner loops load from memory: engines build a vector constant anew wherever it is used, which takes longer than to load the number. */
const numbers: usize = memory.data<f32>([
  -116.0, 116.0, 12582912.0, 1.0, 2.0, -0.0, 2.8853900817779268, 0.0, 0.01, 0.6931471435, 0.2402235134, 0.05550500215,
  0.009666245423, 0.001333353822,
]);

/** Places of the numbers. 2 to their powers, and to those of twice them, are finite and not 0. */
export const LOWEST: usize = 0;
export const HIGHEST: usize = 1;
/** `1.5 * 2^23`: added to a number below 2^22, it leaves the nearest whole number in the last bits. */
export const ROUNDING: usize = 2;
export const ONE: usize = 3;
export const TWO: usize = 4;
/** The sign's bit alone. */
export const SIGN: usize = 5;
/** `2 / log 2` */
export const TWICE_LOG2E: usize = 6;
export const ZERO: usize = 7;
/** The slope of leaky relu below zero. */
export const LEAK: usize = 8;
/** From here on `(2^f - 1) / f` for |f| <= 1/2 in five powers of f, fitted to 4.4e-7 of its value. */
export const RISE: usize = 9;

/** In all four lanes. */
export function number(place: usize): v128 {
  return v128.load32_splat(numbers + (place << 2));
}
