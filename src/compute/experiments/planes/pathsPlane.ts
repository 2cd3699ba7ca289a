/** The plane through its centre that captures the most of both learners' paths, and the square on the plane that they fit into. */

import { dot, norm } from '../../math/innerProduct.ts';
import { principalComponents } from '../../math/principalComponents.ts';
import { type PlaneGeometry, projectOnto } from './geometry.ts';
import type { Visited } from './visitedWeights.ts';

/** Paths lie on a line when the squares along their second component are below this part of the first's: the rest is rounding error. */
const STRAIGHT = 1e-12;
/** Half-width of the widest square: paths that run off are drawn as far as a person could choose. */
export const WIDEST = 10;
/** The fitted square's half-width over the largest coordinate of a visited point. */
const MARGIN = 1.15;

/**
 * The plane of the unit eigenvectors of `sum_k d_k d_k^T`, of its two largest eigenvalues, where d_k are the visited weights less `origin`: principal components
 * about the centre, not about the mean, so that the plane goes through the centre. u, v: those two, turned in their plane so that the square around the paths is
 * the smallest, since the heights at the corners of a wider one would dwarf the relief between the paths. In words why there is no such plane, where the paths lie on a line or both diverge.
 */
export async function pathsPlane(
  visited: { bp: Visited; pc: Visited },
  origin: Float64Array,
  around: string,
  signal: AbortSignal,
): Promise<PlaneGeometry | string> {
  const points = pointsToHold(visited, origin);
  if (!points) return 'both learners diverge';
  const { directions, squares, total } = await principalComponents(points, 2, signal, origin);
  if (!(squares[1] > STRAIGHT * squares[0])) return 'both paths lie on one line';
  const share = (squares[0] + squares[1]) / total;
  const plane = {
    origin,
    directions: inSmallestSquare(directions, points, origin),
    names: ['u', 'v'],
    description: `plane through ${around}: holds ${inPercent(share)} of both paths’ squared distance`,
  };
  const projected = points.map((point) => projectOnto(plane, point));
  const farthest = projected.reduce((most, { residual }) => Math.max(most, residual), 0);
  const reach = projected.reduce((most, { a, b }) => Math.max(most, Math.abs(a), Math.abs(b)), 0);
  return { ...plane, captured: { share, farthest }, reach: Math.min(MARGIN * reach, WIDEST) };
}

/** Degrees between the directions that are tried. */
const TURN = 1;

/** The directions u, v (orthonormal), turned in their plane to where the square around the points is the smallest, and the points lie in front. */
function inSmallestSquare([u, v]: Float64Array[], points: Float64Array[], origin: Float64Array): Float64Array[] {
  const places = points.map((point) => {
    const offset = point.map((weight, p) => weight - origin[p]);
    return [dot(offset, u), dot(offset, v)];
  });
  let [best, least] = [[1, 0], Number.POSITIVE_INFINITY];
  for (let degrees = 0; degrees < 90; degrees += TURN) {
    const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    const reach = places.reduce((most, [a, b]) => Math.max(most, Math.abs(c * a + s * b), Math.abs(c * b - s * a)), 0);
    if (reach < least) [best, least] = [[c, s], reach];
  }
  const [c, s] = towardsTheViewer(best, places);
  return [u.map((value, p) => c * value + s * v[p]), v.map((value, p) => c * value - s * u[p])];
}

/** The turn of these cosine and sine, or that and one to three right angles, after which the places lie towards large a and small b: in front, as the scene opens. */
function towardsTheViewer([c, s]: number[], places: number[][]): number[] {
  const inFront = ([cosine, sine]: number[]) =>
    places.reduce((sum, [a, b]) => sum + (cosine + sine) * a + (sine - cosine) * b, 0);
  const turns = [
    [c, s],
    [-s, c],
    [-c, -s],
    [s, -c],
  ];
  return turns.reduce((best, turn) => (inFront(turn) > inFront(best) ? turn : best));
}

/** The weights that both learners visit, the start once. A learner that diverges counts as far as the other one goes; null where both diverge. */
function pointsToHold({ bp, pc }: { bp: Visited; pc: Visited }, origin: Float64Array): Float64Array[] | null {
  const [bpDiverges, pcDiverges] = [bp.divergedAt >= 0, pc.divergedAt >= 0];
  if (bpDiverges && pcDiverges) return null;
  const distance = (point: Float64Array) => norm(point.map((weight, p) => weight - origin[p]));
  const farthest = ({ points }: Visited) => points.reduce((most, point) => Math.max(most, distance(point)), 0);
  const within = ({ points }: Visited, most: number) => points.slice(1).filter((point) => distance(point) <= most);
  return [
    bp.points[0],
    ...within(bp, bpDiverges ? farthest(pc) : Number.POSITIVE_INFINITY),
    ...within(pc, pcDiverges ? farthest(bp) : Number.POSITIVE_INFINITY),
  ];
}

/** Never rounded up to all of it: `99.2 %`, `99.99 %`. */
function inPercent(share: number): string {
  const percent = 100 * share;
  if (100 - percent < 1e-9) return 'all';
  const digits = Math.max(1, Math.ceil(-Math.log10(100 - percent)));
  return `${Math.floor(percent * 10 ** digits) / 10 ** digits} %`;
}
