/** Eigenvalues of Hessians: all of them for small matrices, the ends and the density for matrices known only by their products. */

import { computeError } from '../../../model/computeError.ts';
import type { Spectrum } from '../../../model/landscapes/frames.ts';
import { eigenpairsAside } from '../../math/eigenpairsAside.ts';
import { extremeEigenpairs } from '../../math/extremeEigenpairs.ts';
import { spectralDensity } from '../../math/spectralDensity.ts';
import type { Breather } from '../work/breather.ts';
import { type Curvature, hessianMatrix } from './curvature.ts';

/** Parameters up to which a Hessian is computed in full when asked for: its eigenproblem takes minutes at this size. */
const largestMatrix = 2000;

/** Throws TooLarge, with the largest size that fits and what to do instead. */
export function checkDense(parameters: number): void {
  if (parameters > largestMatrix) {
    throw computeError(
      'TooLarge',
      `network too large for a full Hessian: ${parameters} parameters (largest that fits: ${largestMatrix}; Lanczos has no limit)`,
    );
  }
}

/** The method that was asked for; under `auto`, `dense` where that is quick. */
export function methodFor(
  parameters: number,
  asked: 'auto' | 'dense' | 'lanczos',
  denseUpTo = largestMatrix,
): 'dense' | 'lanczos' {
  if (asked === 'auto') return parameters <= denseUpTo ? 'dense' : 'lanczos';
  if (asked === 'dense') checkDense(parameters);
  return asked;
}

export interface DenseSpectrum {
  spectrum: Spectrum;
  /** [P * P] */
  matrix: Float64Array;
}

/** Throws TooLarge where an entry of the Hessian is not finite. */
export async function denseSpectrum(curvature: Curvature, signal: AbortSignal, name = 'a Hessian'): Promise<DenseSpectrum> {
  const matrix = await hessianMatrix(curvature);
  const place = matrix.findIndex((entry) => !Number.isFinite(entry));
  if (place >= 0)
    throw overflow(name, matrix[place], Math.floor(place / curvature.parameterCount), place % curvature.parameterCount);
  const { values } = await eigenpairsAside(matrix, curvature.parameterCount, signal);
  return { spectrum: { eigenvalues: values, min: values[0], max: values[values.length - 1], density: null }, matrix };
}

const overflow = (name: string, entry: number, row: number, column: number): Error =>
  computeError(
    'TooLarge',
    `numbers too large: entry [${row}, ${column}] of ${name} is ${entry} (expected smaller weights, inputs or targets: float64 ends at 1.8e308)`,
  );

/** The smallest and largest eigenvalue, as exact as `tolerance` (relative to the largest) or as the products are. */
export async function spectrumEnds(curvature: Curvature, tolerance: number, breather: Breather): Promise<Spectrum> {
  const { multiply, parameterCount, precision } = curvature;
  const enough = Math.max(tolerance, precision);
  const { min, max } = await breather.run(extremeEigenpairs(multiply, parameterCount, { tolerance: enough }));
  return { eigenvalues: null, min: min.value, max: max.value, density: null };
}

/** Number of products for a density: fewer where each takes seconds. */
const probing = { many: { probes: 8, steps: 40 }, few: { probes: 4, steps: 25 }, manyUpTo: 1e5 };

/** The density between ends that are known, to be drawn beside a spectrum of this width. */
export async function withDensity(ends: Spectrum, curvature: Curvature, beside: number, breather: Breather): Promise<Spectrum> {
  const { parameterCount: n, multiply } = curvature;
  const { probes, steps } = n <= probing.manyUpTo ? probing.many : probing.few;
  return { ...ends, density: await breather.run(spectralDensity(multiply, n, { probes, steps, beside })) };
}
