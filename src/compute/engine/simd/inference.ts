/** Inference of one weight setting on the kernels of general widths: the feedforward pass, T steps from there, or steps until inference rests. */
import type { Stepwise } from '../../math/stepwise.ts';
import { settling } from '../work/stepControl.ts';
import { requireKnown } from '../work/takes.ts';
import { SettlingPace } from './settlingPace.ts';
import { type SimdActivation, simdActivations } from './simdTakes.ts';
import type { SimdTile } from './simdTile.ts';

/** Multiply-adds between two chances to hand the thread back. */
export const phaseWork = 1 << 22;

/** `z_l = phi(W_l z_{l-1})` for the weights that the network was given last. Returns the loss. */
export function* feedforward(tile: SimdTile): Stepwise<number> {
  const { heap, network, blocks } = tile;
  let squares = 0;
  for (const block of blocks) {
    squares += heap.kernels.feedforward(network.at, block.at);
    yield;
  }
  return tile.energyFrom(squares);
}

/** T Euler steps after a feedforward pass: `energies` [T + 1], whose first is the loss. */
export function* infer(tile: SimdTile, dt: number, energies: Float64Array): Stepwise<void> {
  const { heap, network, blocks } = tile;
  const steps = energies.length - 1;
  heap.doubles(tile.squares, steps + 1).fill(0);
  for (const block of blocks) {
    const most = Math.ceil(phaseWork / (network.stepCost * block.lanes));
    for (let t = 0; t < steps; t += most) {
      heap.kernels.infer(network.at, block.at, dt, t, Math.min(most, steps - t), tile.squares + 8 * t);
      yield;
    }
  }
  const squares = heap.doubles(tile.squares, steps);
  for (let t = 0; t < steps; t++) energies[t + 1] = tile.energyFrom(squares[t]);
}

const hasKink: Readonly<Record<SimdActivation, boolean>> = { linear: false, tanh: false, relu: true, leaky_relu: true };

/** Whether the energy has no kinks. */
function isSmooth({ network }: SimdTile): boolean {
  return !hasKink[requireKnown('activation', network.layout.network.activation, simdActivations)];
}

/** Inference from a feedforward pass until it rests, where the equilibrium has no closed form. Returns the energy at rest. */
export function* equilibrateByInference(tile: SimdTile, loss: number): Stepwise<number> {
  const { heap, network, blocks } = tile;
  const pace = new SettlingPace(loss, isSmooth(tile));
  let work = 0;
  for (let t = 1; t <= settling.steps && pace.dt > 0; t++) {
    const { dt, momentum } = pace;
    let steepest = 0;
    let squares = 0;
    for (const block of blocks) {
      steepest = Math.max(steepest, heap.kernels.glide(network.at, block.at, dt, momentum));
      squares += heap.kernels.predict(network.at, block.at, 1);
      work += network.stepCost * block.lanes;
      if (work < phaseWork) continue;
      work = 0;
      yield;
    }
    pace.see(tile.energyFrom(squares), steepest);
  }
  return pace.energy;
}
