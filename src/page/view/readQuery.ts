/** An address's query as a view: a value that cannot be taken is replaced by the experiment's own, and a sentence says so. */
import * as v from 'valibot';
import { shortened } from '../../model/computeError.ts';
import { controls } from '../../model/controls.ts';
import { withFields } from './changes.ts';
import { readNumber } from './codec.ts';
import { reconciled } from './consistency.ts';
import { defaultView } from './defaultView.ts';
import { networkOf } from './networkOf.ts';
import { expectedNumber, fieldOfNumber, numberedAxes, placeOfNumber } from './numberedAxes.ts';
import { codecOf, type FlatKey, type FlatView, flatKeys, isFlatKey, type View, valueAt } from './view.ts';
import { viewFields } from './viewFields.ts';

export interface ReadView {
  view: View;
  /** One sentence for each value that was replaced or ignored, unknown keys first: field, value and what would be right. */
  replaced: string[];
  /** Whether the query says at which iteration it looks. */
  hasPlayhead: boolean;
}

export function readQuery(query: string): ReadView {
  const texts = new Map(new URLSearchParams(query)); // of a repeated field the last value holds
  const results = flatKeys.filter((key) => texts.has(key)).map((key) => ({ key, result: parsed(key, texts.get(key)!) }));

  const readable = results.filter(({ result }) => result.success).map(({ key, result }) => [key, result.output]);
  const { given, wrong } = withNumberedAxes(Object.fromEntries(readable), texts);
  const { view, contradicting } = withoutContradictions(given);

  const unreadable = results
    .filter(({ result }) => !result.success)
    .map(({ key }) => ({ key, expected: codecOf(key).expected(view.controls) }));
  const sentences = [...unreadable, ...contradicting, ...wrong].map((one) => complaint(one, texts, view));
  const ignored = [...texts]
    .filter(([key]) => !isFlatKey(key) && !Object.hasOwn(fieldOfNumber, key))
    .map(([key, text]) => `${shortened(key)}: "${shortened(text)}" is ignored; there is no field of this name`);
  return { view, replaced: [...ignored, ...sentences], hasPlayhead: texts.has(viewFields.playhead.key) };
}

/** The fields with the axes that an old address numbers, in the network of that address; a number that the network does not have is wrong. */
function withNumberedAxes(given: Partial<FlatView>, texts: ReadonlyMap<string, string>) {
  const numbered = numberedAxes.filter((name) => texts.has(name) && !texts.has(fieldOfNumber[name]));
  if (numbered.length === 0) return { given, wrong: [] };
  const network = networkOf(withoutContradictions(given).view.controls);
  const places = numbered.map((name) => ({
    key: fieldOfNumber[name],
    place: placeOfNumber(network, readNumber(texts.get(name)!)),
  }));
  const right = places.filter(({ place }) => place !== null).map(({ key, place }) => [key, place]);
  const wrong = places.filter(({ place }) => place === null).map(({ key }) => ({ key, expected: expectedNumber(network) }));
  return { given: { ...given, ...Object.fromEntries(right) }, wrong };
}

function parsed(key: FlatKey, text: string) {
  const { schema, read } = codecOf(key);
  return v.safeParse(schema, read(text));
}

type Contradiction = ReturnType<typeof reconciled>['contradictions'][number];

/** The view of these values, but for those that contradict others: each is left out, and what the others make of the view then is judged again. */
function withoutContradictions(given: Partial<FlatView>): { view: View; contradicting: Contradiction[] } {
  const { view, contradictions } = reconciled(withFields(defaultView, given));
  const contradicting = contradictions.filter(({ key }) => key in given);
  if (contradicting.length === 0) return { view, contradicting };
  const rest = withoutContradictions(without(given, contradicting));
  return { view: rest.view, contradicting: [...contradicting, ...rest.contradicting] };
}

function without(given: Partial<FlatView>, dropped: { key: FlatKey }[]): Partial<FlatView> {
  const keys = new Set<string>(dropped.map(({ key }) => key));
  return Object.fromEntries(Object.entries(given).filter(([key]) => !keys.has(key)));
}

/** Under the name that the address gives the field. */
function complaint({ key, expected }: Contradiction, texts: ReadonlyMap<string, string>, view: View): string {
  const name = texts.has(key) ? key : numberedAxes.find((old) => fieldOfNumber[old] === key)!;
  return `${name}: "${shortened(texts.get(name)!)}" is not ${expected}; using ${codecOf(key).inWords(valueAt(view, key))}`;
}

/** Characters of the longest query that a file or a pasted link may bring: an address with the weights of a point has a tenth of that. */
export const MOST_QUERY = 65536;

/**
 * The query of a link to a state of the page: a link to this page, at `here`, or to the page on another host, which names one of its experiments.
 * Null for any other text.
 */
export function queryOfLink(text: string, here: Pick<Location, 'origin' | 'pathname'>): string | null {
  const word = text.trim();
  const link = word.length > MOST_QUERY || /\s/.test(word) ? null : parsedAddress(word);
  if (!link || !/^https?:$/.test(link.protocol) || link.search.length < 2) return null;
  const leadsHere = link.origin === here.origin && link.pathname === here.pathname;
  const namesExperiment = Object.hasOwn(controls.experiment.options, link.searchParams.get('experiment') ?? '');
  return leadsHere || namesExperiment ? link.search : null;
}

/** An address taken apart; null where the text is no address. `URL.parse` would do, but browsers from before 2024 lack it. */
export function parsedAddress(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
