/** Cuts weight settings into ranges, one a tile: long enough to be worth a message, short enough that all workers end together. */
import { inferenceSteps } from '../work/stepControl.ts';
import type { Range } from './simdTile.ts';
import type { SimdWork } from './simdWork.ts';

/** Multiply-adds, as `settingCost` counts them. */
const tileWork = { least: 1 << 23, most: 1 << 27 };
/** Work up to this size, a few ms, is done on the calling thread before a worker could answer. */
const quickWork = 1 << 25;
/** The remaining settings would make this many tiles of the next tile's length for each worker. */
const sharesPerWorker = 4;
/** Settings whose chains are computed side by side. */
const sideBySide = 32;

export function isQuick(work: SimdWork): boolean {
  return settingCost(work) * work.settings.count <= quickWork;
}

/** All settings, in order: long tiles first, shorter ones towards the end. */
export function tilesOf(work: SimdWork, workers: number): Range[] {
  const { count } = work.settings;
  const cost = settingCost(work);
  const least = Math.ceil(tileWork.least / cost);
  const most = Math.max(1, Math.floor(tileWork.most / cost));
  const unit = work.layout.isChain ? sideBySide : 1;
  const tiles: Range[] = [];
  for (let from = 0; from < count; ) {
    const share = Math.ceil((count - from) / (sharesPerWorker * Math.max(1, workers)));
    const stride = Math.ceil(Math.min(Math.max(share, least), most) / unit) * unit;
    tiles.push({ from, to: Math.min(from + stride, count) });
    from += stride;
  }
  return tiles;
}

/** A pass through the weights for each sample and step; where a linear network infers nothing, the products of its layers alone. */
function settingCost(work: SimdWork): number {
  const { layout, samples } = work;
  const steps = stepsOf(work);
  if (layout.isLinear && steps === 0) return 2 * layout.widths[layout.layers] * layout.parameterCount;
  const inferred = layout.isChain && layout.isLinear ? 1 : samples.count; // see chains.ts
  return 2 * layout.passCost * inferred * (steps + 1);
}

function stepsOf(work: SimdWork): number {
  if (work.kind === 'landscape') return inferenceSteps(work);
  return work.learner === 'pc' ? work.steps : 1;
}
