/** Curves as they are drawn: mean and deviation over seeds, no more points than pixels, and many lines in one trace. */

export interface SeedStatistics {
  mean: Float64Array;
  /** Sample standard deviation (n - 1); zero where only one seed got that far. */
  deviation: Float64Array;
}

/** Mean and deviation iteration by iteration. A run that ended early (it diverged, or met its criterion) counts only as far as it went. `at`: the iterations wanted; left out for all. */
export function seedStatistics(runs: ArrayLike<number>[], at?: readonly number[]): SeedStatistics {
  const length = at?.length ?? longest(runs);
  const mean = new Float64Array(length);
  const deviation = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const iteration = at ? at[i] : i;
    let count = 0;
    let sum = 0;
    for (const run of runs) {
      if (iteration >= run.length) continue;
      count++;
      sum += run[iteration];
    }
    mean[i] = sum / count;
    let squares = 0;
    for (const run of runs) if (iteration < run.length) squares += (run[iteration] - mean[i]) ** 2;
    deviation[i] = count > 1 ? Math.sqrt(squares / (count - 1)) : 0;
  }
  return { mean, deviation };
}

export const longest = (runs: ArrayLike<number>[]): number => runs.reduce((most, run) => Math.max(most, run.length), 0);

/** Points of a curve that are drawn, at most: more than pixels cost time and show nothing. */
const most = 1500;

/** Indices of the points that are drawn: all of 0 .. length - 1 while they are few, else every k-th and the last. */
export function thinned(length: number): number[] {
  const stride = Math.max(1, Math.ceil(length / most));
  const indices = Array.from({ length: Math.ceil(length / stride) }, (_, i) => i * stride);
  if (length > 0 && indices[indices.length - 1] !== length - 1) indices.push(length - 1);
  return indices;
}

export type Polyline = (readonly [x: number, y: number])[];

/** Many polylines as one trace, which plotly draws much faster than one trace each: their points one after another, NaN after each line. */
export function brokenLine(lines: Polyline[]): { x: number[]; y: number[] } {
  const points = lines.flatMap((line) => [...line, [Number.NaN, Number.NaN] as const]);
  return { x: points.map(([x]) => x), y: points.map(([, y]) => y) };
}
