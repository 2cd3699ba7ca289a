/** The exact equilibrium of a network that has a closed form (see `NetworkLayout`) on the simd path, from the products of its layers. */
import { solveCholesky } from '../../math/cholesky.ts';
import type { Stepwise } from '../../math/stepwise.ts';
import { openTile } from '../kernels/tile.ts';
import { weightGradient } from '../kernels/weightGradient.ts';
import { equilibrate } from '../reference/referenceEquilibrium.ts';
import { energyOf, feedforwardInSteps, itemsInSteps } from '../reference/referenceInference.ts';
import { factorOf } from '../rest/linearEquilibrium.ts';
import { oneSetting } from '../work/weightSettings.ts';
import type { Heap } from './heap.ts';
import { inFours, type SimdNetwork } from './networkMemory.ts';
import type { SimdBlock, SimdTile } from './simdTile.ts';

export class LinearSolver {
  readonly maps: LinearMaps;

  constructor(private readonly tile: SimdTile) {
    this.maps = new LinearMaps(tile.heap, tile.network);
  }

  /** After a feedforward pass: F* of the setting. */
  *rest(): Stepwise<{ energy: number; residual: number }> {
    const { energy, isExact } = yield* this.solveOutputs();
    return { energy: isExact ? energy : (yield* this.inFloat64()).energy, residual: 0 };
  }

  /**
   * After a feedforward pass: leaves errors, signals and deviations at the equilibrium. Returns the energy there; and the weight gradient (for a scale of 1) where
   * float32 has too few digits for what was left.
   */
  *equilibrate(): Stepwise<{ energy: number; gradient: Float64Array | null }> {
    const { tile } = this;
    const { kernels } = tile.heap;
    const { energy, isExact } = yield* this.solveOutputs();
    if (!isExact) return yield* this.inFloat64();
    for (const block of tile.blocks) {
      kernels.backpropagate(tile.network.at, block.at);
      kernels.settle(tile.network.at, block.at);
      yield;
    }
    return tile.blocks.every((block) => keepsDigits(tile, block)) ? { energy, gradient: null } : yield* this.inFloat64();
  }

  /** Puts `e_L = S^-1 r` in place of the residuals in the output layer's errors. Returns `F* = 1/(2N) sum_i r^T S^-1 r`, and whether S is known well enough for it. */
  private *solveOutputs(): Stepwise<{ energy: number; isExact: boolean }> {
    const { tile } = this;
    const rescaling = yield* this.maps.rescaling();
    const dy = tile.network.layout.widths[tile.network.layout.layers];
    const factor = factorOf(rescaling, dy);
    const sums = { energy: 0, errors: 0, residuals: 0 };
    for (const block of tile.blocks) {
      addOutputs(tile, block, factor, sums);
      yield;
    }
    let largest = 0;
    for (let j = 0; j < dy; j++) largest = Math.max(largest, rescaling[j * dy + j]);
    return { energy: tile.energyFrom(sums.energy), isExact: !(rounding * largest * sums.errors > mostWrong * sums.residuals) };
  }

  /** The equilibrium's energy and weight gradient, on the reference path. */
  private *inFloat64(): Stepwise<{ energy: number; gradient: Float64Array }> {
    const { network, samples } = this.tile;
    const tile = openTile(network.layout, samples, oneSetting(network.exactWeights()), 0, 1, 0);
    yield* feedforwardInSteps(tile);
    yield* equilibrate(tile);
    const gradient = new Float64Array(network.layout.parameterCount);
    yield* itemsInSteps(tile, (from, to) => weightGradient(tile, gradient, from, to));
    return { energy: energyOf(tile)[0], gradient };
  }
}

/** Parts of S and of the loss: an error of S by `rounding` of its largest entry changes F* by `e_L^T dS e_L`, which may be `mostWrong` of the loss. */
const rounding = 2 ** -21;
const mostWrong = 1e-5;
/** How many times larger than an activity the feedforward pass and the deviation from it may be whose sum it is: float32 loses as many times its rounding. */
const mostCancelled = 50;

/** Whether `z = zff + u` has digits left, over the hidden layers of a block. */
function keepsDigits({ heap, network: { layout, firstRow } }: SimdTile, { activities, deviations, lanes }: SimdBlock): boolean {
  const start = firstRow[1] * lanes;
  const count = firstRow[layout.layers] * lanes - start;
  const before = heap.floats(activities + 4 * start, count);
  const moved = heap.floats(deviations + 4 * start, count);
  let [parts, sums] = [0, 0];
  for (let i = 0; i < count; i++) {
    parts = Math.max(parts, Math.abs(before[i]), Math.abs(moved[i]));
    sums = Math.max(sums, Math.abs(before[i] + moved[i]));
  }
  return parts <= mostCancelled * sums;
}

