/** Many steps of inference: `relax` then `predict`, again and again, with the energy after each. Its CPU twin is `infer` of referenceInference.ts. */
import { Block, Network } from './network';
import { predict } from './predict';
import { relax } from './relax';

/** Takes `steps` Euler steps and adds the sum of the errors' squares after each to `squares` [steps], in float64. */
export function infer(network: Network, block: Block, dt: f32, steps: i32, squares: usize): void {
  for (let t = 0; t < steps; t++, squares += 8) {
    relax(network, block, dt);
    store<f64>(squares, load<f64>(squares) + predict(network, block));
  }
}
