/** The errors that backpropagation sends down: what the gradient of the loss is made of. */
import type { Tile } from '../tile.ts';
import { propagateBack } from './relax.ts';

/**
 * `delta_L = y - f(x)`, `delta_l = W_{l+1}^T (delta_{l+1} * phi'(a_{l+1}))`, items [from, to).
 * Needs a feedforward `predict`; overwrites the tile's errors.
 */
export function backpropagate(tile: Tile, from: number, to: number): void {
  const { layout, errors } = tile;
  const delta = new Float64Array(layout.maxWidth);
  for (let item = from; item < to; item++) {
    for (let l = layout.layers - 1; l >= 1; l--) {
      propagateBack(tile, item, l, delta);
      errors.set(delta.subarray(0, layout.widths[l]), item * layout.unitCount + layout.unitOffset[l]);
    }
  }
}
