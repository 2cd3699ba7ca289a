/** What several seeds' curves have in common: mean and spread at every iteration, over the runs that got that far. */

export interface AcrossRuns {
  /** Index = iteration, up to the longest run. */
  mean: Float64Array;
  /** Population standard deviation (divided by the number of runs, as NumPy's `std`); 0 where one run is left. */
  deviation: Float64Array;
  /** Runs that reach the iteration. */
  runs: Int32Array;
}

/** m_i = 1/R sum_r c_ri, s_i^2 = 1/R sum_r (c_ri - m_i)^2 over the R curves longer than i. */
export function acrossRuns(curves: readonly ArrayLike<number>[]): AcrossRuns {
  const length = Math.max(0, ...curves.map((curve) => curve.length));
  const mean = new Float64Array(length);
  const deviation = new Float64Array(length);
  const runs = new Int32Array(length);
  for (let i = 0; i < length; i++) {
    const values = curves.filter((curve) => curve.length > i).map((curve) => curve[i]);
    runs[i] = values.length;
    mean[i] = average(values);
    deviation[i] = Math.sqrt(average(values.map((value) => (value - mean[i]) ** 2)));
  }
  return { mean, deviation, runs };
}

const average = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
