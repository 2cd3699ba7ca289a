/** The loss's Hessian times a direction, exactly: the derivative of backpropagation. */
import type { Stepwise } from '../../math/stepwise.ts';
import { type BatchPoint, feedforwardLayers, parametersByLayer, shapeOf, zeroLayers } from './batchPoint.ts';
import { addFelt, addOuterProduct, addOutputs } from './layerProducts.ts';

/**
 * `H v` with H the Hessian of `L = 1/(2N) sum |y - f(x)|^2` (Pearlmutter, Fast Exact Multiplication by the Hessian, 1994). A dot is the
 * derivative along v: `a'_l = V_l z_{l-1} + W_l z'_{l-1}`, `z'_l = phi' a'_l`; with the backpropagated errors `b_L = y - f`,
 * `b_l = W_{l+1}^T s_{l+1}`, `s_l = b_l phi'`: `b'_l = V_{l+1}^T s_{l+1} + W_{l+1}^T s'_{l+1}`, `s'_l = b'_l phi' + b_l phi'' a'_l`,
 * and `(H v)_l = -1/N sum (s'_l z_{l-1}^T + s_l z'_{l-1}^T)`. Returns the map v [P] -> H v [P].
 */
export function* lossCurvature(point: BatchPoint): Stepwise<(direction: Float64Array) => Stepwise<Float64Array>> {
  const { layout, samples, weights } = point;
  const { layers } = layout;
  const { z, slopes, bends } = yield* feedforwardLayers(point);
  const errors = zeroLayers(point, 1).layers;
  const signals = zeroLayers(point, 1).layers;
  for (let l = layers; l >= 1; l--) {
    if (l === layers) errors[l].set(samples.y.map((y, u) => y - z[l][u]));
    else yield* addFelt(signals[l + 1], weights[l + 1], shapeOf(point, l + 1), errors[l]);
    for (let u = 0; u < errors[l].length; u++) signals[l][u] = errors[l][u] * slopes[l][u];
  }

  return function* product(direction) {
    const along = parametersByLayer(layout, direction);
    const preactivations = zeroLayers(point, 1).layers;
    const activities = zeroLayers(point, 1).layers;
    for (let l = 1; l <= layers; l++) {
      yield* addOutputs(z[l - 1], along[l], shapeOf(point, l), preactivations[l]);
      if (l > 1) yield* addOutputs(activities[l - 1], weights[l], shapeOf(point, l), preactivations[l]);
      for (let u = 0; u < activities[l].length; u++) activities[l][u] = slopes[l][u] * preactivations[l][u];
      yield;
    }
    const result = new Float64Array(layout.parameterCount);
    const resultLayers = parametersByLayer(layout, result);
    let above = activities[layers].map((outputMoves) => -outputMoves); // s'_L
    for (let l = layers; l >= 1; l--) {
      yield* addOuterProduct(-samples.weight, above, z[l - 1], shapeOf(point, l), resultLayers[l]);
      if (l === 1) break;
      yield* addOuterProduct(-samples.weight, signals[l], activities[l - 1], shapeOf(point, l), resultLayers[l]);
      const felt = new Float64Array(errors[l - 1].length);
      yield* addFelt(signals[l], along[l], shapeOf(point, l), felt);
      yield* addFelt(above, weights[l], shapeOf(point, l), felt);
      for (let u = 0; u < felt.length; u++) {
        felt[u] = felt[u] * slopes[l - 1][u] + errors[l - 1][u] * bends[l - 1][u] * preactivations[l - 1][u];
      }
      above = felt;
    }
    return result;
  };
}