/** In float64; adds a block's `r^T S^-1 r`, |S^-1 r|^2 and |r|^2. */
function addOutputs(
  { heap, network: { layout, firstRow } }: SimdTile,
  block: SimdBlock,
  factor: Float64Array,
  sums: { energy: number; errors: number; residuals: number },
): void {
  const dy = layout.widths[layout.layers];
  const { lanes } = block;
  const start = 4 * firstRow[layout.layers] * lanes;
  const residuals = heap.floats(block.deviations + start, dy * lanes);
  const errors = heap.floats(block.errors + start, dy * lanes);
  const error = new Float64Array(dy);
  for (let i = 0; i < block.count; i++) {
    for (let j = 0; j < dy; j++) error[j] = residuals[j * lanes + i];
    solveCholesky(factor, dy, error);
    for (let j = 0; j < dy; j++) {
      const residual = residuals[j * lanes + i];
      sums.energy += residual * error[j];
      sums.errors += error[j] * error[j];
      sums.residuals += residual * residual;
      errors[j * lanes + i] = error[j];
    }
  }
}

/** A matrix of d_y rows in the kernels' memory. */
interface Rows {
  readonly at: number;
  /** Bytes from row to row. */
  readonly stride: number;
  readonly columns: number;
}

/** Products of linear layers: the maps W_{L:l} in float32, S in float64. */
export class LinearMaps {
  private readonly products: readonly number[]; // W_{L:l}, in turn
  private readonly panels: number;
  private readonly gram: number;
  private readonly dy: number;
  /** The network's last layers so far, (-1)^k W_{L:l} after k products. */
  private map: Rows;
  /** The part of the products that all settings share: that of the layers above the last one that varies. */
  private shared: { readonly l: number; readonly map: Rows; readonly gram: Float64Array } | null = null;

  constructor(
    private readonly heap: Heap,
    private readonly network: SimdNetwork,
  ) {
    const { widths, layers, maxWidth } = network.layout;
    this.dy = widths[layers];
    const bytes = 4 * inFours(this.dy) * inFours(maxWidth);
    this.products = [heap.take(bytes), heap.take(bytes)];
    this.panels = heap.take(bytes);
    this.gram = heap.take(8 * this.dy ** 2);
    this.map = this.lastLayer();
  }

  /** Cholesky factor of S. */
  *factor(): Stepwise<Float64Array> {
    return factorOf(yield* this.rescaling(), this.dy);
  }

  /** `S = I + sum_{l=2..L} W_{L:l} W_{L:l}^T` for the weights that the network was given last: [d_y * d_y]. A step is a layer. */
  *rescaling(): Stepwise<Float64Array> {
    const { heap, dy, network, shared } = this;
    const { layers } = network.layout;
    const lowestShared = 1 + Math.max(1, ...network.varied);
    heap.doubles(this.gram, dy * dy).set(shared?.gram ?? new Float64Array(dy * dy));
    this.map = shared?.map ?? this.lastLayer();
    for (let l = shared?.l ?? layers; l >= 2; l--) {
      if (l !== shared?.l) heap.kernels.addGram(this.map.at, this.map.stride, dy, this.map.columns, this.gram);
      if (l === lowestShared && !shared) this.storeShared(l);
      if (l > 2) this.map = this.times(l - 1);
      yield;
    }
    const rescaling = heap.doubles(this.gram, dy * dy).slice();
    for (let j = 0; j < dy; j++) {
      rescaling[j * dy + j] += 1;
      for (let k = 0; k < j; k++) rescaling[k * dy + j] = rescaling[j * dy + k];
    }
    return rescaling;
  }

  private storeShared(l: number): void {
    const { heap, dy, map } = this;
    const size = (map.stride / 4) * dy;
    const at = heap.take(map.stride * inFours(dy));
    heap.floats(at, size).set(heap.floats(map.at, size));
    this.shared = { l, map: { ...map, at }, gram: heap.doubles(this.gram, dy * dy).slice() };
  }

  /** `(-1)^(L-1) W_{L:1}`, after `rescaling` or `factor`. */
  whole(): Rows {
    return this.network.layout.layers === 1 ? this.map : this.times(1);
  }

  /** `out = from - M B` for a map M, B [columns, width] and rows of `stride` bytes; `from` lies like `out`. */
  apply(map: Rows, b: number, stride: number, from: number, out: number): void {
    const { kernels } = this.heap;
    kernels.packRows(map.at, map.stride, this.dy, map.columns, 1, this.panels);
    kernels.subtractProduct(this.panels, this.dy, map.columns, b, stride, stride, from, out, stride);
  }

  private lastLayer(): Rows {
    const { layers, weightOffset, widths } = this.network.layout;
    const columns = widths[layers - 1];
    return { at: this.network.weights + 4 * weightOffset[layers - 1], stride: 4 * columns, columns };
  }

  /** The present map times -W_l. */
  private times(l: number): Rows {
    const { kernels } = this.heap;
    const { weightOffset, widths } = this.network.layout;
    const { at, stride, columns: inner } = this.map;
    const columns = widths[l - 1];
    const longer = { at: this.products[l % 2], stride: 4 * inFours(columns), columns };
    const weights = this.network.weights + 4 * weightOffset[l - 1];
    kernels.packRows(at, stride, this.dy, inner, 1, this.panels);
    kernels.subtractProduct(this.panels, this.dy, inner, weights, 4 * columns, longer.stride, 0, longer.at, longer.stride);
    return longer;
  }
}
