/** Inference as one Newton step from the feedforward values: what makes predictive coding a second-order method. */
import { hiddenLayers, weightLayers } from '../math/flatLayers.ts';
import { addTransposedProduct } from '../math/matrixProduct.ts';
import { inverseActivityHessian } from './inverseActivityHessian.ts';

export interface NewtonStep {
  /** dz = -I^-1 g over all hidden units, layer by layer. */
  shift: Float64Array;
  /** 1/2 g^T I^-1 g: by how much the quadratic model lies lower at its minimum, for this sample's 1/2 squares. */
  gain: number;
}

/**
 * `F(z + dz) ~ L + g^T dz + 1/2 dz^T I dz` around one sample's feedforward values, whose minimum is `dz = -I^-1 g` (THEORY.md, "Second-order
 * view"). I is the activity Hessian there, g = dF/dz. Hidden errors vanish at the feedforward values and the output r = y - f(x) is linear in
 * z_H, so that g is zero but for g_H = -W_L^T r, and I is made of the Jacobians alone. Exact for linear networks; off by O(|dz|^2) for others.
 *
 * `jacobians` [P], flat like weights: J_l = diag(phi'(W_l z_{l-1})) W_l at the feedforward values. Returns the step as a function of the residual
 * r [d_y], so that a linear network factors I once for all samples. Throws a RangeError where the Jacobians do not fit the widths or are not finite.
 */
export function trustRegion(jacobians: Float64Array, widths: readonly number[]): (residual: Float64Array) => NewtonStep {
  const layers = weightLayers(jacobians, widths);
  const solve = inverseActivityHessian(layers, widths);
  const [outputs, lastHidden] = [widths[widths.length - 1], widths[widths.length - 2]];
  const units = widths.slice(1, -1).reduce((sum, width) => sum + width, 0);
  return (residual) => {
    const downhill = new Float64Array(units); // -g
    addTransposedProduct(
      layers[layers.length - 1],
      outputs,
      lastHidden,
      1,
      residual,
      hiddenLayers(downhill, widths)[widths.length - 2],
    );
    const shift = new Float64Array(units);
    solve(downhill, shift);
    return { shift, gain: downhill.reduce((sum, slope, unit) => sum + slope * shift[unit], 0) / 2 };
  };
}
