/** An address's query as a view: a value that cannot be taken is replaced by the experiment's own, and a sentence says so. */
import * as v from 'valibot';
import { withFields } from './changes.ts';
import { consistent, reconciled } from './consistency.ts';
import { defaultView } from './defaultView.ts';
import { codecOf, type FlatKey, type FlatView, flatKeys, isFlatKey, type View, valueAt } from './view.ts';
import { viewFields } from './viewFields.ts';

export interface ReadView {
  view: View;
  /** One sentence for each value that was replaced or ignored: field, value and what would be right. */
  replaced: string[];
  /** Whether the query says at which iteration it looks. */
  hasPlayhead: boolean;
}

export function readQuery(query: string): ReadView {
  const texts = new Map(new URLSearchParams(query)); // of a repeated field the last value holds
  const results = flatKeys.filter((key) => texts.has(key)).map((key) => ({ key, result: parsed(key, texts.get(key)!) }));

  const given = Object.fromEntries(results.filter(({ result }) => result.success).map(({ key, result }) => [key, result.output]));
  const whole = reconciled(withFields(defaultView, given));
  const contradicting = whole.contradictions.filter(({ key }) => key in given);
  const view = contradicting.length === 0 ? whole.view : consistent(withFields(defaultView, without(given, contradicting)));

  const unreadable = results
    .filter(({ result }) => !result.success)
    .map(({ key }) => ({ key, expected: codecOf(key).expected(view.controls) }));
  const sentences = [...unreadable, ...contradicting].map(({ key, expected }) => complaint(key, texts.get(key)!, expected, view));
  const unknown = [...texts.keys()].filter((key) => !isFlatKey(key));
  const ignored = unknown.map((key) => `${key}: "${texts.get(key)}" is ignored; there is no field of this name`);
  return { view, replaced: [...sentences, ...ignored], hasPlayhead: texts.has(viewFields.playhead.key) };
}

function parsed(key: FlatKey, text: string) {
  const { schema, read } = codecOf(key);
  return v.safeParse(schema, read(text));
}

function without(given: Partial<FlatView>, dropped: { key: FlatKey }[]): Partial<FlatView> {
  const keys = new Set<string>(dropped.map(({ key }) => key));
  return Object.fromEntries(Object.entries(given).filter(([key]) => !keys.has(key)));
}

function complaint(key: FlatKey, text: string, expected: string, view: View): string {
  return `${key}: "${shortened(text)}" is not ${expected}; using ${codecOf(key).inWords(valueAt(view, key))}`;
}

const LONGEST_TEXT = 60;
const shortened = (text: string): string => (text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text);

/** An address taken apart; null where the text is no address. `URL.parse` would do, but browsers from before 2024 lack it. */
export function parsedAddress(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
