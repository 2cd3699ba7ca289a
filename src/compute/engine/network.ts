/** Where a network's weights and units lie in flat arrays: every kernel, on every path, reads and writes this layout. */
import type { Network } from '../../model/problem.ts';

/**
 * Weights: layer by layer, each `[n_l, n_{l-1}]` row-major.
 * Units of one sample: layers 0 to L one after another (`z_0 = x`, `z_L = y`).
 */
export interface NetworkLayout {
  readonly network: Network;
  /** L, the number of weight layers. */
  readonly layers: number;
  /** n_0, ..., n_L. */
  readonly widths: readonly number[];
  /** Start of W_l among the weights, l = 1..L at index l - 1; last entry is the number of parameters. */
  readonly weightOffset: readonly number[];
  readonly parameterCount: number;
  /** Start of layer l among a sample's units; last entry is the number of units. */
  readonly unitOffset: readonly number[];
  readonly unitCount: number;
  readonly maxWidth: number;
  readonly isLinear: boolean;
  /** Every layer has one unit. */
  readonly isChain: boolean;
}

export function layoutOf(network: Network): NetworkLayout {
  const { widths } = network;
  const layers = widths.length - 1;
  const weightOffset = [0];
  for (let l = 1; l <= layers; l++) weightOffset.push(weightOffset[l - 1] + widths[l] * widths[l - 1]);
  const unitOffset = [0];
  for (const width of widths) unitOffset.push(unitOffset[unitOffset.length - 1] + width);
  return {
    network,
    layers,
    widths,
    weightOffset,
    parameterCount: weightOffset[layers],
    unitOffset,
    unitCount: unitOffset[layers + 1],
    maxWidth: Math.max(...widths),
    isLinear: network.activation === 'linear',
    isChain: widths.every((width) => width === 1),
  };
}

/** Multiply-adds of one pass through all weights for one sample: the unit in which work is estimated. */
export function passCost(layout: NetworkLayout): number {
  return layout.parameterCount;
}
