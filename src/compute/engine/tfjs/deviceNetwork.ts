/** A network on a tfjs device: the maps of its layers, the weights between them, and the states that passes through it leave. */
import type * as tf from '@tensorflow/tfjs-core';
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
