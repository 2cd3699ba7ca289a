/** The histogram of values about zero: the few numbers of a large matrix that a figure shows. */

/** Odd, so that the middle bin is centred at zero. */
const bins = 41;

/**
 * Density in 41 bins of equal width from -edge to edge, where edge is the largest |value|: each bin's share of the values over its width, so that
 * the densities integrate to 1. Of zeros alone, edge is 0 and all densities are 0.
 */
export function weightHistogram(values: ArrayLike<number>): { edge: number; density: Float32Array } {
  let edge = 0;
  for (let i = 0; i < values.length; i++) edge = Math.max(edge, Math.abs(values[i]));
  const density = new Float32Array(bins);
  if (edge === 0) return { edge, density };
  const width = (2 * edge) / bins;
  const share = 1 / (values.length * width);
  for (let i = 0; i < values.length; i++) density[Math.min(bins - 1, Math.floor((values[i] + edge) / width))] += share;
  return { edge, density };
}
