/** Loss, energies and equilibrium of chains (one unit a layer): everything about a grid point in one go. */
import type { Activation } from '../../../model/requests.ts';
import { activate, slopeAt } from '../activation.ts';
import type { Samples } from '../samples.ts';

export interface ChainTask {
  /** L */
  readonly layers: number;
  readonly activation: Activation;
  readonly samples: Samples;
  readonly dt: number;
  readonly steps: number;
}

/**
 * Energy at every step 0..T of one chain with weights `w` [L]: `F = 1/(2N) sum_i sum_l e_l^2` under Euler inference from the
 * feedforward start, added up into `energies` [T + 1]. The first entry is the loss.
 */
export function chainEnergies(task: ChainTask, w: Float64Array, energies: Float64Array): void {
  const { layers, activation, samples, dt, steps } = task;
  const z = new Float64Array(layers + 1);
  const signal = new Float64Array(layers + 2); // e_l phi'(a_l); e itself for the output
  const error = new Float64Array(layers + 1);
  energies.fill(0);
  for (let i = 0; i < samples.count; i++) {
    z[0] = samples.x[i];
    for (let l = 1; l < layers; l++) z[l] = activate(activation, w[l - 1] * z[l - 1]);
    z[layers] = samples.y[i];
    for (let t = 0; t <= steps; t++) {
      let squares = 0;
      for (let l = 1; l <= layers; l++) {
        const phi = l === layers ? 'linear' : activation;
        const g = activate(phi, w[l - 1] * z[l - 1]);
        error[l] = z[l] - g;
        signal[l] = error[l] * slopeAt(phi, g);
        squares += error[l] * error[l];
      }
      energies[t] += 0.5 * samples.weight * squares;
      if (t === steps) break;
      for (let l = 1; l < layers; l++) z[l] += dt * (w[l] * signal[l + 1] - error[l]);
    }
  }
}

/** Theorem 1 for a linear chain, where S is a number: `F* = L / (1 + sum_{l=2..L} (w_L ... w_l)^2)`. */
export function linearChainEquilibrium(layers: number, w: Float64Array, loss: number): number {
  let rescaling = 1;
  let product = 1;
  for (let l = layers; l >= 2; l--) {
    product *= w[l - 1];
    rescaling += product * product;
  }
  return loss / rescaling;
}
