/** Mean and standard deviation over seeds, iteration by iteration. */

export interface SeedStatistics {
  mean: Float64Array;
  /** Sample standard deviation (n - 1); zero where only one seed got that far. */
  deviation: Float64Array;
}

/** A run that ended early (it diverged, or met its criterion) counts only as far as it went. */
export function seedStatistics(runs: ArrayLike<number>[]): SeedStatistics {
  const length = Math.max(0, ...runs.map((run) => run.length));
  const mean = new Float64Array(length);
  const deviation = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const values = runs.filter((run) => i < run.length).map((run) => run[i]);
    mean[i] = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean[i]) ** 2, 0);
    deviation[i] = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0;
  }
  return { mean, deviation };
}
