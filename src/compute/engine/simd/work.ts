/** What the simd path is asked, and the part of it that makes one tile: the same code on a worker and on the calling thread. */
import type { GradientValues, GradientWork, LandscapeValues, LandscapeWork } from '../backend.ts';
import type { Breather } from '../breather.ts';
import type { WeightSettings } from '../weightSettings.ts';
import { gradient } from './gradient.ts';
import { withHeap } from './heap.ts';
import { landscape } from './landscape.ts';

export type SimdWork = ({ kind: 'landscape' } & LandscapeWork) | ({ kind: 'gradient' } & GradientWork);
export type SimdValues = LandscapeValues | GradientValues;

/** Weight settings [from, to). */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Values of the range alone. */
export function runTile(work: SimdWork, range: Range, breather: Breather): Promise<SimdValues> {
  const settings = settingsIn(work.settings, range);
  return withHeap<SimdValues>((heap) =>
    work.kind === 'landscape'
      ? breather.run(landscape(heap, { ...work, settings }))
      : breather.run(gradient(heap, { ...work, settings })),
  );
}

function settingsIn(settings: WeightSettings, { from, to }: Range): WeightSettings {
  const part = (numbers: Float64Array) => {
    const size = numbers.length / settings.count;
    return numbers.subarray(from * size, to * size);
  };
  return settings.kind === 'list'
    ? { ...settings, count: to - from, weights: part(settings.weights) }
    : { ...settings, count: to - from, coordinates: part(settings.coordinates) };
}
