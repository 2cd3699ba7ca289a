/** Euler steps of inference, of which every sample takes the same. */
import { followSignals, predictSecond, startFirst } from './firstLayer';
import { Block, layerAt, Network, rowsOf, signalsOf } from './networkRecords';
import { predict } from './predict';
import { stepByProduct } from './product';

/**
 * Takes `steps` Euler steps, of which `taken` went before, and adds the sum of the errors' squares after each to `squares` [steps], in float64. What a layer
 * feels of the outputs comes down one layer a step: those below rest until then. The CPU twin is `infer` of referenceInference.ts.
 */
export function infer(network: Network, block: Block, dt: f32, taken: i32, steps: i32, squares: usize): void {
  if (network.gram && taken === 0) startFirst(network, block);
  for (let t = taken + 1; t <= taken + steps; t++, squares += 8) {
    const lowest = max(1, network.depth - t);
    store<f64>(
      squares,
      load<f64>(squares) + (network.gram && lowest === 1 ? stepFromSecond(network, block, dt) : step(network, block, dt, lowest)),
    );
  }
}

function step(network: Network, block: Block, dt: f32, lowest: i32): f64 {
  relax(network, block, dt, lowest);
  return predict(network, block, lowest);
}

function stepFromSecond(network: Network, block: Block, dt: f32): f64 {
  followSignals(network, block, dt);
  relax(network, block, dt, 2);
  return predictSecond(network, block) + predict(network, block, 3);
}

/** `u_l += dt (W_{l+1}^T s_{l+1} - e_l)`, all hidden layers from the lowest that moves at once. The CPU twin is `relax` of engine/kernels/relax.ts. */
function relax(network: Network, block: Block, dt: f32, lowest: i32): void {
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
