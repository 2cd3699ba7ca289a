/** The working memory of the reference path: some weight settings, all samples, and every unit's state. */
import type { NetworkLayout } from '../work/networkLayout.ts';
import type { Samples } from '../work/samples.ts';
import { type WeightSettings, writeWeights } from '../work/weightSettings.ts';

/** What an energy has beside the plain squares of its errors. */
export interface EnergyTerms {
  /** pi, what each unit's squared error is weighed by: [units], layer 0 unused; null where all are 1. */
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
  /** pi_l e_l * phi'(a_l): all that the layer below and the weights feel of an error. [items * units]; layer 0 is unused. */
  readonly signals: Float64Array;
  /** phi'(a_l) of the hidden layers, as `predict` last found it: [items * units]; null in networks without a nonlinearity, where every slope is 1. */
  readonly slopes: Float64Array | null;
  /** In a block, the place of the convolution whose output each unit is, the largest that its pool saw: row and column as one index. [items * units] */
  readonly winners: Int32Array | null;
  /** The output layer's energy where it cannot be read off the errors, as under cross-entropy: [items]; null under squares. */
  readonly outputEnergies: Float64Array | null;
  /** Whether pools take the winners that they have, and look for none: the network is then as smooth as phi. */
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
  const arrays = layout.network.activation === 'linear' ? 3 : 4; // of units: activities, errors, signals and slopes
  const bytes = 8 * (layout.parameterCount + arrays * samples.count * layout.unitCount);
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

/** Layer l of every item, out of units such as the tile's own: [items * n_l]. */
export function layerOf({ items, layout }: Tile, units: Float64Array, l: number): Float64Array {
  const width = layout.widths[l];
  const layer = new Float64Array(items * width);
  for (let item = 0; item < items; item++) {
    const start = item * layout.unitCount + layout.unitOffset[l];
    layer.set(units.subarray(start, start + width), item * width);
  }
  return layer;
}

/** Items that kernels take together where they share their weights: each weight is read once, and four sums are added up side by side. */
export const TOGETHER = 4;

/** How many of the items [item, to) a kernel takes now: four of one setting, or one. */
export function itemsTogether({ samples: { count } }: Tile, item: number, to: number): number {
  return item + TOGETHER <= to && (item % count) + TOGETHER <= count ? TOGETHER : 1;
}
