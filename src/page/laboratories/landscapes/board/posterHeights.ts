/** The heights of the first picture as whole numbers that are mostly small: as text they are a third as long, and they come with the page. */

/** d[i, j] = h[i, j] - h[i - 1, j] - h[i, j - 1] + h[i - 1, j - 1], in whole steps of `step`; outside the grid h = 0. `heights`: [n * n] */
export function differencesOf(heights: ArrayLike<number>, n: number, step: number): number[] {
  const at = (row: number, column: number) => (row < 0 || column < 0 ? 0 : Math.round(heights[row * n + column] / step));
  return Array.from({ length: n * n }, (_, i) => {
    const [row, column] = [Math.floor(i / n), i % n];
    return at(row, column) - at(row - 1, column) - at(row, column - 1) + at(row - 1, column - 1);
  });
}

/** The heights whose differences these are. */
export function heightsFrom(differences: readonly number[], n: number, step: number): number[] {
  const sums = [...differences];
  for (let i = 0; i < sums.length; i++) {
    const [left, below] = [i % n > 0, i >= n];
    sums[i] += (left ? sums[i - 1] : 0) + (below ? sums[i - n] : 0) - (left && below ? sums[i - n - 1] : 0);
  }
  return sums.map((sum) => sum * step);
}
