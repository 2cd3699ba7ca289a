/** A URL's query as a view: what cannot be read is replaced by the experiment's own value, and said. */
import * as v from 'valibot';
import { type Field, type Parameters, parameters } from '../../model/parameters.ts';
import { presetView } from '../store/defaultView.ts';
import type { View } from '../store/pageState.ts';
import { contradictions } from './contradictions.ts';
import { EXPECTED, expectation } from './expectation.ts';
import { cameraSchema, fieldSchema, playheadSchema, ratesSchema, startSchema, timeSchema } from './fieldSchemas.ts';
import { readNumber, readRates, readTime, readTuple } from './spelling.ts';

type Spelling = (text: string) => unknown;

export interface ReadView {
  view: View;
  /** One sentence for each value that was replaced or ignored: field, value and what would be right. */
  replaced: string[];
  /** Whether the query says at which iteration it looks. */
  hasPlayhead: boolean;
}

export function readQuery(query: string): ReadView {
  const entries = new Map(new URLSearchParams(query)); // of a repeated field the last value holds
  const replaced: string[] = [];

  /** The value of a key, or what stands in for it. */
  function take<Value>(
    key: string,
    spell: Spelling,
    schema: v.GenericSchema<unknown, Value>,
    standIn: Value,
    expected: string,
  ): Value {
    const text = entries.get(key);
    entries.delete(key);
    if (text === undefined) return standIn;
    const result = v.safeParse(schema, spell(text));
    if (result.success) return result.output;
    replaced.push(complaint(key, text, expected, standIn));
    return standIn;
  }

  const takeField = <F extends Field>(field: F, standIn: Parameters[F]): Parameters[F] =>
    take(field, spellingOf(field), fieldSchema(field), standIn, expectation(parameters[field]));

  const hasPlayhead = entries.has('at');
  const experiment = takeField('experiment', parameters.experiment.default);
  const convention = takeField('convention', parameters.convention.default);
  const preset = presetView(experiment, convention);
  const rest = (Object.keys(parameters) as Field[]).filter((field) => field !== 'experiment' && field !== 'convention');
  const values = Object.fromEntries(
    rest.map((field) => [field, takeField(field, preset.parameters[field])]),
  ) as unknown as Parameters;
  const all: Parameters = { ...values, experiment, convention };
  const read: View = {
    parameters: all,
    time: take('time', readTime, timeSchema, preset.time, EXPECTED.time(all.steps)),
    start: take('start', readTuple('a', 'b'), startSchema, preset.start, EXPECTED.start),
    rateChanges: take('rates', readRates, ratesSchema, preset.rateChanges, EXPECTED.rates),
    camera: take('camera', readTuple('x', 'y', 'z'), cameraSchema, preset.camera, EXPECTED.camera),
    playhead: take('at', readNumber, playheadSchema, preset.playhead, EXPECTED.at(all.iterations)),
  };
  for (const [key, text] of entries) replaced.push(`${key}: "${text}" is ignored; there is no field of this name`);

  const { view, found } = contradictions(read);
  for (const { key, value, expected, used } of found) replaced.push(complaint(key, value, expected, used));
  return { view, replaced, hasPlayhead };
}

const spellingOf = (field: Field): Spelling => (parameters[field].kind === 'choice' ? (text) => text : readNumber);

function complaint(key: string, value: unknown, expected: string, used: unknown): string {
  return `${key}: "${value}" is not ${expected}; using ${spelled(used)}`;
}

function spelled(value: unknown): string {
  if (value === null) return 'the seed’s own';
  if (Array.isArray(value)) return 'one rate throughout';
  return typeof value === 'object' ? Object.values(value).join(',') : String(value);
}
