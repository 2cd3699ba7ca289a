/** The comparison's measures of an outcome: the time to 90 % of the accuracy, and the steepness and convexity of a loss surface. */

import type { LossSurface } from '../../../../model/comparison/comparisonFrames.ts';
import type { LearnerTests } from '../../../../model/problem/learnerCurves.ts';

export interface NinetyPercent {
  /** Accuracy in the latest test. */
  accuracy: number;
  /** Iterations before the first test whose accuracy is at least 90 % of that. */
  iteration: number;
  /** Milliseconds that the model's own steps had taken by then. */
  milliseconds: number;
}

/** min { t : accuracy[t] >= 0.9 accuracy[last] }; null before the first step has been tested. */
export function ninetyPercent(tests: LearnerTests | null, testedAfter: ArrayLike<number>): NinetyPercent | null {
  if (!tests || tests.accuracy.length < 2) return null;
  const accuracy = tests.accuracy[tests.accuracy.length - 1];
  const first = tests.accuracy.findIndex((value) => value >= 0.9 * accuracy);
  return first < 0 ? null : { accuracy, iteration: tests.iteration[first], milliseconds: testedAfter[first] };
}

export interface SurfaceShape {
  /** Mean loss on the square's rim, less the loss at its centre. */
  rise: number;
  /** Part of the points inside at which the loss bends down along an axis: 0 of a convex surface. */
  dented: number;
}

/** Bends below this part of the surface's range are rounding. */
const rounding = 1e-4;

/** `loss[i - 1] - 2 loss[i] + loss[i + 1] < 0` along either axis counts as a dent. Points where the loss is not finite are left out. */
export function surfaceShape({ axis: { length: n }, loss, centre }: LossSurface): SurfaceShape {
  const finite = loss.filter(Number.isFinite);
  const range =
    finite.reduce((high, value) => Math.max(high, value), centre) - finite.reduce((low, value) => Math.min(low, value), centre);
  let [rim, rimPoints, dents, inside] = [0, 0, 0, 0];
  for (let point = 0; point < n * n; point++) {
    const [row, column] = [Math.floor(point / n), point % n];
    const isRim = row === 0 || column === 0 || row === n - 1 || column === n - 1;
    if (isRim && Number.isFinite(loss[point])) {
      rim += loss[point];
      rimPoints++;
    }
    const bends = isRim ? [] : [1, n].map((step) => loss[point - step] - 2 * loss[point] + loss[point + step]);
    if (bends.length === 0 || !bends.every(Number.isFinite)) continue;
    inside++;
    if (bends.some((bend) => bend < -rounding * range)) dents++;
  }
  return { rise: rim / rimPoints - centre, dented: dents / inside };
}
