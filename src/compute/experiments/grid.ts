/** The points of a square or cubic grid, coarse ones first, so that a picture can be refined without computing any point twice. */

/** n coordinates from -domain to domain; the middle of an odd number is exactly 0. */
export function symmetricAxis(n: number, domain: number): Float64Array {
  return Float64Array.from({ length: n }, (_, k) => (domain * (2 * k - (n - 1))) / (n - 1));
}

/** Along one axis: every `stride`-th index, and the last. */
export function coarseIndices(n: number, stride: number): number[] {
  const indices: number[] = [];
  for (let k = 0; k < n - 1; k += stride) indices.push(k);
  indices.push(n - 1);
  return indices;
}

/** A first picture of fewer than this many cells along an axis would show no shape. */
const coarsestIntervals = 5;

/** Strides from coarse to fine: each next grid holds the points of the one before. */
export function refinementStrides(n: number): number[] {
  return [16, 8, 4, 2, 1].filter((stride) => stride === 1 || (n - 1) / stride >= coarsestIntervals);
}

/** Flat indices [row * n + column] of the coarse grid's points that are not yet `done`; marks them done. */
export function pointsToDo(n: number, stride: number, done: Uint8Array): Int32Array {
  const along = coarseIndices(n, stride);
  const todo: number[] = [];
  for (const row of along) {
    for (const column of along) {
      const point = row * n + column;
      if (done[point]) continue;
      done[point] = 1;
      todo.push(point);
    }
  }
  return Int32Array.from(todo);
}

/** The coarse grid's values out of the full grid's. */
export function onCoarseGrid<Values extends Float64Array | Int32Array>(full: Values, n: number, stride: number): Values {
  if (stride === 1) return full.slice() as Values;
  const along = coarseIndices(n, stride);
  const coarse = full.slice(0, along.length * along.length) as Values;
  let point = 0;
  for (const row of along) {
    for (const column of along) coarse[point++] = full[row * n + column];
  }
  return coarse;
}

/** Writes the values of some grid points into the full grid. */
export function scatter(from: Float64Array | Int32Array, points: Int32Array, into: Float64Array | Int32Array): void {
  for (let k = 0; k < points.length; k++) into[points[k]] = from[k];
}

/** (a, b) of flat grid indices: column along the first direction, row along the second. */
export function coordinatesOf(points: Int32Array, axis: Float64Array): Float64Array {
  const coordinates = new Float64Array(2 * points.length);
  for (const [k, point] of points.entries()) {
    coordinates[2 * k] = axis[point % axis.length];
    coordinates[2 * k + 1] = axis[Math.floor(point / axis.length)];
  }
  return coordinates;
}
