/** The plane through a centre and both learners' last weights. */
import { computeError } from '../../../model/computeError.ts';
import { dot, normalised } from '../../math/innerProduct.ts';
import { checkDirections, type PlaneGeometry, projectOnto } from './geometry.ts';
import type { Visited } from './visitedWeights.ts';

/**
 * u along theta_BP - theta_0, v along the part of theta_PC - theta_0 that is orthogonal to u, both of unit norm.
 * Throws InvalidRequest where the three points lie on a line, Diverged where a learner has no solution.
 */
export function solutionsPlane(
  { bp, pc }: { bp: Visited; pc: Visited },
  iterations: number,
  origin: Float64Array,
  around: string,
): PlaneGeometry {
  const toBp = minus(solutionOf('BP', bp), origin);
  const toPc = minus(solutionOf('PC', pc), origin);
  checkDirections(toBp, toPc, ['plane: the way to BP’s solution', 'plane: the way to PC’s solution']);
  const u = normalised(toBp);
  const along = dot(toPc, u);
  const v = normalised(toPc.map((value, p) => value - along * u[p]));
  const plane = { origin, directions: [u, v], names: ['u', 'v'], description: '' };
  const at = ({ points }: Visited) => {
    const { a, b } = projectOnto(plane, points[points.length - 1]);
    return `(${twoDecimals(a)}, ${twoDecimals(b)})`;
  };
  return {
    ...plane,
    description: `plane through ${around} and both solutions at iteration ${iterations}: BP ${at(bp)}, PC ${at(pc)}`,
  };
}

function solutionOf(name: string, { points, divergedAt }: Visited): Float64Array {
  if (divergedAt >= 0)
    throw computeError(
      'Diverged',
      `${name} diverged at iteration ${divergedAt}: there is no solution to lay a plane through (expected a smaller learning rate)`,
    );
  return points[points.length - 1];
}

const twoDecimals = (value: number): string => (Math.abs(value) < 0.005 ? '0' : value.toFixed(2).replace('-', '−'));

const minus = (u: Float64Array, v: Float64Array): Float64Array => u.map((value, p) => value - v[p]);
