/** Kept runs in memory and in a storage that takes them, refuses them, or cannot be read. */
import { describe, expect, it } from 'vitest';
import type { StoreApi } from 'zustand/vanilla';
import { createKeptRuns, type KeptRuns, MOST_RUNS } from '../../../../src/page/store/runs/createKeptRuns.ts';
import { type KeptRun, summaryOf } from '../../../../src/page/store/runs/keptRun.ts';
import { runName } from '../../../../src/page/store/runs/runName.ts';
import type { RunStorage } from '../../../../src/page/store/runs/runStorage.ts';
import { presetView } from '../../../../src/page/view/defaultView.ts';

const curves = (...loss: number[]) => {
  const values = Float64Array.from(loss);
  return { loss: values, energy: values, gradientNorm: values };
};

const run = (name: string) => ({
  name,
  query: 'seed=3',
  bp: [curves(1, 0.9)],
  pc: [curves(1, 0.4)],
  otherBp: null,
  restarts: [],
  milliseconds: 12,
  isNearSaddle: true,
});

const whole = (name: string): KeptRun => ({ ...run(name), id: name, keptAt: 1, shown: true, style: 0 });

/** A storage in memory that copies what it takes, as a browser's does. */
function storageInMemory(): RunStorage & { held: Map<string, KeptRun> } {
  const held = new Map<string, KeptRun>();
  return {
    held,
    load: async () => ({ runs: structuredClone([...held.values()]), damaged: 0 }),
    put: async (kept) => void held.set(kept.id, structuredClone(kept)),
    remove: async (id) => void held.delete(id),
  };
}

function keeping(storage: RunStorage = storageInMemory()) {
  const said: string[] = [];
  const store: StoreApi<KeptRuns> = createKeptRuns(storage, (_, text) => said.push(text));
  const names = () => store.getState().runs.map(({ name }) => name);
  return { said, store, names, ...store.getState() };
}

describe('kept runs', () => {
  it('are there after a reload, with every curve and change', async () => {
    const storage = storageInMemory();
    const { keep, rename, setShown, store } = keeping(storage);
    await keep(run('first'));
    await keep(run('second'));
    await rename(store.getState().runs[0].id, ' renamed ');
    await setShown(store.getState().runs[1].id, false);
    const later = keeping(storage);
    await later.load();
    expect(later.store.getState().runs).toEqual(store.getState().runs);
    expect(later.store.getState().runs).toMatchObject([
      { name: 'renamed', shown: true, style: 0, pc: [{ loss: Float64Array.of(1, 0.4) }] },
      { name: 'second', shown: false, style: 1 },
    ]);
  });

  it('are gone for good when deleted, and leave their line style to the next', async () => {
    const storage = storageInMemory();
    const { keep, remove, store } = keeping(storage);
    for (const name of ['a', 'b', 'c']) await keep(run(name));
    await remove(store.getState().runs[1].id);
    await keep(run('d'));
    expect(store.getState().runs.map(({ name, style }) => [name, style])).toEqual([
      ['a', 0],
      ['c', 2],
      ['d', 1],
    ]);
    expect([...storage.held.values()].map(({ name }) => name)).toEqual(['a', 'c', 'd']);
  });

  it('are numbered where names repeat, and keep their name where none is given', async () => {
    const { keep, rename, store, names } = keeping();
    await keep(run('same'));
    await keep(run('same'));
    await rename(store.getState().runs[0].id, '   ');
    expect(names()).toEqual(['same', 'same (2)']);
  });

  it('are at most as many as can be told apart', async () => {
    const { keep, names, said } = keeping();
    for (let i = 0; i <= MOST_RUNS; i++) await keep(run(`run ${i}`));
    expect(names()).toHaveLength(MOST_RUNS);
    expect(said).toEqual([`${MOST_RUNS} runs are kept already, which is the most: delete one in the tab “Runs” first`]);
  });

  it('stay until the page is closed where the storage is full, and say so', async () => {
    const full = { ...storageInMemory(), put: () => Promise.reject(new DOMException('no room', 'QuotaExceededError')) };
    const { keep, names, said } = keeping(full);
    await keep(run('large'));
    expect(names()).toEqual(['large']);
    expect(said).toEqual([
      '“large” is kept only until this page is closed (the browser’s storage is full: delete a run to make room)',
    ]);
  });

  it('say why those of earlier visits cannot be read', async () => {
    const closed = { ...storageInMemory(), load: () => Promise.reject(new Error('storage is disabled')) };
    const { load, store } = keeping(closed);
    await load();
    expect(store.getState().trouble).toBe(
      'Runs of earlier visits could not be read from the browser’s storage: storage is disabled',
    );
  });

  it('say how many of earlier visits are damaged, beside those that are not', async () => {
    const { load, names, store } = keeping({ ...storageInMemory(), load: async () => ({ runs: [whole('left')], damaged: 2 }) });
    await load();
    expect(names()).toEqual(['left']);
    expect(store.getState().trouble).toBe('2 kept runs are damaged in the browser’s storage and left out here');
  });
});

describe('runName', () => {
  const preset = presetView('figure-2-left', 'matched');

  it('is the experiment where nothing was changed', () => {
    expect(runName(preset)).toBe('Figure 2, left, matched');
  });

  it('names what differs from the preset and decides the run, not how it is looked at', () => {
    const controls = { ...preset.controls, scale: 0.1, optimiser: 'adam' as const, panel: 'runs' as const, domain: 2 };
    const name = runName({ ...preset, controls, start: { a: 0.1, b: -0.05 } });
    expect(name).toBe('initial scale 0.1, optimiser Adam, start (0.1, −0.05) (Figure 2, left, matched)');
  });

  it('says when the learning rate was changed', () => {
    const rateChanges = [
      { from: 0, rate: 0.4 },
      { from: 8, rate: 0.1 },
    ];
    const controls = { ...preset.controls, learningRate: 0.1 };
    expect(runName({ ...preset, controls, rateChanges })).toBe('learning rate 0.1 from 8 on (Figure 2, left, matched)');
  });
});

describe('summaryOf', () => {
  it('is the mean last loss and the median escape', () => {
    expect(summaryOf([curves(1, 0.4, 0.1), curves(1, 0.6, 0.3), curves(1, 0.8, 0.2)])).toEqual({
      finalLoss: expect.closeTo(0.2, 12),
      escapedAt: '2',
    });
  });

  it('counts a run that stays as later than all others', () => {
    expect(summaryOf([curves(1, 0.4), curves(1, 0.9)]).escapedAt).toBe('over 1');
  });
});
