/** One Euler step of inference. Its CPU twin is kernels/relax.ts. */
import { Block, layerAt, Network, rowsOf, signalsOf } from './networkRecords';
import { stepByProduct } from './product';

/** `u_l += dt (W_{l+1}^T s_{l+1} - e_l)`, all hidden layers from the lowest that moves at once. */
export function relax(network: Network, block: Block, dt: f32, lowest: i32): void {
  for (let l = lowest; l < network.depth; l++) {
    const deviations = rowsOf(block.deviations, layerAt(network, l), block);
    propagateBack(network, block, l, errorsOf(network, l, block), deviations, -dt);
  }
}

/** A layer's errors during inference: inputs do not move, so that `e_1 = u_1`. */
export function errorsOf(network: Network, l: i32, block: Block): usize {
  return rowsOf(l === 1 ? block.deviations : block.errors, layerAt(network, l), block);
}

/** `from - W_{l+1}^T s_{l+1}`: what layer l feels of the layer above it, taken from rows of its own; 0 for zeros. With a step, `out += step` times that. */
export function propagateBack(network: Network, block: Block, l: i32, from: usize, out: usize, step: f32): void {
  const above = layerAt(network, l + 1);
  const stride = block.stride;
  const signals = signalsOf(network, l + 1, block);
  stepByProduct(above.backward, layerAt(network, l).width, above.width, signals, stride, stride, from, out, stride, step);
}
