/** Equilibria without a closed form on the simd path: inference until it rests. */
import type { Stepwise } from '../../math/stepwise.ts';
import { settling } from '../work/settling.ts';
import { requireKnown } from '../work/takes.ts';
import { phaseWork } from './inference.ts';
import { SettlingPace } from './settlingPace.ts';
import { type SimdActivation, simdActivations } from './simdTakes.ts';
import type { SimdTile } from './simdTile.ts';

const hasKink: Readonly<Record<SimdActivation, boolean>> = { linear: false, tanh: false, relu: true, leaky_relu: true };

/** Whether the energy has no kinks. */
function isSmooth({ network }: SimdTile): boolean {
  return !hasKink[requireKnown('activation', network.layout.network.activation, simdActivations)];
}

/** Inference from a feedforward pass until it rests. Returns the energy at rest. */
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
