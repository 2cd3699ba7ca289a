/** Many steps of inference: `relax` then `predict`, again and again, with the energy after each. Its CPU twin is `infer` of referenceInference.ts. */
import { Block, Network } from './network';
import { predict } from './predict';
import { relax } from './relax';

/**
 * Takes `steps` Euler steps, of which `taken` went before, and adds the sum of the errors' squares after each to `squares` [steps], in float64. What a layer
 * feels of the outputs comes down one layer a step: those below rest until then.
 */
export function infer(network: Network, block: Block, dt: f32, taken: i32, steps: i32, squares: usize): void {
  for (let t = taken + 1; t <= taken + steps; t++, squares += 8) {
    const lowest = max(1, network.depth - t);
    relax(network, block, dt, lowest);
    store<f64>(squares, load<f64>(squares) + predict(network, block, lowest));
  }
}
