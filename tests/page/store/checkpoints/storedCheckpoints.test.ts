/** Which checkpoints are stored and when, and which of them a run goes on from. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { computeError } from '../../../../src/model/computeError.ts';
import type { TrainingRequest } from '../../../../src/model/landscapes/experiments.ts';
import { numbersVersion } from '../../../../src/model/numbersVersion.ts';
import { trainingRequest } from '../../../../src/page/laboratories/landscapes/requests/landscapesRequests.ts';
import { headIn, type StoredRow } from '../../../../src/page/store/checkpoints/checkpointStorage.ts';
import { idOfRun } from '../../../../src/page/store/checkpoints/sameRun.ts';
import {
  type Accept,
  createStoredCheckpoints,
  INTERVAL_MS,
  LEAST_COMPUTING_MS,
} from '../../../../src/page/store/checkpoints/storedCheckpoints.ts';
import { MOST_STORED, MOST_STORED_BYTES } from '../../../../src/page/store/checkpoints/storedHeads.ts';
import { presetView } from '../../../../src/page/view/defaultView.ts';
import { trainingFrame } from '../scriptedWorker.ts';
import { storageInMemory } from './storageInMemory.ts';

const run: TrainingRequest = { ...trainingRequest(presetView('figure-2-middle', 'matched')), iterations: 100 };
const seeded = (seed: number): TrainingRequest => ({ ...run, problem: { ...run.problem, seed } });
const at = (iteration: number, milliseconds = LEAST_COMPUTING_MS) => ({ ...trainingFrame(iteration).checkpoint!, milliseconds });

const settled = () => vi.advanceTimersByTimeAsync(0);
const wait = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const acceptAll: Accept = async (_, checkpoint) => checkpoint as never;

async function saving(storage = storageInMemory(), accept = acceptAll) {
  const said: (string | null)[] = [];
  const removed: string[] = [];
  const listener = { trouble: (why: string | null) => void said.push(why), removed: (why: string) => void removed.push(why) };
  const saved = createStoredCheckpoints(storage, accept, listener);
  await settled();
  const stored = () => [...storage.held.values()].map(({ head }) => head.iteration);
  return { storage, said, removed, saved, stored };
}

describe('a run that goes on', () => {
  it('is stored once it took a few seconds, then every ten seconds at most, each time in place of the one before', async () => {
    const { saved, stored } = await saving();
    saved.offer(at(1, LEAST_COMPUTING_MS - 1), run);
    await settled();
    expect(stored()).toEqual([]);
    saved.offer(at(2), run);
    await settled();
    expect(stored()).toEqual([2]);
    for (const iteration of [3, 4, 5]) {
      await wait(INTERVAL_MS / 4);
      saved.offer(at(iteration), run);
    }
    await settled();
    expect(stored()).toEqual([2]);
    await wait(INTERVAL_MS / 4);
    saved.offer(at(6), run);
    await settled();
    expect(stored()).toEqual([6]);
  });

  it('is stored at its end and when the page may go, with what came last', async () => {
    const { saved, stored } = await saving();
    saved.offer(at(2), run);
    saved.offer(at(3), run);
    saved.offer(at(4), run);
    saved.flush();
    await settled();
    expect(stored()).toEqual([4]);
  });
});

describe('the storage', () => {
  it('holds a few runs, the latest', async () => {
    const { saved, storage } = await saving();
    for (let seed = 0; seed <= MOST_STORED; seed++) {
      saved.save(at(7), seeded(seed));
      await wait(1);
    }
    const seeds = [...storage.held.values()].map(({ head }) => head.request.problem.seed);
    expect(seeds).toEqual(Array.from({ length: MOST_STORED }, (_, i) => i + 1));
  });

  it('holds no more bytes than it may', async () => {
    const { saved, storage } = await saving();
    storage.put = async (head) => void storage.held.set(head.id, { head, checkpoint: null }); // so much is not copied
    const large = { ...at(7), weights: [[new Float64Array(MOST_STORED_BYTES / 8 / 2)]] };
    for (let seed = 0; seed < 3; seed++) {
      saved.save(large, seeded(seed));
      await wait(1);
    }
    expect([...storage.held.values()].map(({ head }) => head.request.problem.seed)).toEqual([2]);
  });

  it('makes room for the latest where the browser has none, and says so once where there is none at all', async () => {
    const { saved, storage, said } = await saving();
    storage.room = 2;
    for (let seed = 0; seed < 3; seed++) {
      saved.save(at(7), seeded(seed));
      await wait(1);
    }
    expect([...storage.held.values()].map(({ head }) => head.request.problem.seed)).toEqual([1, 2]);
    expect(said).toEqual([null, null, null]);
    storage.room = 0;
    storage.held.clear();
    saved.save(at(8), run);
    await settled();
    expect(said.at(-1)).toMatch(/no checkpoint could be stored \(the browser’s storage is full\)/);
  });
});

describe('another visit', () => {
  const visited = async (iteration: number, request = run) => {
    const first = await saving();
    first.saved.save(at(iteration), request);
    await settled();
    return saving(first.storage);
  };
  const found = async ({ saved }: Awaited<ReturnType<typeof saving>>, request: TrainingRequest, after = 0) =>
    (await saved.closest(request, after))?.checkpoint ?? null;

  it('finds the checkpoint that its run passes through, to the last bit', async () => {
    const later = await visited(30);
    expect(await found(later, { ...run, iterations: 500 })).toEqual(at(30));
    expect(await found(later, { ...run, iterations: 29 })).toBeNull();
    expect(await found(later, seeded(99))).toBeNull();
    expect(await found(later, run, 30)).toBeNull(); // as far in memory
  });

  it('finds the checkpoint before the storage has been read, too', async () => {
    const { storage } = await visited(30);
    const saved = createStoredCheckpoints(storage, acceptAll, { trouble() {}, removed() {} });
    expect((await saved.closest(run, 0))?.checkpoint.iteration).toBe(30);
  });

  it('finds none of another version of the numbers', async () => {
    const { storage } = await visited(30);
    for (const entry of storage.held.values()) entry.head.version--;
    expect(await found(await saving(storage), run)).toBeNull();
  });

  it('finds none of a run that was forgotten, whatever its rates', async () => {
    const slower = { ...run, learningRates: [...run.learningRates, { from: 50, rate: 0.01 }] };
    const later = await visited(30, slower);
    later.saved.forget(run);
    expect(later.saved.closest(run, 0)).toBeNull();
    await settled();
    expect(later.stored()).toEqual([]);
  });

  it('goes without where the storage cannot be read', async () => {
    const closed = { ...storageInMemory(), heads: () => Promise.reject(new Error('storage is disabled')) };
    const { saved, said } = await saving(closed);
    expect(saved.closest(run, 0)).toBeNull();
    expect(said).toEqual([]);
  });

  it('goes without where the storage does not answer, and says so once', async () => {
    const silent = { ...storageInMemory(), heads: () => Promise.reject(new DOMException('no answer', 'TimeoutError')) };
    const { saved, said } = await saving(silent);
    expect(saved.closest(run, 0)).toBeNull();
    expect(said).toEqual([expect.stringMatching(/no checkpoint could be stored \(no answer\)/)]);
  });

  it('goes on from the next checkpoint where the latest is refused, which is removed with one notice', async () => {
    const slower = { ...run, learningRates: [...run.learningRates, { from: 50, rate: 0.01 }] };
    const first = await saving();
    first.saved.save(at(30), run);
    first.saved.save(at(40), slower);
    await settled();
    const accept: Accept = async (_, checkpoint) => {
      if ((checkpoint as { iteration: number }).iteration === 40)
        throw computeError('InvalidRequest', 'invalid checkpoint: too short');
      return checkpoint as never;
    };
    const later = await saving(first.storage, accept);
    expect(await found(later, { ...run, learningRates: slower.learningRates })).toEqual(at(30));
    await settled();
    expect(later.stored()).toEqual([30]);
    expect(later.removed).toEqual([expect.stringMatching(/was removed.*too short/)]);
    expect((await saving(first.storage, accept)).removed).toEqual([]);
  });

  it('keeps a checkpoint that the worker could not check', async () => {
    const first = await visited(30);
    const later = await saving(first.storage, () => Promise.reject(new Error('the compute worker stopped')));
    expect(await found(later, run)).toBeNull();
    expect(later.removed).toEqual([]);
    expect(later.stored()).toEqual([30]);
  });
});

describe('a row that is no head', () => {
  const row = { id: 'x', version: numbersVersion, request: run, iteration: 20, savedAt: 0, bytes: 8 };
  const circular: Record<string, unknown> = { ...run };
  circular.problem = circular;

  it.each([
    ['has no request', { ...row, request: null }],
    ['has a request without a plane', { ...row, request: { ...run, plane: null } }],
    ['has rates that are none', { ...row, request: { ...run, learningRates: [null] } }],
    ['has a request that cannot be compared', { ...row, request: circular }],
    ['was saved at no time', { ...row, savedAt: 1e300 }],
    ['has an iteration that is no number', { ...row, iteration: Number.NaN }],
    ['has nothing but an id', { id: 'x' }],
  ])('%s, is removed with one notice, and disturbs no other', async (_, bad) => {
    const { storage } = await saving();
    const { saved } = await saving(storage);
    saved.save(at(30), run);
    await settled();
    storage.held.set('x', { head: bad as never, checkpoint: null });
    const later = await saving(storage);
    expect(await later.saved.closest(run, 0)).toMatchObject({ checkpoint: at(30) });
    expect(later.removed).toEqual(['A stored checkpoint was damaged and was removed from the browser’s storage']);
    later.saved.save(at(31), seeded(4));
    later.saved.forget(run);
    await settled();
    expect(later.stored()).toEqual([31]);
    expect(later.said).toEqual([null]);
  });

  it('is not that of an earlier version, whose plane had a domain', () => {
    const earlier: StoredRow = { ...row, version: 5, request: { ...run, plane: { recipe: run.plane, domain: 1.3 } } };
    expect(idOfRun(headIn(earlier)!.request)).toBe(idOfRun(run));
    expect(headIn(row)!.request).toEqual(run);
  });
});
