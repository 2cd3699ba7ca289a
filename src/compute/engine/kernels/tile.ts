/** The working memory of the reference path: some weight settings, all samples, and every unit's state. */
import type { NetworkLayout } from '../work/networkLayout.ts';
import type { Samples } from '../work/samples.ts';
import { type WeightSettings, writeWeights } from '../work/weightSettings.ts';

/** The terms of an energy beside the squares of its errors. */
export interface EnergyTerms {
  /** pi, the weight of each unit's squared error: [units], layer 0 unused; null where all are 1. */
  readonly precisions: Float64Array | null;
  /** kappa of the prior `kappa sum |z_lj|` over the layers that inference moves, in every sample's energy. */
  readonly sparsity: number;
}

const squaresAlone: EnergyTerms = { precisions: null, sparsity: 0 };

/** An item is one sample under one weight setting: item = setting * samples + sample. */
export interface Tile extends EnergyTerms {
  readonly layout: NetworkLayout;
  readonly samples: Samples;
  readonly settings: number;
  readonly items: number;
  /** [settings * parameters] */
  readonly weights: Float64Array;
  /** z_l: [items * units] */
  readonly activities: Float64Array;
  /** e_l (or the backpropagated error): [items * units]; layer 0 is unused. */
  readonly errors: Float64Array;
  /** pi_l e_l * phi'(a_l): the form in which an error reaches the layer below and the weights. [items * units]; layer 0 is unused. */
  readonly signals: Float64Array;
  /** phi'(a_l) of the hidden layers at the latest feedforward pass: [items * units]; null in networks without a nonlinearity, where every slope is 1. */
  readonly slopes: Float64Array | null;
  /** For units of a block: the place of the largest convolution output in the unit's pool, row and column as one index. [items * units] */
  readonly winners: Int32Array | null;
  /** The output layer's energy under cross-entropy, which the errors alone would give inaccurately: [items]; null under squares. */
  readonly outputEnergies: Float64Array | null;
  /** Whether pools use the `winners` already there instead of searching for the largest outputs: the network is then as smooth as phi. */
  readonly holdsWinners: boolean;
  /** dt of each setting; 0 where inference has ended. */
  readonly stepSize: Float64Array;
}

/** Items beyond this many bytes of state no longer fit a core's cache. */
const cacheBytes = 1 << 18;
/** Multiply-adds in a tile, so that its first result comes soon. */
const tileWork = 1 << 21;

/** How many settings make one tile: as many as stay in the cache and finish within a few milliseconds. */
export function settingsPerTile(layout: NetworkLayout, samples: Samples, steps: number): number {
  const bytes = 8 * (layout.parameterCount + 3 * samples.count * layout.unitCount); // inference reads activities, errors and signals
  const work = 2 * layout.passCost * samples.count * (steps + 1);
  return Math.max(1, Math.floor(Math.min(cacheBytes / bytes, tileWork / work)));
}

/** A tile for settings [from, to), with x and y in place and everything else zero. */
export function openTile(
  layout: NetworkLayout,
  samples: Samples,
  batch: WeightSettings,
  from: number,
  to: number,
  dt: number,
  terms: EnergyTerms = squaresAlone,
): Tile {
  const isCrossEntropy = layout.network.output === 'cross-entropy';
  const settings = to - from;
  const items = settings * samples.count;
  const { unitCount, parameterCount, layers, widths, unitOffset } = layout;
  const weights = new Float64Array(settings * parameterCount);
  for (let s = 0; s < settings; s++) writeWeights(batch, from + s, weights, s * parameterCount);

  const activities = new Float64Array(items * unitCount);
  const dy = widths[layers];
  for (let item = 0; item < items; item++) {
    const i = item % samples.count;
    activities.set(samples.y.subarray(i * dy, (i + 1) * dy), item * unitCount + unitOffset[layers]);
  }
  const tile = {
    layout,
    samples,
    settings,
    items,
    weights,
    activities,
    errors: new Float64Array(items * unitCount),
    signals: new Float64Array(items * unitCount),
    slopes: layout.network.activation === 'linear' ? null : new Float64Array(items * unitCount),
    winners: layout.isFullyConnected ? null : new Int32Array(items * unitCount),
    holdsWinners: false,
    outputEnergies: isCrossEntropy ? new Float64Array(items) : null,
    ...terms,
    stepSize: new Float64Array(settings).fill(dt),
  };
  placeInputs(tile);
  return tile;
}

/** `z_0 = x`, of every item. */
export function placeInputs({ layout: { widths, unitCount }, samples: { x, count }, items, activities }: Tile): void {
  for (let item = 0; item < items; item++) {
    const start = (item % count) * widths[0];
    activities.set(x.subarray(start, start + widths[0]), item * unitCount);
  }
}

/** Copies layer l of every item from an array [items * units]: [items * n_l]. */
export function layerOf({ items, layout }: Tile, units: Float64Array, l: number): Float64Array {
  const width = layout.widths[l];
  const layer = new Float64Array(items * width);
  for (let item = 0; item < items; item++) {
    const start = item * layout.unitCount + layout.unitOffset[l];
    layer.set(units.subarray(start, start + width), item * width);
  }
  return layer;
}

/** How many items kernels process together where they share their weights: each weight is read once for four sums. */
export const TOGETHER = 4;

/** How many of the items [item, to) a kernel processes at once: four that belong to one setting, or one. */
export function itemsTogether({ samples: { count } }: Tile, item: number, to: number): number {
  return item + TOGETHER <= to && (item % count) + TOGETHER <= count ? TOGETHER : 1;
}
