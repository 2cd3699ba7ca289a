/** Classifies a critical point: its values, indices and rank, the nearest critical value of theory, and the earlier points like it. */
import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import type { CriticalPoint, Standing } from '../../../model/landscapes/saddlesFrames.ts';
import { lowerNearby } from '../../math/lowerNearby.ts';
import { normalStream } from '../../math/random.ts';
import type { Terrain } from '../../math/stationaryPoint.ts';
import { type CriticalValues, closestCriticalValue } from '../../theory/criticalValues.ts';
import { rescaling } from '../../theory/rescaling.ts';

/** The loss and F* as terrains, and the data's critical values, which set the scale of all tolerances. */
export interface Survey {
  widths: readonly number[];
  loss: Terrain;
  energy: Terrain;
  theory: CriticalValues;
}

/** |gradient|, as a part of 1/2 tr Sigma_yy, at or below which a search has found a critical point of its function. */
export const foundSlope = 1e-10;
/**
 * |gradient| of the other function, in the same unit, below which the point is critical for that one too: a degenerate point of the loss is known to the square root of rounding only, and
 * F*'s slope there grows in proportion to the distance.
 */
const sharedSlope = 1e-7;
/** Eigenvalues below minus this part of the largest (of tr Sigma_yy, if that is larger) count as negative. */
const curved = 1e-7;
/** Singular values of W_{L:1} above this part of the largest that theory allows count for the rank. */
const passing = 1e-5;
/** lambda_min of F*'s Hessian above which a saddle is a candidate against the conjecture. */
export const strictness = 1e-8;
/** Differences in value, as a part of 1/2 tr Sigma_yy, by which two critical points count as different, and above which F* is not zero. */
const sameValue = 1e-7;

export async function criticalPointAt(survey: Survey, start: number, weights: Float64Array): Promise<CriticalPoint> {
  const { loss, energy, theory } = survey;
  const scale = theory.total / 2;
  const [onLoss, onEnergy] = [await loss.slopeAt(weights), await energy.slopeAt(weights)];
  const [lossNorm, energyNorm] = [Math.hypot(...onLoss.gradient), Math.hypot(...onEnergy.gradient)];
  const lossCurvatures = (await loss.eigenpairsAt(weights, 'exact')).values;
  const energyPairs = await energy.eigenpairsAt(weights, 'exact');
  const rank = rankOf(survey, weights);
  const isCriticalForEnergy = energyNorm <= sharedSlope * scale;
  return {
    start,
    count: 1,
    weights,
    loss: onLoss.value,
    equilibratedEnergy: onEnergy.value,
    lossGradientNorm: lossNorm,
    energyGradientNorm: energyNorm,
    isCriticalForLoss: lossNorm <= sharedSlope * scale,
    isCriticalForEnergy,
    rank,
    lossIndex: indexOf(lossCurvatures, theory.total),
    lossMin: lossCurvatures[0],
    energyIndex: Math.max(indexOf(energyPairs.values, theory.total), isStrict(energyPairs.values) ? 1 : 0),
    energyMin: energyPairs.values[0],
    theory: closestCriticalValue(theory, rank, onLoss.value),
    standing: isCriticalForEnergy ? await standingOf(energy, weights, scale) : null,
  };
}

/**
 * The standing of a critical point of a function without values below 0. Its Hessian decides where lambda_min <= -1e-8 (`strict`), its value
 * where that is 0 (`minimum`). What is left has no negative curvature though lower values exist elsewhere: it is no minimum, hence a saddle
 * that is not strict (`flat`), if and only if lower values lie arbitrarily close. That is tried by descending inside balls around it, from
 * random directions and from those of least curvature; what is found must be lower than a curvature of -1e-8, the slope left and rounding
 * could explain ten times over. Where nothing is found it is a `local minimum`, as bottlenecks have (their F* is positive where they fit less
 * than the data hold), although F*, whose infimum is 0, is lower far away.
 */
export async function standingOf(terrain: Terrain, weights: Float64Array, scale: number): Promise<Standing> {
  const { values, vectors } = await terrain.eigenpairsAt(weights, 'exact');
  const { value, gradient } = await terrain.slopeAt(weights);
  if (isStrict(values)) return 'strict';
  if (value <= sameValue * scale) return 'minimum';
  const normals = normalStream(0);
  const random = Array.from({ length: 4 }, () => normals.fill(new Float64Array(weights.length), 0, 1));
  const flattest = vectors.slice(0, 2).flatMap((vector) => [vector, vector.map((entry) => -entry)]);
  const slope = Math.hypot(...gradient);
  for (const radius of [0.3, 0.03]) {
    const margin = 10 * (0.5 * strictness * radius ** 2 + slope * radius + 1e-14 * scale);
    if (await lowerNearby(terrain, weights, [...flattest, ...random], radius, margin)) return 'flat';
  }
  return 'local minimum';
}

/** Whether the smallest of the ascending eigenvalues is negative by the conjecture's measure. */
const isStrict = ([smallest]: Float64Array): boolean => smallest <= -strictness;

function indexOf(curvatures: Float64Array, scale: number): number {
  const largest = Math.max(scale, Math.abs(curvatures[0]), Math.abs(curvatures[curvatures.length - 1]));
  return curvatures.filter((curvature) => curvature < -curved * largest).length;
}

function rankOf({ widths, theory }: Survey, weights: Float64Array): number {
  const { product } = rescaling(weights, widths);
  const { diagonal } = new SingularValueDecomposition(Matrix.from1DArray(widths[widths.length - 1], widths[0], product), {
    autoTranspose: true,
  });
  const largest = theory.directions.reduce((most, { input }) => Math.max(most, Math.hypot(...input)), 0);
  return diagonal.filter((value) => value > passing * (largest || 1)).length;
}

/**
 * Adds a point to the list, or counts it where one like it stands there: both functions' values, the rank and the indices of the functions it
 * is critical for agree (values of the other function and its index vary from point to point). The one with the least negative curvature of
 * F*, the closest to a counter-example, stands for all.
 */
export function withPoint(points: readonly CriticalPoint[], point: CriticalPoint, scale: number): CriticalPoint[] {
  const like = points.find((other) => areAlike(other, point, sameValue * scale));
  if (!like) return [...points, point].sort((a, b) => a.loss - b.loss || a.rank - b.rank);
  const shown = point.energyMin > like.energyMin ? point : like;
  return points.map((other) => (other === like ? { ...shown, count: like.count + 1 } : other));
}

function areAlike(a: CriticalPoint, b: CriticalPoint, difference: number): boolean {
  return (
    a.rank === b.rank &&
    a.standing === b.standing &&
    a.isCriticalForLoss === b.isCriticalForLoss &&
    a.isCriticalForEnergy === b.isCriticalForEnergy &&
    Math.abs(a.loss - b.loss) <= difference &&
    (!a.isCriticalForLoss || a.lossIndex === b.lossIndex) &&
    (!a.isCriticalForEnergy ||
      (a.energyIndex === b.energyIndex && Math.abs(a.equilibratedEnergy - b.equilibratedEnergy) <= difference))
  );
}
