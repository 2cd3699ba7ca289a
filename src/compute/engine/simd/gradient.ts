/** A learner's weight gradient at each weight setting on the simd path. */
import type { Stepwise } from '../../math/stepwise.ts';
import type { GradientValues, GradientWork } from '../backend.ts';
import { LinearSolver } from './equilibrium.ts';
import { GradientSums } from './gradientSums.ts';
import type { Heap } from './heap.ts';
import { learnerErrors } from './learnerErrors.ts';
import { SimdNetwork } from './network.ts';
import { SimdTile } from './tile.ts';

/** At the equilibrium, of networks whose equilibrium has a closed form alone. */
export function* gradient(heap: Heap, work: GradientWork): Stepwise<GradientValues> {
  const { settings, samples, layout, learner, steps } = work;
  const values: GradientValues = {
    loss: new Float64Array(settings.count),
    energy: new Float64Array(settings.count),
    gradient: new Float64Array(settings.count * layout.parameterCount),
    divergedAt: new Int32Array(settings.count).fill(-1),
  };
  const tile = new SimdTile(heap, new SimdNetwork(heap, layout, settings), samples, learner === 'pc' ? steps : 0);
  const solver = learner === 'pc-equilibrium' ? new LinearSolver(tile) : null;
  const sums = new GradientSums(tile);
  for (let g = 0; g < settings.count; g++) {
    tile.network.load(g);
    const { loss, energy, divergedAt } = yield* learnerErrors(tile, work, solver);
    values.loss[g] = loss;
    values.energy[g] = energy;
    values.divergedAt[g] = divergedAt;
    sums.compute(samples.weight);
    values.gradient.set(heap.floats(sums.flat, layout.parameterCount), g * layout.parameterCount);
    yield;
  }
  return values;
}
