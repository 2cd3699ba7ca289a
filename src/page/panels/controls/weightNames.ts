/** What a weight is called on the page, from its index in the flat list: w₁ in a chain, W₂[1,3] elsewhere. */
import type { Parameters } from '../../../model/parameters.ts';
import { isChain, widthsOf } from '../../store/consistency.ts';

const subscript = (number: number): string =>
  String(number).replace(/\d/g, (digit) => String.fromCharCode(0x2080 + Number(digit)));

/** Rows and columns count from 1, as in the papers. */
export function weightName(parameters: Parameters, index: number): string {
  if (isChain(parameters)) return `w${subscript(index + 1)}`;
  const widths = widthsOf(parameters);
  let before = 0; // weights of the layers already passed
  for (let layer = 1; layer < widths.length; layer++) {
    const columns = widths[layer - 1];
    const size = widths[layer] * columns;
    const within = index - before;
    if (within < size) return `W${subscript(layer)}[${Math.floor(within / columns) + 1},${(within % columns) + 1}]`;
    before += size;
  }
  throw new RangeError(`invalid weight: ${index} (expected 0 to ${before - 1})`);
}
