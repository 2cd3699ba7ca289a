/** A network in the kernels' memory: its shape, the weights of one setting at a time, and those weights in panels. */
import { activations } from '../../../model/problem/enumerations.ts';
import type { Activation } from '../../../model/problem/problem.ts';
import type { NetworkLayout } from '../work/networkLayout.ts';
import { requireKnown } from '../work/takes.ts';
import { type WeightPlane, type WeightSettings, writeWeights } from '../work/weightSettings.ts';
import type { Heap } from './heap.ts';
import { simdActivations } from './simdTakes.ts';

/** The activation's number in kernels/activation.ts. Throws a RangeError at an activation that the kernels do not know. */
export const codeOf = (activation: Activation): number =>
  activations[requireKnown('activation', activation, simdActivations)].code;

/** The kernels' tanh takes its preactivations times this: kernels/activation.ts. */
const tanhUnit = 2 / Math.LN2;

/** Cost of the nonlinearity and the step of one unit, in multiply-adds. */
const elementCost = 16;

export const inFours = (count: number): number => 4 * Math.ceil(count / 4);

/** Addresses of a plane's arrays. */
interface Plane {
  readonly origin: number;
  readonly directions: number;
  /** The origin, moved along all directions but the first. */
  readonly row: number;
  readonly coordinates: number;
}

export class SimdNetwork {
  /** Address of the `Network` of kernels/networkRecords.ts. */
  readonly at: number;
  /** The weights of the setting that was loaded last, as a layout has them. */
  readonly weights: number;
  /** First row of each layer's units in a block's arrays; last entry is the number of rows. */
  readonly firstRow: readonly number[];
  /** Multiply-adds of one Euler step of one sample. */
  readonly stepCost: number;
  private readonly forward: readonly number[];
  private readonly backward: readonly number[];
  /** W_2 W_2^T: as it is made, and in panels. */
  private readonly gram: { readonly product: number; readonly panels: number } | null;
  private readonly plane: Plane | null;
  /** Layers whose weights differ between settings, ascending. */
  readonly varied: readonly number[];
  private isFirst = true;
  /** The setting that was placed last; -1 once a learner has moved its weights. */
  private placed = -1;
  private exact: Float64Array | null = null;

  /** `energySteps`: steps of inference, all samples' together, under each setting, where nothing but energies is asked of them (see kernels/firstLayer.ts). */
  constructor(
    private readonly heap: Heap,
    readonly layout: NetworkLayout,
    private readonly settings: WeightSettings,
    energySteps = 0,
  ) {
    const { widths, layers, network, parameterCount } = layout;
    const firstRow = [0];
    for (const width of widths) firstRow.push(firstRow[firstRow.length - 1] + inFours(width));
    this.firstRow = firstRow;
    this.stepCost = 2 * (parameterCount - layout.weightOffset[1]) + elementCost * layout.unitCount;
    this.forward = widths.map((width, l) => (l === 0 ? 0 : heap.take(4 * inFours(width) * widths[l - 1])));
    this.backward = widths.map((width, l) => (l === 0 ? 0 : heap.take(4 * inFours(widths[l - 1]) * width)));
    const square = 4 * inFours(widths[2] ?? 0) ** 2;
    this.gram = gainsByGram(layout, energySteps) ? { product: heap.take(square), panels: heap.take(square) } : null;
    const table = heap.takeWords(widths.flatMap((width, l) => [width, firstRow[l], this.forward[l], this.backward[l]]));
    this.at = heap.takeWords([layers, codeOf(network.activation), table, this.gram?.panels ?? 0]);
    this.weights = heap.take(4 * inFours(parameterCount) + 16); // a layer is written in whole vectors
    this.varied = variedLayers(layout, settings);
    this.plane = settings.kind === 'plane' ? this.placePlane(settings.origin, settings.directions) : null;
  }

  private placePlane(origin: Float64Array, directions: readonly Float64Array[]): Plane {
    const size = 4 * inFours(origin.length);
    const rows = this.heap.take(size * (1 + directions.length));
    const row = this.heap.take(size + 16); // a layer is written in whole vectors
    for (const [k, row] of [origin, ...directions].entries()) this.heap.floats(rows + size * k, row.length).set(row);
    const coordinates = this.heap.take(4 * directions.length);
    return { origin: rows, directions: rows + size, row, coordinates };
  }

