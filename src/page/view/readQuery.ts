/** A URL's query as a view: what cannot be read is replaced by the experiment's own value, and said. */
import * as v from 'valibot';
import { consistent } from './consistency.ts';
import { contradictions } from './contradictions.ts';
import { defaultView } from './defaultView.ts';
import { expectationOf } from './expectation.ts';
import { schemaOf } from './fieldSchemas.ts';
import { assembledView, type FlatKey, type FlatView, flatKeys, flatView } from './flatView.ts';
import { readText } from './spelling.ts';
import type { View } from './view.ts';

export interface ReadView {
  view: View;
  /** One sentence for each value that was replaced or ignored: field, value and what would be right. */
  replaced: string[];
  /** Whether the query says at which iteration it looks. */
  hasPlayhead: boolean;
}

export function readQuery(query: string): ReadView {
  const texts = new Map(new URLSearchParams(query)); // of a repeated field the last value holds
  const known = flatKeys.filter((key) => texts.has(key));
  const results = known.map((key) => ({ key, result: v.safeParse(schemaOf(key), readText(key, texts.get(key)!)) }));

  const given = Object.fromEntries(results.filter(({ result }) => result.success).map(({ key, result }) => [key, result.output]));
  const whole = assembledView(defaultView, given);
  const contradicting = contradictions(whole).filter(({ key }) => key in given);
  const view = consistent(assembledView(defaultView, without(given, contradicting)));

  const unreadable = results
    .filter(({ result }) => !result.success)
    .map(({ key }) => ({ key, expected: expectationOf(key, view) }));
  const sentences = [...unreadable, ...contradicting].map(({ key, expected }) => complaint(key, texts.get(key)!, expected, view));
  const unknown = [...texts.keys()].filter((key) => !flatKeys.includes(key as FlatKey));
  const ignored = unknown.map((key) => `${key}: "${texts.get(key)}" is ignored; there is no field of this name`);
  return { view, replaced: [...sentences, ...ignored], hasPlayhead: texts.has('at') };
}

function without(given: Partial<FlatView>, dropped: { key: FlatKey }[]): Partial<FlatView> {
  const keys = new Set<string>(dropped.map(({ key }) => key));
  return Object.fromEntries(Object.entries(given).filter(([key]) => !keys.has(key)));
}

function complaint(key: FlatKey, text: string, expected: string, view: View): string {
  return `${key}: "${shortened(text)}" is not ${expected}; using ${spelled(key, flatView(view)[key])}`;
}

const LONGEST_TEXT = 60;
const shortened = (text: string): string => (text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text);

function spelled(key: FlatKey, value: FlatView[FlatKey]): string {
  if (value === null) return key === 'point' ? 'no point' : 'the seed’s own';
  if (Array.isArray(value)) return key === 'point' ? `a point of ${value.length} weights` : 'one rate throughout';
  return typeof value === 'object' ? Object.values(value).join(',') : String(value);
}
