/** Inference of one weight setting on the kernels of general widths: the feedforward pass, and T steps from there. */
import type { Stepwise } from '../../math/stepwise.ts';
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
