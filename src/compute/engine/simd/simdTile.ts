/** The working memory of the simd path: one weight setting at a time, all samples in blocks, and every unit's state. */
import type { Stepwise } from '../../math/stepwise.ts';
import type { LandscapeValues } from '../work/backend.ts';
import type { Samples } from '../work/samples.ts';
import type { Heap } from './heap.ts';
import { inFours, type SimdNetwork } from './networkMemory.ts';

export class SimdTile {
  readonly blocks: readonly SimdBlock[];
  /** Sums of the errors' squares at steps 1..T, in float64. */
  readonly squares: number;

  constructor(
    readonly heap: Heap,
    readonly network: SimdNetwork,
    public samples: Samples,
    steps: number,
  ) {
    this.blocks = openBlocks(heap, network, samples);
    this.squares = heap.take(8 * (steps + 1));
  }

  /** Replaces the samples, by at most as many as the tile was opened with. */
  put(samples: Samples): void {
    this.samples = samples;
    for (const block of this.blocks) putSamples(this.heap, this.network, block, samples);
  }

  /** `F = 1/(2N) sum e^2` from the sum. */
  energyFrom(squares: number): number {
    return 0.5 * this.samples.weight * squares;
  }
}

/** Weight settings [from, to). */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Computes the settings of a range and writes their values into arrays for that range only. */
export type FillIn = (range: Range, values: LandscapeValues) => Stepwise<void>;

/** Some samples side by side in the kernels' memory, with every unit's state. */
export interface SimdBlock {
  /** Address of the `Block` of kernels/networkRecords.ts. */
  readonly at: number;
  /** First of its samples, and how many. */
  readonly first: number;
  readonly count: number;
  /** Numbers in a row: samples, padded to a whole number of vectors. */
  readonly lanes: number;
  /** Start of row 0 in each of these. */
  readonly activities: number;
  readonly deviations: number;
  readonly errors: number;
  readonly signals: number;
}

/** Bytes of a block's state that stay near a core: hardly more than its first cache holds. */
const cacheBytes = 3 << 14;
/** Arrays that a step of inference goes through. */
const arraysInStep = 4;

/** Samples in a block: as many as stay in the cache, in pairs of vectors. */
function samplesPerBlock(rows: number): number {
  return Math.min(64, Math.max(8, 8 * Math.floor(cacheBytes / (8 * 4 * arraysInStep * rows))));
}

/** Blocks of all samples with x and y in place. */
function openBlocks(heap: Heap, network: SimdNetwork, samples: Samples): SimdBlock[] {
  const { firstRow, layout } = network;
  const rows = firstRow[layout.layers + 1];
  const stride = samplesPerBlock(rows);
  const blocks: SimdBlock[] = [];
  for (let first = 0; first < samples.count; first += stride) {
    const count = Math.min(stride, samples.count - first);
    blocks.push(openBlock(heap, network, samples, first, count, rows));
  }
  return blocks;
}

function openBlock(heap: Heap, network: SimdNetwork, samples: Samples, first: number, count: number, rows: number): SimdBlock {
  const { isLinear } = network.layout;
  const lanes = inFours(count);
  const array = () => heap.take(4 * rows * lanes);
  const [activities, deviations, errors, saved] = [array(), array(), array(), array()];
  const signals = isLinear ? errors : array();
  const slopes = isLinear ? saved : array();
  const at = heap.takeWords([4 * lanes, activities, deviations, errors, signals, saved, slopes]);
  const block = { at, first, count, lanes, activities, deviations, errors, signals };
  putSamples(heap, network, block, samples);
  return block;
}

/** Puts a block's part of these samples in place; where they are fewer, zeros, which every bias-free network maps to zeros. */
function putSamples(heap: Heap, { layout, firstRow }: SimdNetwork, block: SimdBlock, samples: Samples): void {
  const { widths, layers } = layout;
  const there = Math.min(block.count, Math.max(0, samples.count - block.first));
  const put = (values: Float64Array, width: number, row: number) => {
    const { lanes, first } = block;
    const rows = heap.floats(block.activities + 4 * row * lanes, width * lanes);
    if (there < block.count) rows.fill(0);
    for (let i = 0; i < there; i++) {
      for (let k = 0; k < width; k++) rows[k * lanes + i] = values[(first + i) * width + k];
    }
  };
  put(samples.x, widths[0], 0);
  put(samples.y, widths[layers], firstRow[layers]);
}
