/** Counts in bins of equal width, of which one lies about zero: eigenvalues crowd there. */

export interface Bins {
  width: number;
  /** Number of the first bin and of the last: bin k reaches from (k - 1/2) width to (k + 1/2) width. */
  first: number;
  last: number;
}

/** Bins for all the values together; the one farthest from zero lies in the middle of its bin, the `across`-th from zero. */
export function binsFor(values: ArrayLike<number>[], across = 20): Bins {
  let [low, high] = [0, 0];
  for (const list of values) {
    for (let i = 0; i < list.length; i++) {
      low = Math.min(low, list[i]);
      high = Math.max(high, list[i]);
    }
  }
  const width = Math.max(high, -low) / across || 1 / across;
  return { width, first: Math.round(low / width) - 1, last: Math.round(high / width) + 1 };
}

/** Density in each bin: its share of the values over its width, so that they integrate to 1. */
export function histogramDensity(values: ArrayLike<number>, { width, first, last }: Bins): Float64Array {
  const density = new Float64Array(last - first + 1);
  for (let i = 0; i < values.length; i++) density[Math.round(values[i] / width) - first] += 1 / (values.length * width);
  return density;
}
