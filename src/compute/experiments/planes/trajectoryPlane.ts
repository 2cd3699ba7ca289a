/** The plane that holds most of what both learners do: the first two principal components of the weights they visit. */
import { computeError } from '../../computeError.ts';
import { withSign } from '../../math/eigenpairs.ts';
import { eigenpairsAside } from '../../math/eigenpairsAside.ts';
import { dot, normalised } from '../../math/innerProduct.ts';
import type { PlaneGeometry } from './geometry.ts';
import type { Visited } from './visitedWeights.ts';

/** Variance along the second component, as a part of the first's, below which the path is a line. */
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
  const deviations = withoutMean(points);
  const { values, vectors } = await eigenpairsAside(innerProducts(deviations), points.length, signal);
  const [second, first] = values.slice(-2);
  if (!(second > STRAIGHT * first))
    throw computeError(
      'InvalidRequest',
      'invalid plane: all visited weights lie on one line, so that a second direction is zero (expected a plane of another kind, or a longer run)',
    );
  const total = values.reduce((sum, value) => sum + value, 0);
  const share = (value: number) => `${((100 * value) / total).toPrecision(3)} %`;
  return {
    origin,
    directions: vectors
      .slice(-2)
      .reverse()
      .map((mixture) => withSign(normalised(combination(deviations, mixture)))),
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

/** How often a path leaves where it is. */
const moves = (points: Float64Array[]): number =>
  points.slice(1).filter((point, k) => point.some((weight, p) => weight !== points[k][p])).length;

function withoutMean(points: Float64Array[]): Float64Array[] {
  const mean = new Float64Array(points[0].length);
  for (const point of points) for (let p = 0; p < mean.length; p++) mean[p] += point[p] / points.length;
  return points.map((point) => point.map((weight, p) => weight - mean[p]));
}

/** D D^T [K * K], whose eigenvalues are K times the covariance's. */
function innerProducts(deviations: Float64Array[]): Float64Array {
  const count = deviations.length;
  const products = new Float64Array(count * count);
  for (let row = 0; row < count; row++) {
    for (let column = 0; column <= row; column++) {
      const product = dot(deviations[row], deviations[column]);
      products[row * count + column] = product;
      products[column * count + row] = product;
    }
  }
  return products;
}

/** sum_k mixture_k deviations_k. */
function combination(deviations: Float64Array[], mixture: Float64Array): Float64Array {
  const sum = new Float64Array(deviations[0].length);
  for (const [k, deviation] of deviations.entries()) for (let p = 0; p < sum.length; p++) sum[p] += mixture[k] * deviation[p];
  return sum;
}
