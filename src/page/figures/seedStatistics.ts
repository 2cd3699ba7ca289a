/** Mean and standard deviation over seeds, iteration by iteration. */

export interface SeedStatistics {
  mean: Float64Array;
  /** Sample standard deviation (n - 1); zero where only one seed got that far. */
  deviation: Float64Array;
}

/** A run that ended early (it diverged, or met its criterion) counts only as far as it went. `at`: the iterations wanted; left out for all. */
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
