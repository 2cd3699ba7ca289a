/** Where a network's weights and units lie in flat arrays: every kernel, on every path, reads and writes this layout. */
import { type LayerShape, layerShapes, passCost } from '../../../model/problem/layerShapes.ts';
import type { Network } from '../../../model/problem/problem.ts';

/**
 * Weights: layer by layer, each `[rows, columns]` row-major: `[n_l, n_{l-1}]`, or a filter a row; where there are biases, they are the last column.
 * Units of one sample: layers 0 to L one after another (`z_0 = x`, `z_L = y`).
 */
export interface NetworkLayout {
  readonly network: Network;
  /** L, the number of weight layers. */
  readonly layers: number;
  /** n_0, ..., n_L. */
  readonly widths: readonly number[];
  /** W_l, l = 1..L at index l - 1. */
  readonly shapes: readonly LayerShape[];
  /** Start of W_l among the weights, l = 1..L at index l - 1; last entry is the number of parameters. */
  readonly weightOffset: readonly number[];
  readonly parameterCount: number;
  /** Start of layer l among a sample's units; last entry is the number of units. */
  readonly unitOffset: readonly number[];
  readonly unitCount: number;
  readonly maxWidth: number;
  /** First layer that inference moves: 0 where inputs are free, 1 where they are clamped. */
  readonly firstInferred: 0 | 1;
  /** Multiply-adds of one pass through all weights for one sample: the unit in which work is estimated. */
  readonly passCost: number;
  /** Whether this is a network of THEORY.md: matrices without biases between clamped inputs and squared errors. Theory, second derivatives and the fused kernels know no other networks. */
  readonly isStandard: boolean;
  /** Standard, and without a nonlinearity. */
  readonly isLinear: boolean;
  /**
   * Whether S gives the equilibrium (rest/linearEquilibrium.ts): between clamped inputs and squared errors, where predictions are affine in the activities that
   * move, since only layer 1, which is predicted from x, is nonlinear.
   */
  readonly hasClosedForm: boolean;
  readonly isFullyConnected: boolean;
  /** Standard, and every layer has one unit. */
  readonly isChain: boolean;
}

/** Throws a RangeError where widths and convolution do not fit. */
export function layoutOf(network: Network): NetworkLayout {
  const { widths, activation, biases = false, output = 'squares', inputs = 'clamped' } = network;
  const layers = widths.length - 1;
  const shapes = layerShapes(network);
  const weightOffset = [0];
  for (const { rows, columns } of shapes) weightOffset.push(weightOffset[weightOffset.length - 1] + rows * columns);
  const unitOffset = [0];
  for (const width of widths) unitOffset.push(unitOffset[unitOffset.length - 1] + width);
  const isFullyConnected = shapes.every(({ block }) => block === null);
  const isStandard = isFullyConnected && !biases && output === 'squares' && inputs === 'clamped';
  const aboveFirst = shapes.slice(1);
  const isAffine = (activation === 'linear' || aboveFirst.length <= 1) && aboveFirst.every(({ block }) => block === null);
  return {
    network,
    layers,
    widths,
    shapes,
    weightOffset,
    parameterCount: weightOffset[layers],
    unitOffset,
    unitCount: unitOffset[layers + 1],
    maxWidth: Math.max(...widths),
    firstInferred: inputs === 'free' ? 0 : 1,
    passCost: passCost(network),
    isStandard,
    isLinear: activation === 'linear' && isStandard,
    hasClosedForm: isAffine && output === 'squares' && inputs === 'clamped',
    isFullyConnected,
    isChain: isStandard && widths.every((width) => width === 1),
  };
}
