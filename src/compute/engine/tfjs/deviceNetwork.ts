/** A network on a tfjs device (THEORY.md, "Network"), with its passes in explicit products and the states that they leave. */
import * as tf from '@tensorflow/tfjs-core';
import type { Network } from '../../../model/problem/problem.ts';
import type { LearnerPlan } from '../work/learnerSteps.ts';
import { type LayerMap, layerMapOf } from './layerMap.ts';
import { type Nonlinearity, nonlinearityOf } from './nonlinearity.ts';
import { type OutputLayer, outputLayerOf } from './outputLayer.ts';

export type Layers = readonly tf.Tensor2D[];

/** One tensor a layer, or null where a layer has none. */
export type SomeLayers = readonly (tf.Tensor2D | null)[];

export interface DeviceNetwork {
  /** The maps around each layer's product. Index l - 1 for layer l. */
  readonly maps: readonly LayerMap[];
  readonly phi: Nonlinearity;
  readonly output: OutputLayer;
  /** Whether inference moves z_0 too. */
  readonly hasFreeInputs: boolean;
  /** kappa; 0 for none. */
  readonly sparsity: number;
}

export function deviceNetworkOf({ layout, variant }: Pick<LearnerPlan, 'layout' | 'variant'>): DeviceNetwork {
  const network: Network = layout.network;
  return {
    maps: layout.shapes.map(layerMapOf),
    phi: nonlinearityOf(network.activation),
    output: outputLayerOf(network),
    hasFreeInputs: network.inputs === 'free',
    sparsity: variant.sparsity ?? 0,
  };
}

/** Both ways through the weights: wasm packs a matrix once for all products with it. Index l - 1 for layer l. */
export interface DeviceWeights {
  readonly network: DeviceNetwork;
  /** W_l [rows, columns] */
  readonly matrices: Layers;
  /** W_l^T */
  readonly transposed: Layers;
  /** pi_l = exp(-s_l) [1, n_l]; null where every variance is 1. */
  readonly precisions: SomeLayers;
}

/** A feedforward pass: the point from which inference starts. */
export interface Forward {
  /** W_1 z_0, ..., W_L z_{L-1}, before the pools. */
  readonly products: Layers;
  /** a_1, ..., a_{L-1}: [N, n_l] */
  readonly preactivations: Layers;
  /** g_0 = x, g_1, ..., g_{L-1} */
  readonly values: Layers;
  readonly y: tf.Tensor2D;
  /** y - a_L, or y - softmax(a_L) under cross-entropy. */
  readonly outputError: tf.Tensor2D;
}

/** A state of inference: everything here moves with the deviations. One tensor may stand in several places of a state, but in no other state. */
export interface Inferred {
  /** u_l = z_l - g_l of the feedforward pass, l = 0, ..., L - 1. Near the origin, z_l itself would round the deviations away. u_0 is null where x is clamped. */
  readonly deviations: SomeLayers;
  /** e_1, ..., e_L */
  readonly errors: Layers;
  /** pi_l e_l, the errors weighed by their precisions: the errors themselves where every variance is 1. */
  readonly weighed: Layers;
  /** pi_l e_l * phi'(a_l), l = 1, ..., L: the form in which an error reaches the layer below and the weights. */
  readonly signals: Layers;
  /** W_l u_{l-1}, l = 1, ..., L: how far the products have moved; null where they have not moved, as the first product under a clamped x. */
  readonly changes: SomeLayers;
}

export function feedforward({ network, transposed }: DeviceWeights, x: tf.Tensor2D, y: tf.Tensor2D): Forward {
  const { maps, phi, output } = network;
  const last = transposed.length - 1;
  const products: tf.Tensor2D[] = [];
  const preactivations: tf.Tensor2D[] = [];
  const values = [x];
  for (let l = 0; l <= last; l++) {
    products.push(tf.matMul(maps[l].rows(values[l], 1), transposed[l]));
    if (l === last) break;
    preactivations.push(maps[l].pool(products[l]));
    values.push(phi.value(preactivations[l]));
  }
  return { products, preactivations, values, y, outputError: output.error(y, products[last]) };
}

/** Signals, spread over the products, of `delta_L = -dL/da_L`, `delta_l = W_{l+1}^T (delta_{l+1} * phi'(a_{l+1}))`. */
export function backpropagate(weights: DeviceWeights, { products, values, outputError }: Forward): tf.Tensor2D[] {
  const { maps, phi } = weights.network;
  const signals = [tf.clone(outputError)];
  for (let l = weights.matrices.length - 1; l >= 1; l--) {
    const signal = phi.timesSlope(felt(weights, l, signals[0]), values[l]);
    signals.unshift(maps[l - 1].spread(signal, products[l - 1], null));
  }
  return signals;
}

/** The signals above layer l, spread over their products, sent back to layer l: [N, n_l]. */
export function felt({ network: { maps }, matrices }: DeviceWeights, l: number, signals: tf.Tensor2D): tf.Tensor2D {
  return maps[l].sumRows(tf.matMul(signals, matrices[l]));
}

/** The signal of the layer above l, spread over its products as they are after inference. */
export function spreadSignal(
  { network: { maps } }: DeviceWeights,
  { products }: Forward,
  { signals, changes }: Pick<Inferred, 'signals' | 'changes'>,
  l: number,
): tf.Tensor2D {
  return maps[l].spread(signals[l], products[l], changes[l]);
}
