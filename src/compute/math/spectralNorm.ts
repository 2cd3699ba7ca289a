/** The largest singular value of a matrix, to a few hundredths: enough to judge by. */

/** Powers after which the estimate is that close for all but matrices made to defeat it. */
const rounds = 12;

/** `|W|` of W [rows, columns], row-major, from below, by powers of `W^T W`; 0 of zeros. */
export function spectralNorm(matrix: Float64Array, columns: number): number {
  let v: Float64Array = Float64Array.from({ length: columns }, (_, k) => 1 + k / columns);
  let square = 0;
  for (let round = 0; round <= rounds; round++) {
    const length = Math.hypot(...v);
    if (!(length > 0)) return 0;
    if (round > 0) square = length;
    v = squareTimes(
      matrix,
      v.map((entry) => entry / length),
    );
  }
  return Math.sqrt(square);
}

/** `W^T W v` */
function squareTimes(matrix: Float64Array, v: Float64Array): Float64Array {
  const product = new Float64Array(v.length);
  for (let row = 0; row < matrix.length; row += v.length) {
    let sum = 0;
    for (let k = 0; k < v.length; k++) sum += matrix[row + k] * v[k];
    for (let k = 0; k < v.length; k++) product[k] += sum * matrix[row + k];
  }
  return product;
}
