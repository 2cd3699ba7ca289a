/** Fields that are right alone but not together, found in a view from outside: which, and what would be right. */
import { absentSaddles, consistent, mostConvolutions, weightCount } from './consistency.ts';
import { EXPECTED } from './expectation.ts';
import type { FlatKey } from './flatView.ts';
import type { View } from './view.ts';

export interface Contradiction {
  key: FlatKey;
  expected: string;
}

/** Every field of a view that the others do not allow. */
export function contradictions(read: View): Contradiction[] {
  const near = consistent(read);
  const { controls: before } = read;
  const { controls: after } = near;
  const count = weightCount(before);
  const found: [FlatKey, boolean, string][] = [
    ['dimension', before.dimension !== after.dimension, EXPECTED.dimension],
    ['width', before.width !== after.width, EXPECTED.width(after.width)],
    ['convolutions', before.convolutions !== after.convolutions, EXPECTED.convolutions(mostConvolutions(before))],
    ['point', read.point !== near.point, EXPECTED.pointOf(weightCount(after))],
    ['saddle', before.saddle !== after.saddle, EXPECTED.saddle(absentSaddles(after, near.point !== null))],
    ['rank', before.rank !== after.rank, EXPECTED.rank(after.rank)],
    ['first', before.first !== after.first, before.first < count ? EXPECTED.otherWeight : EXPECTED.weight(count)],
    ['second', before.second !== after.second, EXPECTED.weight(count)],
    ['sample', before.sample !== after.sample, EXPECTED.sample(before.batchSize)],
    ['updateEvery', before.updateEvery !== after.updateEvery, EXPECTED.updateEvery(before.steps)],
    ['view', before.view !== after.view, EXPECTED.volume],
    ['sweepFrom', before.sweepFrom !== after.sweepFrom, EXPECTED.sweepFrom(before.sweepTo)],
    ['digitTo', before.digitTo !== after.digitTo, EXPECTED.otherDigit],
    ['time', read.time !== near.time, EXPECTED.time(before.steps)],
    ['at', read.playhead !== near.playhead, EXPECTED.at(before.iterations)],
    ['rates', near.rateChanges !== read.rateChanges, EXPECTED.rates],
  ];
  return found.filter(([, contradicts]) => contradicts).map(([key, , expected]) => ({ key, expected }));
}
