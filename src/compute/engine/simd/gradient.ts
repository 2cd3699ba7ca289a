/** A learner's weight gradient at each weight setting on the simd path. */
import type { Stepwise } from '../../math/stepwise.ts';
import type { GradientValues, GradientWork } from '../backend.ts';
import type { NetworkLayout } from '../network.ts';
import { divergenceStep } from '../recordEnergies.ts';
import { LinearSolver } from './equilibrium.ts';
import type { Heap } from './heap.ts';
import { feedforward, infer } from './inference.ts';
import { inFours } from './network.ts';
import { SimdTile } from './tile.ts';

/** At the equilibrium, of linear nets alone. */
export function* gradient(heap: Heap, work: GradientWork): Stepwise<GradientValues> {
  const { settings, layout, learner, dt } = work;
  const values: GradientValues = {
    loss: new Float64Array(settings.count),
    energy: new Float64Array(settings.count),
    gradient: new Float64Array(settings.count * layout.parameterCount),
    divergedAt: new Int32Array(settings.count).fill(-1),
  };
  const energies = new Float64Array(learner === 'pc' ? work.steps + 1 : 1);
  const tile = new SimdTile(heap, work, energies.length - 1);
  const solver = learner === 'pc-equilibrium' ? new LinearSolver(tile) : null;
  const sums = new GradientSums(tile);
  for (let g = 0; g < settings.count; g++) {
    tile.network.load(g);
    energies[0] = feedforward(tile);
    if (learner === 'pc') yield* infer(tile, dt, energies);
    for (const block of tile.blocks) {
      if (learner === 'bp') heap.kernels.backpropagate(tile.network.at, block.at);
      else if (learner === 'pc') heap.kernels.finishFirst(tile.network.at, block.at);
    }
    const divergedAt = divergenceStep(energies);
    values.loss[g] = energies[0];
    values.energy[g] = solver ? solver.equilibrate() : energies[divergedAt < 0 ? energies.length - 1 : divergedAt];
    values.divergedAt[g] = learner === 'pc' ? divergedAt : -1;
    sums.write(values.gradient.subarray(g * layout.parameterCount, (g + 1) * layout.parameterCount));
    yield;
  }
  return values;
}

/** The weight gradient at the tile's present errors, added up over its blocks. */
class GradientSums {
  private readonly panels: number;
  private readonly sums: number;
  private readonly count: number;

  constructor(private readonly tile: SimdTile) {
    const { heap, network, blocks } = tile;
    this.count = paddedParameters(network.layout);
    this.panels = heap.take(2 * 4 * inFours(network.layout.maxWidth) * Math.max(...blocks.map(({ lanes }) => lanes)));
    this.sums = heap.take(4 * this.count);
  }

  write(into: Float64Array): void {
    const { heap, network, blocks, samples } = this.tile;
    const sums = heap.floats(this.sums, this.count).fill(0);
    for (const block of blocks) heap.kernels.weightGradient(network.at, block.at, this.panels, this.sums);
    const { widths, layers } = network.layout;
    for (let l = 1, from = 0, p = 0; l <= layers; l++) {
      const stride = inFours(widths[l - 1]);
      for (let j = 0; j < widths[l]; j++) {
        for (let k = 0; k < widths[l - 1]; k++) into[p++] = samples.weight * sums[from + j * stride + k];
      }
      from += inFours(widths[l]) * stride;
    }
  }
}

const paddedParameters = ({ widths }: NetworkLayout): number =>
  widths.reduce((sum, width, l) => (l === 0 ? sum : sum + inFours(width) * inFours(widths[l - 1])), 0);
