/** The weight gradient at a tile's present errors, added up over its blocks. */
import type { Stepwise } from '../../math/stepwise.ts';
import { inFours } from './networkMemory.ts';
import type { SimdTile } from './simdTile.ts';

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
