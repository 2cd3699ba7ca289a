/** The energy's Hessian in the activities: how fast inference settles, and the step size beyond which it diverges. */

import { type Eigenpairs, symmetricEigenpairs } from '../math/eigenpairs.ts';
import { hiddenLayers, weightLayers } from '../math/flatLayers.ts';
import { norm } from '../math/innerProduct.ts';
import {
  extendKrylovSpace,
  inOneStep,
  isExhausted,
  krylovSpaceFrom,
  ritzPairs,
  type SymmetricProduct,
} from '../math/krylovSpace.ts';
import { largestEigenvalueStepwise } from '../math/lanczos.ts';
import { addProduct, addTransposedProduct } from '../math/matrixProduct.ts';
import { type Stepwise, toTheEnd } from '../math/stepwise.ts';
import { inverseActivityHessian } from './inverseActivityHessian.ts';

export interface InferenceRates {
  /** Euler steps below this size are stable: 2 / lambda_max. */
  stableDt: number;
  /** 1 - dt lambda_min: the factor of the mode in which the energy bends least. */
  slowestMode: number;
  /**
   * max(|1 - dt lambda_min|, |1 - dt lambda_max|): the factor that is left in the end, by whose square the energy's excess shrinks. It is
   * |slowestMode| for dt up to 2 / (lambda_min + lambda_max); above, the stiffest mode overshoots and lasts longer.
   */
  dominant: number;
}

/**
 * Extreme eigenvalues of the block tridiagonal d^2F/dz^2 of one sample: diagonal blocks I + J_{l+1}^T J_{l+1}, l = 1..H, below them -J_l,
 * l = 2..H. `jacobians` [P] is flat like weights: J_l = diag(phi'(W_l z_{l-1})) W_l at the feedforward point, where these blocks are the
 * whole Hessian (hidden errors vanish and the output is linear). For linear networks J_l = W_l, at every point and for every sample.
 * Both are within `tolerance` of themselves, usually far closer; nets of many thousand units take seconds, which a looser one shortens.
 * Along a plane of linear networks lambda_max is convex: over a square it is largest at a corner.
 * Throws a RangeError where the Jacobians do not fit the widths, are not finite, or there is no hidden layer.
 */
export function activityHessianExtremes(
  jacobians: Float64Array,
  widths: readonly number[],
  tolerance = 1e-10,
): { min: number; max: number } {
  return toTheEnd(activityHessianStepwise(jacobians, widths, tolerance));
}

/** `activityHessianExtremes` in steps, each one product with the Hessian or its inverse. */
export function* activityHessianStepwise(
  jacobians: Float64Array,
  widths: readonly number[],
  tolerance: number,
): Stepwise<{ min: number; max: number }> {
  const layers = weightLayers(jacobians, widths);
  const hiddenWidths = widths.slice(1, -1);
  if (hiddenWidths.length === 0) throw new RangeError('invalid depth: 0 (expected 1 hidden layer or more)');
  const units = hiddenWidths.reduce((sum, width) => sum + width, 0);
  const max = yield* largestEigenvalueStepwise(activityHessian(layers, widths), units, tolerance);
  const min = 1 / (yield* largestEigenvalueStepwise(inverseActivityHessian(layers, widths), units, tolerance));
  return { min, max };
}

/** The modes of inference that the output's error excites, each with its part of the energy's excess over F* at the feedforward start; parts add up to 1. */
export interface ExcitedModes {
  /** lambda_k > 0, in no order. */
  readonly curvatures: number[];
  readonly parts: number[];
}

/**
 * The modes in the Krylov space of `W_L^T r`, which is -dF/dz at the feedforward start. With c_k the component of that gradient along mode k, the energy's excess is
 * `F_t - F* = sum_k c_k^2 / (2 lambda_k) (1 - dt lambda_k)^(2t)`, so that modes of which c_k is zero are never seen. `residualMoments` = 1/N sum r r^T [d_y, d_y], of
 * the samples whose Hessian this is. Null where inference has nothing to do. By Lanczos from each direction of the residuals, in steps, each one product with the
 * Hessian; in large networks Ritz values stand for the modes, as the nodes of a quadrature. Throws as `activityHessianExtremes`.
 */
export function* excitedModesStepwise(
  jacobians: Float64Array,
  widths: readonly number[],
  residualMoments: Float64Array,
  tolerance: number,
): Stepwise<ExcitedModes | null> {
  const layers = weightLayers(jacobians, widths);
  const apply = activityHessian(layers, widths);
  const product = inOneStep((v) => {
    const out = new Float64Array(v.length);
    apply(v, out);
    return out;
  });
  const found = { curvatures: [] as number[], parts: [] as number[] };
  for (const start of excitations(layers, widths, residualMoments)) {
    const { values, vectors } = yield* ritzPairsFrom(start, product, tolerance);
    found.curvatures.push(...values);
    found.parts.push(...vectors.map(([first], k) => (first * norm(start)) ** 2 / values[k]));
  }
  const total = found.parts.reduce((sum, part) => sum + part, 0);
  return total > 0 ? { curvatures: found.curvatures, parts: found.parts.map((part) => part / total) } : null;
}

