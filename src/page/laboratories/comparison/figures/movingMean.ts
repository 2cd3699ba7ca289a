/** A noisy curve made readable. */

/** `mean(values[max(0, i - over + 1) .. i])` at every i: no value ahead of its time. */
export function movingMean(values: ArrayLike<number>, over: number): Float64Array {
  const means = new Float64Array(values.length);
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    sum += values[i] - (i >= over ? values[i - over] : 0);
    means[i] = sum / Math.min(i + 1, over);
  }
  return means;
}
