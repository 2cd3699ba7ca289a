/** Loss and residuals of a network on the simd path without learning. */
import type { Stepwise } from '../../math/stepwise.ts';
import type { NetworkLayout } from '../work/networkLayout.ts';
import type { Samples } from '../work/samples.ts';
import { oneSetting } from '../work/weightSettings.ts';
import type { Heap } from './heap.ts';
import { feedforward } from './inference.ts';
import { SimdNetwork } from './networkMemory.ts';
import { SimdTile } from './simdTile.ts';

export interface Evaluated {
  /** Mean over the samples. */
  readonly loss: number;
  /** y - f(x): [samples * d_y] */
  readonly residuals: Float64Array;
}

/** Samples that go through the network at a time. */
const together = 256;

export function* evaluate(heap: Heap, layout: NetworkLayout, weights: Float64Array, samples: Samples): Stepwise<Evaluated> {
  const { widths, layers } = layout;
  const residuals = new Float64Array(samples.y.length);
  let loss = 0;
  let tile: SimdTile | null = null;
  for (let from = 0; from < samples.count; from += together) {
    const part = samplesIn(layout, samples, from, Math.min(from + together, samples.count));
    if (tile) tile.put(part);
    else {
      tile = new SimdTile(heap, new SimdNetwork(heap, layout, oneSetting(weights)), part, 0);
      tile.network.load(0);
    }
    loss += yield* feedforward(tile);
    residuals.set(residualsOf(tile).subarray(0, part.y.length), from * widths[layers]);
  }
  return { loss, residuals };
}

function samplesIn({ widths, layers }: NetworkLayout, samples: Samples, from: number, to: number): Samples {
  const rows = (values: Float64Array, width: number) => values.subarray(from * width, to * width);
  return { ...samples, count: to - from, x: rows(samples.x, widths[0]), y: rows(samples.y, widths[layers]) };
}

/** y - f(x) of every sample that the tile has room for: [samples * d_y] */
function residualsOf({ heap, blocks, network: { layout, firstRow } }: SimdTile): Float64Array {
  const dy = layout.widths[layout.layers];
  const residuals = new Float64Array(blocks.reduce((sum, { count }) => sum + count, 0) * dy);
  for (const { deviations, lanes, first, count } of blocks) {
    const rows = heap.floats(deviations + 4 * firstRow[layout.layers] * lanes, dy * lanes);
    for (let i = 0; i < count; i++) for (let j = 0; j < dy; j++) residuals[(first + i) * dy + j] = rows[j * lanes + i];
  }
  return residuals;
}

/** `1/N sum_i r_i r_i^T`: [d_y * d_y] */
export function residualMoments(tile: SimdTile): Float64Array {
  const { widths, layers } = tile.network.layout;
  const dy = widths[layers];
  const moments = new Float64Array(dy * dy);
  const residuals = residualsOf(tile);
  for (let at = 0; at < residuals.length; at += dy) {
    for (let j = 0; j < dy; j++) {
      for (let k = 0; k < dy; k++) moments[j * dy + k] += tile.samples.weight * residuals[at + j] * residuals[at + k];
    }
  }
  return moments;
}
