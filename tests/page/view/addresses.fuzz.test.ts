/** Random addresses: none stops the page, and no part of one is changed without a word. */
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import type { Controls, Field } from '../../../src/model/controls.ts';
import { createPageStore, type PageStore } from '../../../src/page/store/createPageStore.ts';
import { reconciled } from '../../../src/page/view/consistency.ts';
import { readQuery } from '../../../src/page/view/readQuery.ts';
import { codecOf, flatKeys, flatView, isFlatKey, type View, valueAt, viewOf } from '../../../src/page/view/view.ts';
import { writeQuery } from '../../../src/page/view/writeQuery.ts';
import { fuzzRuns } from '../../fuzzRuns.ts';
import { scriptedWorker } from '../store/scriptedWorker.ts';
import { anyAddress } from './anyAddress.ts';
import { anyView } from './anyView.ts';

vi.stubGlobal('requestAnimationFrame', () => 0);

function openPage(): PageStore {
  const page = createPageStore(scriptedWorker(), { reducedMotion: () => true, back: () => {}, forward: () => {} });
  page.getState().begin();
  return page;
}

/** The camera as the address has it: to a ten-thousandth, but never in the middle of the scene. */
function withWrittenCamera(view: View): View {
  const rounded = Object.entries(view.camera).map(([axis, value]) => [axis, Number(value.toFixed(4))] as const);
  return rounded.every(([, value]) => value === 0) ? view : { ...view, camera: Object.fromEntries(rounded) as View['camera'] };
}

/** JSON has one number for 0 and -0, as an address has. */
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function expectToReadBack(view: View): void {
  const { view: read, replaced } = readQuery(writeQuery(view));
  expect(replaced).toEqual([]);
  if (!same(flatView(read), flatView(withWrittenCamera(view)))) expect(read).toEqual(withWrittenCamera(view));
}

/** What the sentences say of a key. */
const saidOf = (key: string, sentences: string[]): string[] =>
  sentences.filter((sentence) => sentence.startsWith(`${key.length > 60 ? `${key.slice(0, 60)}…` : key}: "`));

/** Keys of the address whose value is not in the view, though no sentence says so; and sentences too long for a notice. */
function changedInSilence(query: string): string[] {
  const { view, replaced } = readQuery(query);
  const silent = [...new Map(new URLSearchParams(query))].filter(([key, text]) => {
    if (saidOf(key, replaced).length > 0) return false;
    if (!isFlatKey(key)) return true;
    const { schema, read } = codecOf(key);
    return !same(v.safeParse(schema, read(text)).output, valueAt(view, key));
  });
  return [...silent.map(([key]) => key), ...replaced.filter(({ length }) => length > 1500)];
}

/** Keys whose value is none that they may have, or that others contradict. */
const unsoundKeys = (view: View): string[] => [
  ...flatKeys.filter((key) => !v.is(codecOf(key).schema, valueAt(view, key))),
  ...reconciled({ ...view }).contradictions.map(({ key }) => key),
];

describe('any address', () => {
  it('is read into a view that holds each of its values, or says which it replaced, and reads back', () => {
    fc.assert(
      fc.property(anyAddress, (query) => {
        expect(changedInSilence(query)).toEqual([]);
        const { view } = readQuery(query);
        expect(unsoundKeys(view)).toEqual([]);
        expectToReadBack(view);
      }),
      { numRuns: fuzzRuns(200, 20_000) },
    );
  });
  it('opens the page, which asks the worker for what is on screen', () => {
    const page = openPage();
    fc.assert(
      fc.property(anyAddress, (query) => {
        page.getState().restore(query);
        expect(unsoundKeys(viewOf(page.getState()))).toEqual([]);
      }),
      { numRuns: fuzzRuns(100, 5_000) },
    );
  });
});

type Action = (page: PageStore) => void;

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const act =
  (use: (actions: ReturnType<PageStore['getState']>) => void): Action =>
  (page) =>
    use(page.getState());

/** A control set to a value that another view had. */
const anySet: fc.Arbitrary<Action> = anyView.chain(({ controls }) =>
  fc
    .constantFrom(...(Object.keys(controls) as Field[]))
    .map((field) => act(({ set }) => set(field, controls[field] as Controls[typeof field]))),
);

const anyAction: fc.Arbitrary<Action> = fc.oneof(
  { arbitrary: anySet, weight: 6 },
  fc.constantFrom<Action[]>(
    act(({ step }) => step()),
    act(({ reset }) => reset()),
    act(({ placeStart }) => placeStart(null)),
    act(({ setTime }) => setTime('equilibrium')),
  ),
  fc.nat(600).map((time) => act(({ setTime }) => setTime(time))),
  fc.nat(1e6).map((iteration) => act(({ scrub }) => scrub(iteration))),
  fc.integer({ min: 1, max: 1e6 }).map((more) => act(({ extend }) => extend(more))),
  fc.record({ a: finite, b: finite }).map((start) => act(({ placeStart }) => placeStart(start))),
  fc
    .record({ x: finite, y: finite, z: finite })
    .filter(({ x, y, z }) => Math.hypot(x, y, z) > 0)
    .map((camera) => act(({ setCamera }) => setCamera(camera))),
  fc.array(finite, { minLength: 1, maxLength: 40 }).map((weights) => act(({ centreOn }) => centreOn(weights))),
  anyAddress.map((query) => act(({ restore }) => restore(query))),
);

it('every state that a person can reach reads back from its address', () => {
  fc.assert(
    fc.property(fc.array(anyAction, { minLength: 1, maxLength: 12 }), (actions) => {
      const page = openPage();
      for (const action of actions) {
        action(page);
        expectToReadBack(viewOf(page.getState()));
      }
    }),
    { numRuns: fuzzRuns(40, 2_000) },
  );
});

it.each([
  ['a wide network’s last weight', { experiment: 'figure-7', width: 4067 }],
  ['the deepest chain’s', { hidden: 64 }],
] as [string, Partial<Controls>][])('an axis on %s reads back', (_, controls) => {
  const page = openPage();
  for (const [field, value] of Object.entries(controls)) page.getState().set(field as 'hidden', value as number);
  expectToReadBack(viewOf(page.getState()));
});
