/** How the energy's gradients, by activities and by weights, change along a direction: all its second derivatives, as products. */
import type { Stepwise } from '../../math/stepwise.ts';
import {
  activateLayer,
  addFelt,
  addOuterProduct,
  addOutputs,
  type BatchPoint,
  type FlatLayers,
  type Layers,
  parametersByLayer,
  shapeOf,
  zeroLayers,
} from './batchPoint.ts';

/** The energy at some activities: `e_l = z_l - phi(a_l)`, signals `s_l = e_l phi'(a_l)`. */
export interface EnergyState {
  /** z_0 = x to z_L = y. */
  readonly z: Layers;
  readonly errors: Layers;
  readonly signals: Layers;
  readonly slopes: Layers;
  readonly bends: Layers;
}

export function* energyState(point: BatchPoint, z: Layers): Stepwise<EnergyState> {
  const { layout, weights } = point;
  const errors = zeroLayers(point, 1).layers;
  const signals = zeroLayers(point, 1).layers;
  const slopes: Float64Array[] = [new Float64Array()];
  const bends: Float64Array[] = [new Float64Array()];
  for (let l = 1; l <= layout.layers; l++) {
    const predictions = new Float64Array(errors[l].length);
    yield* addOutputs(z[l - 1], weights[l], shapeOf(point, l), predictions);
    const { slope, bend } = activateLayer(point, l, predictions);
    slopes.push(slope);
    bends.push(bend);
    for (let u = 0; u < predictions.length; u++) {
      errors[l][u] = z[l][u] - predictions[u];
      signals[l][u] = errors[l][u] * slope[u];
    }
    yield;
  }
  return { z, errors, signals, slopes, bends };
}

/** Zeros for layers 1 to L - 1, the activities that inference moves. */
export const hiddenZeros = (point: BatchPoint): FlatLayers => zeroLayers(point, 1, point.layout.layers - 1);

/** A sample's `dF/dz_l = e_l - W_{l+1}^T s_{l+1}` of the hidden layers (without the 1/N, as inference takes it). */
export function* activityGradient(point: BatchPoint, { errors, signals }: EnergyState): Stepwise<FlatLayers> {
  const gradient = hiddenZeros(point);
  for (let l = 1; l < point.layout.layers; l++) {
    yield* addFelt(signals[l + 1], point.weights[l + 1], shapeOf(point, l + 1), gradient.layers[l]);
    for (let u = 0; u < errors[l].length; u++) gradient.layers[l][u] = errors[l][u] - gradient.layers[l][u];
  }
  return gradient;
}

/** Derivatives along (dz, dW) of the signals and of the activity gradient. */
export interface EnergyTangent {
  readonly signals: Layers;
  readonly activityGradient: FlatLayers;
}

/**
 * `a'_l = V_l z_{l-1} + W_l z'_{l-1}`, `e'_l = z'_l - phi' a'_l`, `s'_l = e'_l phi' + e_l phi'' a'_l`, and
 * `(dF/dz_l)' = e'_l - V_{l+1}^T s_{l+1} - W_{l+1}^T s'_{l+1}`, for hidden activities that move by `dz` and weights that move by `dW`
 * (null where they rest).
 */
export function* energyTangent(
  point: BatchPoint,
  state: EnergyState,
  dz: FlatLayers | null,
  dW: Float64Array | null,
): Stepwise<EnergyTangent> {
  const { layout, weights } = point;
  const { layers } = layout;
  const { z, errors, signals, slopes, bends } = state;
  const along = dW && parametersByLayer(layout, dW);
  const movedErrors = zeroLayers(point, 1).layers;
  const movedSignals = zeroLayers(point, 1).layers;
  for (let l = 1; l <= layers; l++) {
    const moved = new Float64Array(errors[l].length); // a'_l
    if (along) yield* addOutputs(z[l - 1], along[l], shapeOf(point, l), moved);
    if (dz && l > 1) yield* addOutputs(dz.layers[l - 1], weights[l], shapeOf(point, l), moved);
    for (let u = 0; u < moved.length; u++) {
      movedErrors[l][u] = (dz && l < layers ? dz.layers[l][u] : 0) - slopes[l][u] * moved[u];
      movedSignals[l][u] = movedErrors[l][u] * slopes[l][u] + errors[l][u] * bends[l][u] * moved[u];
    }
    yield;
  }
  const gradient = hiddenZeros(point);
  for (let l = 1; l < layers; l++) {
    const felt = gradient.layers[l];
    if (along) yield* addFelt(signals[l + 1], along[l + 1], shapeOf(point, l + 1), felt);
    yield* addFelt(movedSignals[l + 1], weights[l + 1], shapeOf(point, l + 1), felt);
    for (let u = 0; u < felt.length; u++) felt[u] = movedErrors[l][u] - felt[u];
  }
  return { signals: movedSignals, activityGradient: gradient };
}

/** Adds `factor * -1/N sum s_l z_{l-1}^T` to `into` [P]: the energy's weight gradient at fixed activities. */
export function* addWeightGradient(
  point: BatchPoint,
  factor: number,
  signals: Layers,
  z: Layers,
  into: Float64Array,
): Stepwise<void> {
  const layersOf = parametersByLayer(point.layout, into);
  for (let l = 1; l <= point.layout.layers; l++) {
    if (z[l - 1].length === 0) continue; // x does not move
    yield* addOuterProduct(-factor * point.samples.weight, signals[l], z[l - 1], shapeOf(point, l), layersOf[l]);
  }
}
