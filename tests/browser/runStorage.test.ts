/** Kept runs in the browser's own database. */
import { afterAll, expect, test } from 'vitest';
import type { KeptRun } from '../../src/page/store/runs/keptRun.ts';
import { browserRunStorage } from '../../src/page/store/runs/runStorage.ts';

const database = 'saddlescope-runs-test';
afterAll(() => void indexedDB.deleteDatabase(database));

const loss = Float64Array.from({ length: 20_001 }, (_, i) => Math.exp(-i / 7000) / 3);
const run = (id: string, keptAt: number): KeptRun => ({
  ...{ id, keptAt, name: `run ${id}`, query: 'seed=1', shown: true, style: 0, milliseconds: 5, isNearSaddle: true },
  bp: [{ loss, energy: loss, gradientNorm: loss }],
  pc: [{ loss, energy: loss, gradientNorm: loss }],
  otherBp: null,
  restarts: [{ from: 3, curves: { loss, energy: loss, gradientNorm: loss } }],
});

test('runs come back to the last bit, in the order in which they were kept, until they are deleted', async () => {
  const storage = browserRunStorage(database);
  await storage.put(run('b', 1));
  await storage.put(run('a', 2));
  await storage.put({ ...run('b', 1), name: 'renamed' });
  const later = browserRunStorage(database);
  const { runs: loaded, damaged } = await later.load();
  expect(damaged).toBe(0);
  expect(loaded.map(({ id, name }) => [id, name])).toEqual([
    ['b', 'renamed'],
    ['a', 'run a'],
  ]);
  expect(loaded[0].pc[0].loss).toEqual(loss);
  expect(loaded[0].restarts).toEqual(run('b', 1).restarts);
  await later.remove('b');
  expect((await storage.load()).runs.map(({ id }) => id)).toEqual(['a']);
});

test('a run that an earlier version kept has neither restarts nor the other convention’s curves', async () => {
  const storage = browserRunStorage(database);
  const { otherBp: _, restarts: __, ...older } = run('older', 3);
  await storage.put(older as KeptRun);
  expect((await storage.load()).runs).toContainEqual({ ...older, otherBp: null, restarts: [] });
});

test('rows that are no runs are left out and counted', async () => {
  const storage = browserRunStorage(`${database}-damaged`);
  const whole = run('whole', 1);
  const { bp: _, ...withoutCurves } = whole;
  const [curve] = whole.pc;
  const rows = [
    withoutCurves,
    { ...whole, bp: null },
    { ...whole, bp: [] },
    { ...whole, pc: [{ loss }] },
    { ...whole, pc: [{ ...curve, energy: loss.slice(1) }] },
    { ...whole, pc: [{ ...curve, loss: Array.from(loss) }] },
    { ...whole, otherBp: [null] },
    { ...whole, restarts: [{ from: Number.NaN, curves: curve }] },
    { ...whole, name: 7 },
    { ...whole, keptAt: Number.NaN },
    { ...whole, style: 0.5 },
  ];
  for (const [k, row] of rows.entries()) await storage.put({ ...row, id: `damaged ${k}` } as unknown as KeptRun);
  await storage.put(whole);
  expect(await storage.load()).toEqual({ runs: [whole], damaged: rows.length });
  indexedDB.deleteDatabase(`${database}-damaged`);
});
