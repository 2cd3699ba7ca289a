/** The exact equilibrium of a network that has a closed form (see `NetworkLayout`) on the simd path, from a feedforward pass. */
import { solveCholesky } from '../../math/cholesky.ts';
import type { Stepwise } from '../../math/stepwise.ts';
import type { SimdBlock } from './blocks.ts';
import { LinearMaps } from './linearMaps.ts';
import type { SimdTile } from './simdTile.ts';

export class LinearSolver {
  readonly maps: LinearMaps;

  constructor(private readonly tile: SimdTile) {
    this.maps = new LinearMaps(tile.heap, tile.network);
  }

  /** After a feedforward pass: puts `e_L = S^-1 r` in place of the residuals in the output layer's errors. Returns `F* = 1/(2N) sum_i r^T S^-1 r`. */
  *energy(): Stepwise<number> {
    const { tile } = this;
    const factor = yield* this.maps.factor();
    let sum = 0;
    for (const block of tile.blocks) {
      sum += solveOutputs(tile, block, factor);
      yield;
    }
    return tile.energyFrom(sum);
  }

  /** After a feedforward pass: leaves errors, signals and deviations at the equilibrium. Returns the energy there. */
  *equilibrate(): Stepwise<number> {
    const { tile } = this;
    const { kernels } = tile.heap;
    const energy = yield* this.energy();
    for (const block of tile.blocks) {
      kernels.backpropagate(tile.network.at, block.at);
      kernels.settle(tile.network.at, block.at);
      yield;
    }
    return energy;
  }
}

/** In float64; returns `sum_i r^T S^-1 r` of a block. */
function solveOutputs({ heap, network: { layout, firstRow } }: SimdTile, block: SimdBlock, factor: Float64Array): number {
  const dy = layout.widths[layout.layers];
  const { lanes } = block;
  const start = 4 * firstRow[layout.layers] * lanes;
  const residuals = heap.floats(block.deviations + start, dy * lanes);
  const errors = heap.floats(block.errors + start, dy * lanes);
  const error = new Float64Array(dy);
  let sum = 0;
  for (let i = 0; i < block.count; i++) {
    for (let j = 0; j < dy; j++) error[j] = residuals[j * lanes + i];
    solveCholesky(factor, dy, error);
    for (let j = 0; j < dy; j++) {
      sum += residuals[j * lanes + i] * error[j];
      errors[j * lanes + i] = error[j];
    }
  }
  return sum;
}
