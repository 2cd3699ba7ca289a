/** The height below which a given share of finite values lies. */

/** Nearest-rank quantile of the finite values, 0 <= share <= 1; NaN where there are none. */
export function quantile(values: ArrayLike<number>, share: number): number {
  const finite = Float64Array.from(values).filter(Number.isFinite).sort();
  return finite[Math.min(Math.floor(share * finite.length), finite.length - 1)] ?? Number.NaN;
}
