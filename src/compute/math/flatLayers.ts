/** How one flat array holds what a network has by layers: weights W_l [n_l, n_{l-1}] row-major, or activities z_l, one layer after another. */

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

/** Views z_l of a vector over all hidden units, at index l = 1..H; index 0 is empty. */
export function hiddenLayers(vector: Float64Array, widths: readonly number[]): Float64Array[] {
  const views = [vector.subarray(0, 0)];
  let offset = 0;
  for (let l = 1; l + 1 < widths.length; l++) {
    views.push(vector.subarray(offset, offset + widths[l]));
    offset += widths[l];
  }
  return views;
}
