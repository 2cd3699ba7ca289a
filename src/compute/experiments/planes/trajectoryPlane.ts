/** The plane along the first two principal components of the weights that both learners visit. */
import { computeError } from '../../../model/computeError.ts';
import { principalComponents } from '../../math/principalComponents.ts';
import type { PlaneGeometry } from './geometry.ts';
import type { Visited } from './visitedWeights.ts';

/** A path is a line when the variance along its second component is below this part of the first's. */
const STRAIGHT = 1e-20;
const fewestPoints = 3;

/**
 * u, v: unit eigenvectors of the visited weights' covariance, of its two largest eigenvalues, through `origin`.
 * Throws InvalidRequest where the learners visited fewer than three different points, or points on one line.
 */
export async function trajectoryPlane(
  { bp, pc }: { bp: Visited; pc: Visited },
  origin: Float64Array,
  around: string,
  signal: AbortSignal,
): Promise<PlaneGeometry> {
  const points = [...bp.points, ...pc.points.slice(1)]; // both start at the same point
  checkDifferent(bp, pc);
  const { directions, squares, total } = await principalComponents(points, 2, signal);
  const [first, second] = squares;
  if (!(second > STRAIGHT * first))
    throw computeError(
      'InvalidRequest',
      'invalid plane: all visited weights lie on one line, so that a second direction is zero (expected a plane of another kind, or a longer run)',
    );
  const share = (value: number) => `${((100 * value) / total).toPrecision(3)} %`;
  return {
    origin,
    directions,
    names: ['u', 'v'],
    description: `PCA of both paths, through ${around}: u explains ${share(first)} of their variance, v ${share(second)}`,
  };
}

function checkDifferent(bp: Visited, pc: Visited): void {
  const visited = 1 + moves(bp.points) + moves(pc.points);
  if (visited >= fewestPoints) return;
  const diverged = [bp, pc].some(({ divergedAt }) => divergedAt >= 0);
  throw computeError(
    'InvalidRequest',
    `invalid plane: ${visited} different ${visited === 1 ? 'point' : 'points'} visited (expected ${fewestPoints} or more: ${diverged ? 'a smaller learning rate, since the run diverges' : 'more iterations, or a larger learning rate'})`,
  );
}

/** Number of steps of a path that change the weights. */
const moves = (points: Float64Array[]): number =>
  points.slice(1).filter((point, k) => point.some((weight, p) => weight !== points[k][p])).length;
