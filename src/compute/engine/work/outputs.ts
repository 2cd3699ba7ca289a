/** What a network's outputs say of its samples' classes. */

/** How many samples' largest output, y less the error, is where y is largest. */
export function countCorrect(y: ArrayLike<number>, error: ArrayLike<number>, width: number): number {
  let correct = 0;
  for (let start = 0; start < y.length; start += width) {
    let wanted = start;
    let found = start;
    for (let k = start + 1; k < start + width; k++) {
      if (y[k] > y[wanted]) wanted = k;
      if (y[k] - error[k] > y[found] - error[found]) found = k;
    }
    if (wanted === found) correct++;
  }
  return correct;
}
