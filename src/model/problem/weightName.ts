/** The name of a weight, from its index in the flat list: w₁ in a chain, W₂[1,3] elsewhere, b₁[2] for the bias of a convolution's filter. */
import { layerShapes } from './layerShapes.ts';
import type { Network } from './problem.ts';

/** Rows and columns count from 1, as in the papers. */
export function weightName(network: Network, index: number): string {
  if (network.widths.every((width) => width === 1)) return `w${subscript(index + 1)}`;
  let before = 0; // weights of the layers already passed
  for (const [l, { rows, columns, block }] of layerShapes(network).entries()) {
    const within = index - before;
    const [row, column] = [Math.floor(within / columns) + 1, (within % columns) + 1];
    if (row <= rows)
      return block && column === columns ? `b${subscript(l + 1)}[${row}]` : `W${subscript(l + 1)}[${row},${column}]`;
    before += rows * columns;
  }
  throw new RangeError(`invalid weight: ${index} (expected 0 to ${before - 1})`);
}

const subscript = (number: number): string =>
  String(number).replace(/\d/g, (digit) => String.fromCharCode(0x2080 + Number(digit)));
