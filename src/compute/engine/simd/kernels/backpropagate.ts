/** The errors that backpropagation sends down, and the exact equilibrium of a network that has a closed form, which is made of them. */

import { propagateBack } from './infer';
import { VECTOR } from './lanes';
import { Block, bytesOf, layerAt, Network, rowsOf } from './networkRecords';
import { takeSlopes, weigh } from './predict';

/** `delta_l = W_{l+1}^T (delta_{l+1} phi'(a_{l+1}))` from the last layer's signals down: overwrites errors and signals. */
export function backpropagate(network: Network, block: Block): void {
  for (let l = network.depth - 1; l >= 1; l--) {
    const layer = layerAt(network, l);
    const errors = rowsOf(block.errors, layer, block);
    propagateBack(network, block, l, 0, errors, 0);
    negate(errors, errors, bytesOf(layer, block));
    takeSlopes(network, layer, block);
  }
}

/**
 * At the equilibrium of a network that has a closed form, after `backpropagate` from `e_L = S^-1 (y - f(x))`: `u_l = W_l u_{l-1} + e_l`, upwards. What was saved
 * of a_l makes room for -u_l.
 */
export function settle(network: Network, block: Block): void {
  for (let l = 1; l < network.depth; l++) {
    const layer = layerAt(network, l);
    const bytes = bytesOf(layer, block);
    const errors = rowsOf(block.errors, layer, block);
    const deviations = rowsOf(block.deviations, layer, block);
    if (l === 1) memory.copy(deviations, errors, bytes);
    else weigh(network, block, l, block.saved, errors, deviations);
    negate(deviations, rowsOf(block.saved, layer, block), bytes); // e_l - W_l (-u_{l-1})
  }
}

function negate(from: usize, to: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += VECTOR) v128.store(to + at, f32x4.neg(v128.load(from + at)));
}
