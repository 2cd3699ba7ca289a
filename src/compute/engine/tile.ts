/** The working memory of the reference path: some weight settings, all samples, and every unit's state. */
import type { NetworkLayout } from './network.ts';
import type { Samples } from './samples.ts';
import { type WeightSettings, writeWeights } from './weightSettings.ts';

/** An item is one sample under one weight setting: item = setting * samples + sample. */
export interface Tile {
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
  /** In a block, the place of the convolution whose output each unit is, the largest that its pool saw: row and column as one index. [items * units] */
  readonly winners: Int32Array | null;
  /** pi, what each unit's error is weighed by: [units], layer 0 unused; null where all are 1. */
  readonly precisions: Float64Array | null;
  /** dt of each setting; 0 where inference has ended. */
  readonly stepSize: Float64Array;
}

/** Items beyond this many bytes of state no longer fit a core's cache. */
const cacheBytes = 1 << 18;
/** Multiply-adds in a tile, so that its first result comes soon. */
const tileWork = 1 << 21;

/** How many settings make one tile: as many as stay in the cache and finish within a few milliseconds. */
export function settingsPerTile(layout: NetworkLayout, samples: Samples, steps: number): number {
  const bytes = 8 * (layout.parameterCount + 3 * samples.count * layout.unitCount);
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
  precisions: Float64Array | null = null,
): Tile {
  const settings = to - from;
  const items = settings * samples.count;
  const { unitCount, parameterCount, layers, widths, unitOffset } = layout;
  const weights = new Float64Array(settings * parameterCount);
  for (let s = 0; s < settings; s++) writeWeights(batch, from + s, weights, s * parameterCount);

  const activities = new Float64Array(items * unitCount);
  const dx = widths[0];
  const dy = widths[layers];
  for (let item = 0; item < items; item++) {
    const i = item % samples.count;
    activities.set(samples.x.subarray(i * dx, (i + 1) * dx), item * unitCount);
    activities.set(samples.y.subarray(i * dy, (i + 1) * dy), item * unitCount + unitOffset[layers]);
  }
  return {
    layout,
    samples,
    settings,
    items,
    weights,
    activities,
    errors: new Float64Array(items * unitCount),
    signals: new Float64Array(items * unitCount),
    winners: layout.isFullyConnected ? null : new Int32Array(items * unitCount),
    precisions,
    stepSize: new Float64Array(settings).fill(dt),
  };
}

/** Items that kernels take together where they share their weights: each weight is read once, and four sums are added up side by side. */
export const TOGETHER = 4;

/** How many of the items [item, to) a kernel takes now: four of one setting, or one. */
export function itemsTogether({ samples: { count } }: Tile, item: number, to: number): number {
  return item + TOGETHER <= to && (item % count) + TOGETHER <= count ? TOGETHER : 1;
}
