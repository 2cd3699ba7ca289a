/** Many steps of inference: `relax` then `predict`, again and again, with the energy after each. Its CPU twin is `infer` of referenceInference.ts. */
import { followSignals, predictSecond, startFirst } from './firstLayer';
import { Block, Network } from './networkRecords';
import { predict } from './predict';
import { relax } from './relax';

/**
 * Takes `steps` Euler steps, of which `taken` went before, and adds the sum of the errors' squares after each to `squares` [steps], in float64. What a layer
 * feels of the outputs comes down one layer a step: those below rest until then.
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
