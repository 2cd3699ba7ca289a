/** What a network is on a tfjs device: what its layers do, the weights between them, and the states that passes through it leave. */
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
  /** What each layer does around its product. Index l - 1 for layer l. */
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

/** A feedforward pass: all that inference needs to know of the point that it starts from. */
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

/** Where inference has got to; all of it moves with the deviations. One tensor may stand in several places, but in no other state. */
export interface Inferred {
  /** u_l = z_l - g_l of the feedforward pass, l = 0, ..., L - 1: kept instead of z_l, which would round them away near the origin. u_0 is null where x is clamped. */
  readonly deviations: SomeLayers;
  /** e_1, ..., e_L */
  readonly errors: Layers;
  /** pi_l e_l, what the errors weigh in the energy's slopes: the errors themselves where every variance is 1. */
  readonly weighed: Layers;
  /** pi_l e_l * phi'(a_l), l = 1, ..., L: all that the layer below and the weights feel of an error. */
  readonly signals: Layers;
  /** W_l u_{l-1}, l = 1, ..., L: how far the products have moved; null where they have not, as the first never do from a clamped x. */
  readonly changes: SomeLayers;
}
