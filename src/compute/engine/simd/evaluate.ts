/** Loss and residuals of a network on the simd path without learning: feedforward passes over some hundreds of samples at a time. */
import type { Stepwise } from '../../math/stepwise.ts';
import type { NetworkLayout } from '../work/networkLayout.ts';
import type { Samples } from '../work/samples.ts';
import { oneSetting } from '../work/weightSettings.ts';
import type { Heap } from './heap.ts';
import { feedforward } from './inference.ts';
import { SimdNetwork } from './networkMemory.ts';
import { residualsOf } from './residuals.ts';
import { SimdTile } from './simdTile.ts';

export interface Evaluated {
  /** Mean over the samples. */
  readonly loss: number;
  /** y - f(x): [samples * d_y] */
  readonly residuals: Float64Array;
}

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
