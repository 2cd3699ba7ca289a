/** How one flat array holds all weights of a network: layers one after another, W_l of shape [n_l, n_{l-1}] row-major. */

/** P = sum_l n_l n_{l-1}. */
export function parameterCount(widths: readonly number[]): number {
  let count = 0;
  for (let l = 1; l < widths.length; l++) count += widths[l] * widths[l - 1];
  return count;
}

/** Views (not copies) of W_1, ..., W_L inside `weights` [P]. Throws a RangeError where the length does not fit the widths. */
export function weightLayers(weights: Float64Array, widths: readonly number[]): Float64Array[] {
  const expected = parameterCount(widths);
  if (weights.length !== expected) {
    throw new RangeError(`invalid weights: ${weights.length} numbers (expected ${expected} for widths ${widths.join('-')})`);
  }
  let offset = 0;
  return widths.slice(1).map((rows, l) => {
    const layer = weights.subarray(offset, offset + rows * widths[l]);
    offset += layer.length;
    return layer;
  });
}
