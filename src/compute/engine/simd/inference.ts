/** The kernels of general widths put to work on one weight setting: its passes over all samples, and its inference in two forms. */
import type { Stepwise } from '../../math/stepwise.ts';
import { nextSettlingStep, type Rest, roundingRise, settling } from '../settling.ts';
import type { SimdTile } from './tile.ts';

/** Multiply-adds between two chances to hand the thread back. */
const phaseWork = 1 << 22;
/** Steps whose mean gain is judged. */
const judged = 8;

/** `z_l = phi(W_l z_{l-1})` for the weights that the network was given last. Returns the loss. */
export function feedforward(tile: SimdTile): number {
  const { heap, network, blocks } = tile;
  let squares = 0;
  for (const block of blocks) squares += heap.kernels.feedforward(network.at, block.at);
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
      heap.kernels.infer(network.at, block.at, dt, Math.min(most, steps - t), tile.squares + 8 * t);
      yield;
    }
  }
  const squares = heap.doubles(tile.squares, steps);
  for (let t = 0; t < steps; t++) energies[t + 1] = tile.energyFrom(squares[t]);
}

/**
 * Inference from the feedforward start until it rests; dt halves when the energy rises. Whether a step still gains is asked of the mean of some, since one
 * step's gain is hardly more than its rounding. Returns the energy at rest.
 */
export function* equilibrateByInference(tile: SimdTile, rest: Rest): Stepwise<number> {
  const loss = feedforward(tile);
  const stepsAtOnce = Math.ceil(phaseWork / (tile.network.stepCost * tile.samples.count));
  let energy = loss;
  let before = loss; // `judged` steps ago, or at the last rise
  let since = 0;
  let dt = settling.dt;
  for (let t = 1; t <= settling.steps && dt > 0; t++) {
    const previous = energy;
    const steepest = relax(tile, dt);
    energy = predict(tile);
    const gain = (previous - energy) / loss;
    const rises = !(gain >= -roundingRise.single);
    if (rises || ++since === judged) {
      dt = nextSettlingStep(dt, rises ? gain : (before - energy) / loss / judged, steepest, rest, roundingRise.single);
      [before, since] = [energy, 0];
    }
    if (t % stepsAtOnce === 0) yield;
  }
  return energy;
}

function relax({ heap, network, blocks }: SimdTile, dt: number): number {
  let steepest = 0;
  for (const block of blocks) steepest = Math.max(steepest, heap.kernels.relax(network.at, block.at, dt));
  return steepest;
}

function predict(tile: SimdTile): number {
  const { heap, network, blocks } = tile;
  let squares = 0;
  for (const block of blocks) squares += heap.kernels.predict(network.at, block.at);
  return tile.energyFrom(squares);
}
