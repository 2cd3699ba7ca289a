/** Lengths and angles of flat float64 vectors. */

/** u . v */
export function dot(u: Float64Array, v: Float64Array): number {
  let sum = 0;
  for (let p = 0; p < u.length; p++) sum += u[p] * v[p];
  return sum;
}

/** Sums of squares between these have lost no square to underflow or overflow. */
const [SMALLEST, LARGEST] = [1e-280, 1e300];

/** |v|, also where squares of the entries are below or above what a float64 holds. */
export function norm(v: Float64Array): number {
  const squares = dot(v, v);
  if (squares >= SMALLEST && squares <= LARGEST) return Math.sqrt(squares);
  const largest = v.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  return largest * Math.sqrt(v.reduce((sum, value) => sum + (value / largest) ** 2, 0));
}

/** v / |v|; a vector of zeros stays one. */
export function normalised(v: Float64Array): Float64Array {
  const length = norm(v);
  return length === 0 ? v.slice() : v.map((value) => value / length);
}

/** `sum_k a[from + k] b[at + k]` for k < count, in four sums side by side: a processor need not wait for one addition to begin the next. */
export function rowProduct(a: Float64Array, from: number, b: Float64Array, at: number, count: number): number {
  let [sum0, sum1, sum2, sum3] = [0, 0, 0, 0];
  const inFours = count - (count % 4);
  for (let k = 0; k < inFours; k += 4) {
    sum0 += a[from + k] * b[at + k];
    sum1 += a[from + k + 1] * b[at + k + 1];
    sum2 += a[from + k + 2] * b[at + k + 2];
    sum3 += a[from + k + 3] * b[at + k + 3];
  }
  for (let k = inFours; k < count; k++) sum0 += a[from + k] * b[at + k];
  return sum0 + sum1 + (sum2 + sum3);
}
