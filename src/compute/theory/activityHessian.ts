/** The energy's Hessian in the activities: how fast inference settles, and the step size beyond which it diverges. */
import { type Extremes, extremeEigenvalues } from '../math/lanczos.ts';
import { addProduct, addTransposedProduct } from '../math/matrixProduct.ts';
import { weightLayers } from '../math/weightLayers.ts';

export interface InferenceRates {
  /** Euler steps below this size are stable: 2 / lambda_max. */
  stableDt: number;
  /** 1 - dt lambda_min: the factor of the mode that the energy bends least. */
  slowestMode: number;
  /** max(|1 - dt lambda_min|, |1 - dt lambda_max|): the factor that is left in the end; the energy's excess shrinks by its square. */
  dominant: number;
}

/**
 * Extreme eigenvalues of the block tridiagonal d^2F/dz^2 of one sample: diagonal blocks I + J_{l+1}^T J_{l+1}, l = 1..H, below them -J_l,
 * l = 2..H. `jacobians` [P] is flat like weights: J_l = diag(phi'(W_l z_{l-1})) W_l at the feedforward point, where these blocks are the
 * whole Hessian (hidden errors vanish and the output is linear). For linear networks J_l = W_l, at every point and for every sample.
 * Along a plane of linear networks lambda_max is convex: over a square it is largest at a corner.
 * Throws a RangeError where the Jacobians do not fit the widths, are not finite, or there is no hidden layer.
 */
export function activityHessianExtremes(jacobians: Float64Array, widths: readonly number[]): Extremes {
  const layers = weightLayers(jacobians, widths);
  const hiddenWidths = widths.slice(1, -1);
  if (hiddenWidths.length === 0) throw new RangeError('invalid depth: 0 (expected 1 hidden layer or more)');
  const errors = widths.map((width) => new Float64Array(width));
  const units = hiddenWidths.reduce((sum, width) => sum + width, 0);
  return extremeEigenvalues(
    (v, out) => applyActivityHessian(layers, splitByLayer(v, hiddenWidths), errors, splitByLayer(out, hiddenWidths)),
    units,
  );
}

/** What the Hessian's spectrum means for Euler inference with step `dt`; see {@link InferenceRates}. */
export function inferenceRates({ min, max }: Extremes, dt: number): InferenceRates {
  const slowestMode = 1 - dt * min;
  return { stableDt: 2 / max, slowestMode, dominant: Math.max(Math.abs(slowestMode), Math.abs(1 - dt * max)) };
}

/** H v = E^T E v, since F = 1/2 |e|^2 with e = E z: e_l = z_l - J_l z_{l-1}, then (E^T e)_l = e_l - J_{l+1}^T e_{l+1}; z_0 and z_L rest. */
function applyActivityHessian(layers: Float64Array[], z: Float64Array[], errors: Float64Array[], out: Float64Array[]): void {
  const hidden = z.length;
  for (let l = 1; l <= hidden + 1; l++) {
    if (l <= hidden) errors[l].set(z[l - 1]);
    else errors[l].fill(0);
    if (l > 1) addProduct(layers[l - 1], errors[l].length, errors[l - 1].length, -1, z[l - 2], errors[l]);
  }
  for (let l = 1; l <= hidden; l++) {
    out[l - 1].set(errors[l]);
    addTransposedProduct(layers[l], errors[l + 1].length, errors[l].length, -1, errors[l + 1], out[l - 1]);
  }
}

/** Views of the layers' parts of a vector over all hidden units. */
function splitByLayer(vector: Float64Array, widths: readonly number[]): Float64Array[] {
  let offset = 0;
  return widths.map((width) => {
    const start = offset;
    offset += width;
    return vector.subarray(start, offset);
  });
}
