/** The exact equilibrium of a linear network on the simd path: products in float32, S and its solve in float64. */
import { solveCholesky } from '../../math/cholesky.ts';
import { factorOf } from '../kernels/linearEquilibrium.ts';
import type { SimdBlock } from './blocks.ts';
import { inFours } from './network.ts';
import type { SimdTile } from './tile.ts';

export class LinearSolver {
  private readonly maps: readonly number[]; // W_{L:l}, in turn
  private readonly panels: number;
  private readonly gram: number;

  constructor(private readonly tile: SimdTile) {
    const { heap, network } = tile;
    const { widths, layers, maxWidth } = network.layout;
    const bytes = 4 * inFours(widths[layers]) * inFours(maxWidth);
    this.maps = [heap.take(bytes), heap.take(bytes)];
    this.panels = heap.take(bytes);
    this.gram = heap.take(8 * widths[layers] ** 2);
  }

  /** After a feedforward pass: `F* = 1/(2N) sum_i r^T S^-1 r` of the weights that the network was given last. */
  energy(): number {
    const { tile } = this;
    const factor = this.factor();
    let sum = 0;
    for (const block of tile.blocks) {
      overResiduals(tile, block, (residual) => {
        const error = residual.slice();
        solveCholesky(factor, error.length, error);
        for (let j = 0; j < error.length; j++) sum += residual[j] * error[j];
        return null;
      });
    }
    return tile.energyFrom(sum);
  }

  /** After a feedforward pass: `1/N sum_i r_i r_i^T`, [d_y * d_y]. */
  residualMoments(): Float64Array {
    const { network, samples } = this.tile;
    const dy = network.layout.widths[network.layout.layers];
    const moments = new Float64Array(dy * dy);
    const residuals = residualsOf(this.tile);
    for (let at = 0; at < residuals.length; at += dy) {
      for (let j = 0; j < dy; j++) {
        for (let k = 0; k < dy; k++) moments[j * dy + k] += samples.weight * residuals[at + j] * residuals[at + k];
      }
    }
    return moments;
  }

  /** After a feedforward pass: leaves errors, signals and deviations at the equilibrium. Returns the energy there. */
  equilibrate(): number {
    const { tile } = this;
    const { kernels } = tile.heap;
    const factor = this.factor();
    let sum = 0;
    for (const block of tile.blocks) {
      overResiduals(tile, block, (residual) => {
        const error = residual.slice();
        solveCholesky(factor, error.length, error);
        for (let j = 0; j < error.length; j++) sum += residual[j] * error[j];
        return error;
      });
      kernels.backpropagate(tile.network.at, block.at);
      kernels.settle(tile.network.at, block.at);
    }
    return tile.energyFrom(sum);
  }

  /** Cholesky factor of S. */
  private factor(): Float64Array {
    const { widths, layers } = this.tile.network.layout;
    return factorOf(this.rescaling(), widths[layers]);
  }

  /** `S = I + sum_{l=2..L} W_{L:l} W_{L:l}^T` of the weights that the network was given last: [d_y * d_y] */
  rescaling(): Float64Array {
    const { heap, network } = this.tile;
    const { widths, layers, weightOffset } = network.layout;
    const { kernels } = heap;
    const dy = widths[layers];
    heap.doubles(this.gram, dy * dy).fill(0);
    let map = network.weights + 4 * weightOffset[layers - 1];
    let stride = 4 * widths[layers - 1];
    for (let l = layers; l >= 2; l--) {
      kernels.addGram(map, stride, dy, widths[l - 1], this.gram);
      if (l === 2) break;
      // The product's sign is of no matter to S.
      const [inner, columns] = [widths[l - 1], widths[l - 2]];
      const longer = this.maps[l % 2];
      const width = 4 * inFours(columns);
      kernels.packRows(map, stride, dy, inner, this.panels);
      const weights = network.weights + 4 * weightOffset[l - 2];
      kernels.subtractProduct(this.panels, dy, inner, weights, 4 * columns, width, 0, longer, width);
      [map, stride] = [longer, width];
    }
    const rescaling = heap.doubles(this.gram, dy * dy).slice();
    for (let j = 0; j < dy; j++) {
      rescaling[j * dy + j] += 1;
      for (let k = 0; k < j; k++) rescaling[k * dy + j] = rescaling[j * dy + k];
    }
    return rescaling;
  }
}

/** Every sample's output residual r in a block, in float64; where `visit` gives an error for it, that is put into the output layer's errors. */
function overResiduals(
  { heap, network: { layout, firstRow } }: SimdTile,
  block: SimdBlock,
  visit: (residual: Float64Array) => Float64Array | null,
): void {
  const dy = layout.widths[layout.layers];
  const { lanes } = block;
  const start = 4 * firstRow[layout.layers] * lanes;
  const residuals = heap.floats(block.deviations + start, dy * lanes);
  const errors = heap.floats(block.errors + start, dy * lanes);
  for (let i = 0; i < block.count; i++) {
    const error = visit(Float64Array.from({ length: dy }, (_, j) => residuals[j * lanes + i]));
    if (error) for (let j = 0; j < dy; j++) errors[j * lanes + i] = error[j];
  }
}

/** After a feedforward pass: y - f(x) of every sample that the tile has room for, [samples * d_y]. */
export function residualsOf(tile: SimdTile): Float64Array {
  const { blocks, network } = tile;
  const dy = network.layout.widths[network.layout.layers];
  const residuals = new Float64Array(blocks.reduce((sum, { count }) => sum + count, 0) * dy);
  for (const block of blocks) {
    let at = block.first * dy;
    overResiduals(tile, block, (residual) => {
      residuals.set(residual, at);
      at += dy;
      return null;
    });
  }
  return residuals;
}
