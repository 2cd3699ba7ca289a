/** The name of a weight: w₁ in a chain, W₂[1,3] elsewhere, b₁[2] for the bias of a convolution's filter. */
import { layerShapes } from './layerShapes.ts';
import type { Network } from './problem.ts';
import { placeAt, type WeightPlace } from './weightPlace.ts';

/** The name of a weight in the flat list. Throws a RangeError where the network has no such weight. */
export function weightName(network: Network, index: number): string {
  return placeName(network, placeAt(network, index));
}

/** Rows and columns count from 1, as in the papers. The place may be one that the network does not have. */
export function placeName(network: Network, { layer, row, column }: WeightPlace): string {
  if (network.widths.every((width) => width === 1) && row === 1 && column === 1) return layerName(network, layer);
  const shape = layerShapes(network)[layer - 1];
  return shape?.block && column === shape.columns ? `b${subscript(layer)}[${row}]` : `W${subscript(layer)}[${row},${column}]`;
}

/** w₂ in a chain, W₂ elsewhere. */
export const layerName = ({ widths }: Network, layer: number): string =>
  `${widths.every((width) => width === 1) ? 'w' : 'W'}${subscript(layer)}`;

const subscript = (number: number): string =>
  String(number).replace(/\d/g, (digit) => String.fromCharCode(0x2080 + Number(digit)));
