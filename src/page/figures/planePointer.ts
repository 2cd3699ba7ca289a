/** From a pointer over a drawn landscape to the point of its plane, on surfaces in perspective too. */
import { type Figure, startName } from './figure.ts';
import type { Projection } from './sceneProjection.ts';

/** Where the start's marker stands in the figure's coordinates; null where the figure has none. */
export function startOf(figure: Figure): [x: number, y: number, z: number] | null {
  const trace = figure.data.find((each) => 'name' in each && each.name === startName) as
    | Record<'x' | 'y' | 'z', ArrayLike<number>>
    | undefined;
  return trace ? [trace.x[0], trace.y[0], trace.z?.[0] ?? 0] : null;
}

/** Heights over a square grid. */
export interface HeightField {
  /** Evenly spaced coordinates along both directions, n of them. */
  axis: ArrayLike<number>;
  /** [n * n], row = second direction. */
  height: ArrayLike<number>;
  /** Points with a value of 0 or more have no height; null or left out where all have one. */
  holes?: ArrayLike<number> | null;
}

const samples = 400;

/** The first crossing of the ray with the surface inside the grid, or null where it passes by. */
export function surfaceHit(
  ray: ReturnType<Projection['rayAt']>,
  field: HeightField,
): { a: number; b: number; height: number } | null {
  const span = crossingOfSquare(ray, field.axis);
  if (!span) return null;
  const at = (s: number) => ray.origin.map((start, i) => start + s * ray.direction[i]);
  const above = (s: number): number => {
    const [a, b, z] = at(s);
    return z - heightAt(field, a, b);
  };

  let from = span[0];
  let fromAbove = above(from);
  for (let i = 1; i <= samples; i++) {
    const to = span[0] + ((span[1] - span[0]) * i) / samples;
    const toAbove = above(to);
    if (fromAbove * toAbove <= 0) {
      const [a, b] = at(from + ((to - from) * fromAbove) / (fromAbove - toAbove || 1));
      return { a, b, height: heightAt(field, a, b) };
    }
    from = to;
    fromAbove = toAbove;
  }
  return null;
}

/** Bilinear height at a point of the plane, the border's beyond the border; NaN beside a point without a height. */
export function heightAt({ axis, height, holes }: HeightField, a: number, b: number): number {
  const n = axis.length;
  const step = (axis[n - 1] - axis[0]) / (n - 1);
  const slack = 1e-9; // a ray that ends on the border is inside
  const column = Math.min(Math.max((a - axis[0]) / step, -slack), n - 1 + slack);
  const row = Math.min(Math.max((b - axis[0]) / step, -slack), n - 1 + slack);
  const [i, j] = [column, row].map((position) => Math.min(Math.max(Math.floor(position), 0), n - 2));
  const [p, q] = [column - i, row - j];
  const corner = (at: number): number => (holes && holes[at] >= 0 ? Number.NaN : height[at]);
  const [low, above] = [j * n + i, (j + 1) * n + i];
  return (1 - q) * ((1 - p) * corner(low) + p * corner(low + 1)) + q * ((1 - p) * corner(above) + p * corner(above + 1));
}

/** The stretch of s > 0 over which the ray is above or below the grid's square. */
function crossingOfSquare(
  { origin, direction }: ReturnType<Projection['rayAt']>,
  axis: ArrayLike<number>,
): [number, number] | null {
  let [enter, leave] = [0, Number.POSITIVE_INFINITY];
  for (const i of [0, 1]) {
    const crossings = [axis[0], axis[axis.length - 1]].map((edge) => (edge - origin[i]) / direction[i]);
    enter = Math.max(enter, Math.min(...crossings));
    leave = Math.min(leave, Math.max(...crossings));
  }
  return enter < leave ? [enter, leave] : null;
}
