/** Products of row-major matrices in flat float64 arrays, written into arrays the caller owns so that inner loops allocate nothing. */

/** C = A B with A [rows, inner], B [inner, columns]; overwrites and returns `out` [rows, columns]. */
export function multiply(
  a: Float64Array,
  b: Float64Array,
  rows: number,
  inner: number,
  columns: number,
  out: Float64Array,
): Float64Array {
  out.fill(0, 0, rows * columns);
  for (let i = 0; i < rows; i++) {
    // Row by row of B: memory is read in order, and zeros of A cost nothing.
    for (let k = 0; k < inner; k++) {
      const factor = a[i * inner + k];
      if (factor === 0) continue;
      for (let j = 0; j < columns; j++) out[i * columns + j] += factor * b[k * columns + j];
    }
  }
  return out;
}

/** C <- C + A A^T with A [rows, columns], C [rows, rows]; only the lower triangle, diagonal included, is touched. */
export function addLowerGram(a: Float64Array, rows: number, columns: number, out: Float64Array): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < columns; k++) sum += a[i * columns + k] * a[j * columns + k];
      out[i * rows + j] += sum;
    }
  }
}

/** u <- u + factor A v with A [rows, columns]. */
export function addProduct(
  a: Float64Array,
  rows: number,
  columns: number,
  factor: number,
  v: Float64Array,
  u: Float64Array,
): void {
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += a[i * columns + j] * v[j];
    u[i] += factor * sum;
  }
}

/** v <- v + factor A^T u with A [rows, columns]. */
export function addTransposedProduct(
  a: Float64Array,
  rows: number,
  columns: number,
  factor: number,
  u: Float64Array,
  v: Float64Array,
): void {
  for (let i = 0; i < rows; i++) {
    const scaled = factor * u[i];
    if (scaled === 0) continue;
    for (let j = 0; j < columns; j++) v[j] += scaled * a[i * columns + j];
  }
}
