/** Lengths and angles of flat float64 vectors. */

/** u . v */
export function dot(u: Float64Array, v: Float64Array): number {
  let sum = 0;
  for (let p = 0; p < u.length; p++) sum += u[p] * v[p];
  return sum;
}

/** |v| */
export const norm = (v: Float64Array): number => Math.sqrt(dot(v, v));

/** v / |v|; a vector of zeros stays one. */
export function normalised(v: Float64Array): Float64Array {
  const length = norm(v);
  return length === 0 ? v.slice() : v.map((value) => value / length);
}
