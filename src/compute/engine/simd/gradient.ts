/** A learner's weight gradient at each weight setting on the simd path, from the errors where the learner takes it. */
import type { Stepwise } from '../../math/stepwise.ts';
import type { GradientValues, GradientWork } from '../work/backend.ts';
import { divergenceStep } from '../work/recordEnergies.ts';
import type { Heap } from './heap.ts';
import { feedforward, infer } from './inference.ts';
import { LinearSolver } from './linearSolver.ts';
import { inFours, SimdNetwork } from './networkMemory.ts';
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
      const { loss, energy, divergedAt, gradient } = yield* learnerErrors(tile, work, solver);
      values.loss[g - from] = loss;
      values.energy[g - from] = energy;
      values.divergedAt[g - from] = divergedAt;
      if (!gradient) yield* sums.compute(samples.weight);
      values.gradient.set(gradient ?? heap.floats(sums.flat, parameterCount), (g - from) * parameterCount);
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
    residual: new Float64Array(count),
  };
}

interface LearnerErrors {
  readonly loss: number;
  /** Where the gradient is to be taken; at its divergence where inference diverged. */
  readonly energy: number;
  readonly divergedAt: number;
  /** The weight gradient, mean over the samples, where float32's errors are not good enough for it; else null. */
  readonly gradient: Float64Array | null;
}

/** Goes from a feedforward pass to the errors of the learner's gradient, under the weights that were loaded last; the solver is for learners at the equilibrium. */
export function* learnerErrors(
  tile: SimdTile,
  { learner, dt, steps }: Pick<GradientWork, 'learner' | 'dt' | 'steps'>,
  solver: LinearSolver | null,
): Stepwise<LearnerErrors> {
  const energies = new Float64Array(learner === 'pc' ? steps + 1 : 1);
  energies[0] = yield* feedforward(tile);
  if (learner === 'pc') yield* infer(tile, dt, energies);
  for (const block of tile.blocks) {
    if (learner === 'bp') tile.heap.kernels.backpropagate(tile.network.at, block.at);
    else if (learner === 'pc') tile.heap.kernels.finishFirst(tile.network.at, block.at);
    yield;
  }
  const divergedAt = learner === 'pc' ? divergenceStep(energies) : -1;
  const last = energies[divergedAt < 0 ? energies.length - 1 : divergedAt];
  const atRest = learner === 'pc-equilibrium' && solver ? yield* solver.equilibrate() : { energy: last, gradient: null };
  return { loss: energies[0], divergedAt, ...atRest };
}

/** The weight gradient at a tile's present errors, added up over its blocks. */
export class GradientSums {
  /** In the layout of the weights. [parameters] */
  readonly flat: number;
  private readonly panels: number;
  private readonly padded: number;
  private readonly paddedCount: number;

  constructor(private readonly tile: SimdTile) {
    const { heap, network, blocks } = tile;
    const { widths, maxWidth, parameterCount } = network.layout;
    this.paddedCount = widths.reduce((sum, width, l) => (l === 0 ? sum : sum + inFours(width) * inFours(widths[l - 1])), 0);
    this.panels = heap.take(2 * 4 * inFours(maxWidth) * Math.max(...blocks.map(({ lanes }) => lanes)));
    this.padded = heap.take(4 * this.paddedCount);
    this.flat = heap.take(4 * (parameterCount + 4)); // `unpad` writes past its end
  }

  /** Puts `weight` times the sum over the samples into `flat`. */
  *compute(weight: number): Stepwise<void> {
    const { heap, network, blocks } = this.tile;
    const { widths, shapes, weightOffset } = network.layout;
    heap.floats(this.padded, this.paddedCount).fill(0);
    for (const block of blocks) {
      heap.kernels.weightGradient(network.at, block.at, this.panels, this.padded);
      yield;
    }
    let from = this.padded;
    for (const [l, { rows, columns }] of shapes.entries()) {
      heap.kernels.unpad(from, rows, columns, weight, this.flat + 4 * weightOffset[l]);
      from += 4 * inFours(rows) * inFours(widths[l]);
    }
  }
}
