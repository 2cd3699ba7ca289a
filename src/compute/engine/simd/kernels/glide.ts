/** One step of accelerated inference, for equilibria without a closed form: gradient descent with Nesterov's momentum, which comes to rest where plain descent does. */
import { largestOf, multiplyAdd, VECTOR } from './lanes';
import { Block, bytesOf, layerAt, Network, rowsOf } from './networkRecords';
import { errorsOf, propagateBack } from './relax';

/**
 * `w_l = u_l + dt (W_{l+1}^T s_{l+1} - e_l)`, then `u_l = w_l + momentum (w_l - w_l before)`, all hidden layers at once; uses up the errors, which `predict`
 * makes anew. With momentum 0 what was before is of no matter. Returns the largest `|dF/dz|`.
 */
export function glide(network: Network, block: Block, dt: f32, momentum: f32): f32 {
  const step = f32x4.splat(-dt);
  const share = f32x4.splat(momentum);
  const isGliding = momentum !== 0;
  let steepest = f32x4.splat(0);
  for (let l = 1; l < network.depth; l++) {
    const layer = layerAt(network, l);
    const uphill = rowsOf(block.errors, layer, block);
    propagateBack(network, block, l, errorsOf(network, l, block), uphill, 0);
    const deviations = rowsOf(block.deviations, layer, block);
    const landings = rowsOf(block.landings, layer, block);
    for (let at: usize = 0, end = bytesOf(layer, block); at < end; at += VECTOR) {
      const slope = v128.load(uphill + at);
      const landing = multiplyAdd(step, slope, v128.load(deviations + at));
      const glided = multiplyAdd(share, f32x4.sub(landing, v128.load(landings + at)), landing);
      v128.store(deviations + at, isGliding ? glided : landing); // the landings before may be NaN
      v128.store(landings + at, landing);
      steepest = f32x4.pmax(steepest, f32x4.abs(slope)); // a NaN shows in the energy
    }
  }
  return largestOf(steepest);
}
