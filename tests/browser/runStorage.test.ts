/** Kept runs in the browser's own database. */
import { afterAll, expect, test } from 'vitest';
import type { KeptRun } from '../../src/page/store/runs/keptRun.ts';
import { browserRunStorage } from '../../src/page/store/runs/runStorage.ts';

const database = 'saddlescope-runs-test';
afterAll(() => void indexedDB.deleteDatabase(database));

const loss = Float64Array.from({ length: 20_001 }, (_, i) => Math.exp(-i / 7000) / 3);
const run = (id: string, keptAt: number): KeptRun => ({
  ...{ id, keptAt, name: `run ${id}`, query: 'seed=1', shown: true, style: 0, milliseconds: 5 },
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
  const loaded = await later.load();
  expect(loaded.map(({ id, name }) => [id, name])).toEqual([
    ['b', 'renamed'],
    ['a', 'run a'],
  ]);
  expect(loaded[0].pc[0].loss).toEqual(loss);
  expect(loaded[0].restarts).toEqual(run('b', 1).restarts);
  await later.remove('b');
  expect((await storage.load()).map(({ id }) => id)).toEqual(['a']);
});

test('a run that an earlier version kept has neither restarts nor the other convention’s curves', async () => {
  const storage = browserRunStorage(database);
  const { otherBp: _, restarts: __, ...older } = run('older', 3);
  await storage.put(older as KeptRun);
  expect(await storage.load()).toContainEqual({ ...older, otherBp: null, restarts: [] });
});
