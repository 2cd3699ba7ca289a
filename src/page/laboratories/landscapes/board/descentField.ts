/** Where steepest descent would go from evenly spaced points of a plane: arrows for the contour view. */

export interface Arrow {
  from: [a: number, b: number];
  to: [a: number, b: number];
}

const arrowsAcross = 15;
/** Gradients this many times smaller than the largest still get a visible arrow. */
const compression = 100;

/**
 * -grad h by central differences on the grid, at about 15 x 15 of its inner points. An arrow's length is
 * log(1 + 100 g / g_max) / log(101) of the spacing, so that slow regions keep a direction; it is centred on its point.
 * `height`: [n * n], row = second direction. Points beside a height that is not finite have no arrow.
 */
export function descentField(axis: ArrayLike<number>, height: ArrayLike<number>): Arrow[] {
  const n = axis.length;
  const step = (axis[n - 1] - axis[0]) / (n - 1);
  const stride = Math.max(1, Math.round((n - 1) / arrowsAcross));
  const places = Array.from({ length: n }, (_, i) => i).filter(
    (i) => i > 0 && i < n - 1 && (i - Math.floor(stride / 2)) % stride === 0,
  );

  const slopes = places.flatMap((row) => places.map((column) => ({ row, column, ...slopeAt(height, n, step, row, column) })));
  const steep = slopes.filter(({ size }) => Number.isFinite(size) && size > 0);
  const steepest = Math.max(...steep.map(({ size }) => size));
  return steep.map(({ row, column, a, b, size }) => {
    const half = (0.42 * stride * step * Math.log1p((compression * size) / steepest)) / Math.log1p(compression);
    const [along, across] = [(-a / size) * half, (-b / size) * half];
    return { from: [axis[column] - along, axis[row] - across], to: [axis[column] + along, axis[row] + across] };
  });
}

function slopeAt(height: ArrayLike<number>, n: number, step: number, row: number, column: number) {
  const at = row * n + column;
  const a = (height[at + 1] - height[at - 1]) / (2 * step);
  const b = (height[at + n] - height[at - n]) / (2 * step);
  return { a, b, size: Math.hypot(a, b) };
}

/** The arrows as one broken line: shaft and both barbs, NaN between strokes. */
export function arrowStrokes(arrows: Arrow[]): { x: number[]; y: number[] } {
  const strokes: { x: number[]; y: number[] } = { x: [], y: [] };
  for (const { from, to } of arrows) {
    const [da, db] = [to[0] - from[0], to[1] - from[1]];
    const barb = (side: 1 | -1): [number, number] => [to[0] - 0.3 * da - 0.2 * side * db, to[1] - 0.3 * db + 0.2 * side * da];
    for (const [a, b] of [from, to, barb(1), to, barb(-1), [Number.NaN, Number.NaN]]) {
      strokes.x.push(a);
      strokes.y.push(b);
    }
  }
  return strokes;
}
