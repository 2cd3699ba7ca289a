/** Equilibria without a closed form on the simd path: inference until it rests. */
import type { Stepwise } from '../../math/stepwise.ts';
import { settling } from '../settling.ts';
import { phaseWork } from './inference.ts';
import { SettlingPace } from './settlingPace.ts';
import type { SimdTile } from './tile.ts';

/** Whether the energy has no kinks. */
function isSmooth({ network }: SimdTile): boolean {
  return network.layout.network.activation === 'tanh';
}

/** Inference from a feedforward pass until it rests. Returns the energy at rest. */
export function* equilibrateByInference(tile: SimdTile, loss: number): Stepwise<number> {
  const stepsAtOnce = Math.ceil(phaseWork / (tile.network.stepCost * tile.samples.count));
  const pace = new SettlingPace(loss, isSmooth(tile));
  for (let t = 1; t <= settling.steps && pace.dt > 0; t++) {
    if (t % stepsAtOnce === 0) yield;
    const steepest = glide(tile, pace);
    pace.see(predict(tile), steepest);
  }
  return pace.energy;
}

function glide({ heap, network, blocks }: SimdTile, { dt, momentum }: SettlingPace): number {
  let steepest = 0;
  for (const block of blocks) steepest = Math.max(steepest, heap.kernels.glide(network.at, block.at, dt, momentum));
  return steepest;
}

function predict(tile: SimdTile): number {
  const { heap, network, blocks } = tile;
  let squares = 0;
  for (const block of blocks) squares += heap.kernels.predict(network.at, block.at, 1);
  return tile.energyFrom(squares);
}
