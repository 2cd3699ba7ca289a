/** The energy's Hessian in the activities: how fast inference settles, and the step size beyond which it diverges. */

import { hiddenLayers, weightLayers } from '../math/flatLayers.ts';
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
