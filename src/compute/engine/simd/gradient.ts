/** A learner's weight gradient at each weight setting on the simd path. */
import type { Stepwise } from '../../math/stepwise.ts';
import type { GradientValues, GradientWork } from '../work/backend.ts';
import { GradientSums } from './gradientSums.ts';
import type { Heap } from './heap.ts';
import { learnerErrors } from './learnerErrors.ts';
import { LinearSolver } from './linearSolver.ts';
import { SimdNetwork } from './networkMemory.ts';
import { type Range, SimdTile } from './simdTile.ts';

/** A function that computes the values of one range of settings after another. A learner at the equilibrium needs a network whose equilibrium has a closed form. */
export function gradient(heap: Heap, work: GradientWork): (range: Range) => Stepwise<GradientValues> {
  const { settings, samples, layout, learner, steps } = work;
  const { parameterCount } = layout;
  const tile = new SimdTile(heap, new SimdNetwork(heap, layout, settings), samples, learner === 'pc' ? steps : 0);
  const solver = learner === 'pc-equilibrium' ? new LinearSolver(tile) : null;
  const sums = new GradientSums(tile);
  return function* ({ from, to }) {
    const values = emptyGradient(parameterCount, to - from);
    for (let g = from; g < to; g++) {
      tile.network.load(g);
      const { loss, energy, divergedAt } = yield* learnerErrors(tile, work, solver);
      values.loss[g - from] = loss;
      values.energy[g - from] = energy;
      values.divergedAt[g - from] = divergedAt;
      yield* sums.compute(samples.weight);
      values.gradient.set(heap.floats(sums.flat, parameterCount), (g - from) * parameterCount);
      yield;
    }
    return values;
  };
}

/** Values to fill in, one entry (of the gradient, so many as there are parameters) a setting. */
export function emptyGradient(parameterCount: number, count: number): GradientValues {
  return {
    loss: new Float64Array(count),
    energy: new Float64Array(count),
    gradient: new Float64Array(count * parameterCount),
    divergedAt: new Int32Array(count).fill(-1),
  };
}
