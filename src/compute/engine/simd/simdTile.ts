/** The working memory of the simd path: one weight setting at a time, all samples, and every unit's state. */
import type { Stepwise } from '../../math/stepwise.ts';
import type { LandscapeValues } from '../work/backend.ts';
import type { Samples } from '../work/samples.ts';
import { openBlocks, putSamples, type SimdBlock } from './blocks.ts';
import type { Heap } from './heap.ts';
import type { SimdNetwork } from './networkMemory.ts';

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
