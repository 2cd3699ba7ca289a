/** Fields that are right alone but not together, found in a view from outside: which, and what would be right. */
import type { Parameters } from '../../model/parameters.ts';
import { consistent, weightCount } from '../store/consistency.ts';
import type { View } from '../store/pageState.ts';
import { EXPECTED } from './expectation.ts';

export interface Contradiction {
  /** The field as the URL and scripts name it. */
  key: string;
  value: unknown;
  expected: string;
  /** What `view` holds instead. */
  used: unknown;
}

/** The nearest view without contradictions, and those that it had. */
export function contradictions(read: View): { view: View; found: Contradiction[] } {
  const withRates = ratesFit(read) ? read : { ...read, rateChanges: [] };
  const view = consistent(withRates);
  const found: Contradiction[] = [];
  const compare = (key: string, value: unknown, used: unknown, expected: string) => {
    if (value !== used) found.push({ key, value, expected, used });
  };

  const before = read.parameters;
  const after = view.parameters;
  const count = weightCount(before);
  compare('first', before.first, after.first, before.first < count ? EXPECTED.otherWeight : EXPECTED.weight(count));
  compare('second', before.second, after.second, EXPECTED.weight(count));
  compare('sample', before.sample, after.sample, EXPECTED.sample(before.batchSize));
  compare('view', before.view, after.view, EXPECTED.volume);
  compare('time', read.time, view.time, EXPECTED.time(before.steps));
  compare('at', read.playhead, view.playhead, EXPECTED.at(before.iterations));
  if (withRates !== read) found.push({ key: 'rates', value: spelledRates(read), expected: EXPECTED.rates, used: [] });
  return { view, found };
}

/** The last of the rates is the one that the slider shows. */
function ratesFit({ rateChanges, parameters }: { rateChanges: View['rateChanges']; parameters: Parameters }): boolean {
  return rateChanges.length === 0 || rateChanges.at(-1)!.rate === parameters.learningRate;
}

const spelledRates = ({ rateChanges }: View): string => rateChanges.map(({ from, rate }) => `${from}:${rate}`).join(',');