/** `W_L^T r` in the last hidden layer, one vector [units] for each direction of the residuals. */
function excitations(layers: Float64Array[], widths: readonly number[], residualMoments: Float64Array): Float64Array[] {
  const [outputs, lastHidden] = [widths[widths.length - 1], widths[widths.length - 2]];
  const units = widths.slice(1, -1).reduce((sum, width) => sum + width, 0);
  const { values, vectors } = symmetricEigenpairs(residualMoments, outputs);
  return vectors
    .map((vector, k) => {
      const start = new Float64Array(units);
      const above = hiddenLayers(start, widths)[widths.length - 2];
      addTransposedProduct(layers[layers.length - 1], outputs, lastHidden, Math.sqrt(Math.max(values[k], 0)), vector, above);
      return start;
    })
    .filter((start) => norm(start) > 0);
}

/** Products after which the present estimate is returned. */
const mostProducts = 200;

/** Ritz pairs of the Krylov space of `start`: all of the space's, or as many as it takes until both ends of the modes that count rest. */
function* ritzPairsFrom(start: Float64Array, product: SymmetricProduct, tolerance: number): Stepwise<Eigenpairs> {
  const space = krylovSpaceFrom(start);
  let [known, nextCheck] = [{ min: Number.NaN, max: Number.NaN }, 8];
  for (let size = 1; ; size++) {
    yield* extendKrylovSpace(product, space);
    const isLast = isExhausted(space) || size >= mostProducts;
    if (!isLast && size < nextCheck) continue;
    const pairs = ritzPairs(space);
    const before = known;
    const parts = pairs.vectors.map(([first], k) => first ** 2 / pairs.values[k]);
    known = extremesOf({ curvatures: Array.from(pairs.values), parts });
    const moved = Math.max(Math.abs(known.min - before.min) / known.min, Math.abs(known.max - before.max) / known.max);
    if (isLast || moved <= tolerance) return pairs;
    nextCheck = Math.ceil(1.3 * size);
  }
}

/** Part of the excess below which a mode cannot be measured, and does not count as excited. */
const leastPart = 1e-9;

/** The smallest and largest curvature of the modes that count. */
export function extremesOf({ curvatures, parts }: ExcitedModes): { min: number; max: number } {
  const least = leastPart * parts.reduce((sum, part) => sum + part, 0);
  const counted = curvatures.filter((_, k) => parts[k] > least);
  return { min: Math.min(...counted), max: Math.max(...counted) };
}

/** `sqrt((F_t - F*) / (F_{t-1} - F*))`, t >= 1: the factor of step t on the root of the energy's excess. It tends to the slowest mode's as t grows. */
export function rateOfStep({ curvatures, parts }: ExcitedModes, dt: number, t: number): number {
  const excess = (step: number) => parts.reduce((sum, part, k) => sum + part * Math.abs(1 - dt * curvatures[k]) ** (2 * step), 0);
  return Math.sqrt(excess(t) / excess(t - 1));
}

/** Convergence rates of Euler inference with step `dt`, from the Hessian's spectrum. */
export function inferenceRates({ min, max }: { min: number; max: number }, dt: number): InferenceRates {
  const slowestMode = 1 - dt * min;
  return { stableDt: 2 / max, slowestMode, dominant: Math.max(Math.abs(slowestMode), Math.abs(1 - dt * max)) };
}

/** H z = E^T E z, since F = 1/2 |e|^2 with e = E z: e_l = z_l - J_l z_{l-1}, then (E^T e)_l = e_l - J_{l+1}^T e_{l+1}; z_0 and z_L rest. */
function activityHessian(layers: Float64Array[], widths: readonly number[]): (z: Float64Array, out: Float64Array) => void {
  const hidden = widths.length - 2;
  const errors = widths.map((width) => new Float64Array(width)); // e_0 is not used
  const jacobian = (l: number) => layers[l - 1];
  return (vector, outVector) => {
    const z = hiddenLayers(vector, widths);
    const out = hiddenLayers(outVector, widths);
    for (let l = 1; l <= hidden; l++) errors[l].set(z[l]);
    errors[hidden + 1].fill(0);
    for (let l = 2; l <= hidden + 1; l++) addProduct(jacobian(l), widths[l], widths[l - 1], -1, z[l - 1], errors[l]);
    for (let l = 1; l <= hidden; l++) {
      out[l].set(errors[l]);
      addTransposedProduct(jacobian(l + 1), widths[l + 1], widths[l], -1, errors[l + 1], out[l]);
    }
  };
}
