/** The plane that a surface is drawn on: a centre and two directions, points of the plane, and the projection of weights onto the plane. */
import { computeError } from '../../../model/computeError.ts';
import type { WeightPlane } from '../../engine/work/weightSettings.ts';
import { dot, norm, normalised } from '../../math/innerProduct.ts';

/** theta(a, b) = origin + a directions[0] + b directions[1] (+ c directions[2] in a volume). */
export interface PlaneGeometry {
  readonly origin: Float64Array;
  readonly directions: readonly Float64Array[];
  readonly names: string[];
  /** One sentence: which plane this is. */
  readonly description: string;
  /**
   * Of a plane through paths: the part of the squared distances of their points from the centre that lies in the plane, and the largest distance of a point
   * off the plane.
   */
  readonly captured?: { share: number; farthest: number };
  /** Half-width of the square that is worth seeing, where the plane knows one. */
  readonly reach?: number;
}

/** Two directions with a larger cos^2 of their angle count as parallel. */
const PARALLEL = 1 - 1e-12;

/** Whether two directions span a line, or less. */
export function areParallel(u: Float64Array, v: Float64Array): boolean {
  const [a, b] = [normalised(u), normalised(v)]; // squares of their products neither underflow nor overflow
  return dot(a, b) ** 2 >= PARALLEL * dot(a, a) * dot(b, b);
}

/** Checks that two directions span a plane. Throws InvalidRequest, naming the direction, where they do not. */
export function checkDirections(u: Float64Array, v: Float64Array, [nameU, nameV]: readonly [string, string]): void {
  for (const [name, direction] of [
    [nameU, u],
    [nameV, v],
  ] as const) {
    if (norm(direction) === 0)
      throw computeError('InvalidRequest', `invalid ${name}: a direction of zeros (expected two different directions)`);
  }
  if (areParallel(u, v))
    throw computeError('InvalidRequest', `invalid ${nameV}: parallel to ${nameU} (expected two different directions)`);
}

/** Settings on the plane for the given coordinates [G * directions]. */
export function settingsOnPlane(plane: PlaneGeometry, coordinates: Float64Array): WeightPlane {
  return {
    kind: 'plane',
    count: coordinates.length / plane.directions.length,
    origin: plane.origin,
    directions: plane.directions,
    coordinates,
  };
}

/** The plane's weights at (a, b). */
export function weightsAt(plane: PlaneGeometry, a: number, b: number): Float64Array {
  const [u, v] = plane.directions;
  return plane.origin.map((weight, p) => weight + a * u[p] + b * v[p]);
}

/** Least squares onto the two directions, which need not be orthogonal: coordinates and distance from the plane. */
export function projectOnto(plane: PlaneGeometry, weights: Float64Array): { a: number; b: number; residual: number } {
  const [u, v] = plane.directions;
  const offset = weights.map((weight, p) => weight - plane.origin[p]);
  const [uu, uv, vv] = [dot(u, u), dot(u, v), dot(v, v)];
  const [pu, pv] = [dot(offset, u), dot(offset, v)];
  const determinant = uu * vv - uv * uv;
  const a = (pu * vv - pv * uv) / determinant;
  const b = (pv * uu - pu * uv) / determinant;
  return { a, b, residual: norm(offset.map((value, p) => value - a * u[p] - b * v[p])) };
}