  /** Puts setting g's weights in place and in panels. */
  load(g: number): void {
    const layers = this.place(g);
    for (const l of layers) this.pack(l);
  }

  /** Puts setting g's weights in place alone. Returns the layers whose weights are others than before. */
  place(g: number): readonly number[] {
    const { heap, plane, settings, weights, layout } = this;
    const layers = this.isFirst ? layout.widths.map((_, l) => l).slice(1) : this.varied;
    if (plane && settings.kind === 'plane') this.moveOnPlane(plane, settings, g, layers);
    else writeWeights(settings, g, heap.floats(weights, layout.parameterCount), 0);
    this.isFirst = false;
    this.placed = g;
    this.exact = null;
    return layers;
  }

  /** The present weights as the setting has them, in float64: [parameters]. */
  exactWeights(): Float64Array {
    const { heap, weights, settings, layout } = this;
    if (this.exact) return this.exact;
    if (this.placed < 0) return Float64Array.from(heap.floats(weights, layout.parameterCount));
    this.exact = new Float64Array(layout.parameterCount);
    writeWeights(settings, this.placed, this.exact, 0);
    return this.exact;
  }

  /** Settings side by side differ in their first coordinate: what the others add to the origin is kept. */
  private moveOnPlane(
    { origin, directions, row, coordinates }: Plane,
    settings: WeightPlane,
    g: number,
    layers: readonly number[],
  ): void {
    const { weightOffset, parameterCount } = this.layout;
    const { kernels } = this.heap;
    const count = settings.directions.length;
    const present = this.heap.floats(coordinates, count);
    const there = settings.coordinates.subarray(g * count, (g + 1) * count);
    const isOtherRow = this.isFirst || present.some((last, k) => k > 0 && last !== Math.fround(there[k]));
    present.set(there);
    const stride = 4 * inFours(parameterCount);
    for (const l of layers) {
      const from = 4 * weightOffset[l - 1];
      const size = weightOffset[l] - weightOffset[l - 1];
      if (isOtherRow)
        kernels.planeWeights(origin + from, directions + stride + from, stride, count - 1, coordinates + 4, size, row + from);
      kernels.planeWeights(row + from, directions + from, stride, Math.min(1, count), coordinates, size, this.weights + from);
    }
  }

  /** Puts the weights in panels again, once they have moved in place. */
  repack(): void {
    this.placed = -1;
    this.exact = null;
    for (let l = 1; l <= this.layout.layers; l++) this.pack(l);
  }

  private pack(l: number): void {
    const { widths, weightOffset, layers, network } = this.layout;
    const [rows, columns] = [widths[l], widths[l - 1]];
    const from = this.weights + 4 * weightOffset[l - 1];
    const unit = network.activation === 'tanh' && l < layers ? tanhUnit : 1;
    this.heap.kernels.packRows(from, 4 * columns, rows, columns, unit, this.forward[l]);
    if (l > 1) this.heap.kernels.packColumns(from, 4 * columns, rows, columns, this.backward[l]);
    if (l === 2 && this.gram) this.packGram(this.gram, rows, columns, unit);
  }

  /** From W_2's panels, which are in W_2's unit: their product with themselves has its square. */
  private packGram({ product, panels }: { product: number; panels: number }, rows: number, columns: number, unit: number): void {
    const { kernels } = this.heap;
    const [, , forward] = this.forward;
    this.heap.floats(product, inFours(rows) ** 2).fill(0);
    kernels.subtractPanelProduct(forward, rows, forward, rows, columns, product);
    kernels.packRows(product, 4 * inFours(rows), rows, rows, -1 / unit, panels);
  }
}

/** Whether W_2 W_2^T saves more than it takes: the product with it in each of so many steps, all samples' together, is in place of two with W_2. */
function gainsByGram({ widths, layers }: NetworkLayout, energySteps: number): boolean {
  if (layers < 2) return false;
  const [first, second] = [inFours(widths[1]), inFours(widths[2])];
  return energySteps * (2 * first - second) > 2 * first * second;
}

/** On a plane, those along which a direction leads. */
function variedLayers({ widths, weightOffset }: NetworkLayout, settings: WeightSettings): number[] {
  const layers = widths.map((_, l) => l).slice(1);
  if (settings.kind === 'list') return layers;
  return layers.filter((l) =>
    settings.directions.some((direction) =>
      direction.subarray(weightOffset[l - 1], weightOffset[l]).some((entry) => entry !== 0),
    ),
  );
}
