/** One Euler step of inference. Its CPU twin is kernels/relax.ts. */
import { largestOf, multiplyAdd, VECTOR } from './lanes';
import { Block, bytesOf, layerAt, Network, rowsOf } from './network';
import { subtractProduct } from './product';

/**
 * `u_l += dt (W_{l+1}^T s_{l+1} - e_l)`, all hidden layers at once; uses up the errors, which `predict` makes anew. Returns the largest `|dF/dz|`.
 */
export function relax(network: Network, block: Block, dt: f32): f32 {
  const step = f32x4.splat(-dt);
  let steepest = f32x4.splat(0);
  for (let l = 1; l < network.depth; l++) {
    const layer = layerAt(network, l);
    const uphill = rowsOf(block.errors, layer, block);
    propagateBack(network, block, l, uphill, uphill);
    const deviations = rowsOf(block.deviations, layer, block);
    for (let at: usize = 0, end = bytesOf(layer, block); at < end; at += VECTOR) {
      const slope = v128.load(uphill + at);
      v128.store(deviations + at, multiplyAdd(step, slope, v128.load(deviations + at)));
      steepest = f32x4.pmax(steepest, f32x4.abs(slope)); // what is no number shows in the energy
    }
  }
  return largestOf(steepest);
}

/** `from - W_{l+1}^T s_{l+1}`: what layer l feels of the layer above it, taken from rows of its own; 0 for zeros. */
export function propagateBack(network: Network, block: Block, l: i32, from: usize, out: usize): void {
  const above = layerAt(network, l + 1);
  const signals = rowsOf(block.signals, above, block);
  const stride = block.stride;
  subtractProduct(above.backward, layerAt(network, l).width, above.width, signals, stride, stride, from, out, stride);
}
