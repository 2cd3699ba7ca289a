/** A page that is opened again goes on with its run, says so, and starts over when it is told to. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { TrainingFrame } from '../../../../src/model/landscapes/trainingFrames.ts';
import { writeCheckpoint } from '../../../../src/page/checkpointFile/checkpointFile.ts';
import { createPageStore } from '../../../../src/page/store/createPageStore.ts';
import { presetView } from '../../../../src/page/view/defaultView.ts';
import { widthsOf } from '../../../../src/page/view/networkOf.ts';
import { writeQuery } from '../../../../src/page/view/writeQuery.ts';
import { type ScriptedWorker, scriptedWorker, trainingFrame } from '../scriptedWorker.ts';
import { type StorageInMemory, storageInMemory } from './storageInMemory.ts';

let storage: StorageInMemory;
const settled = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', () => 0);
  storage = storageInMemory();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const query = '?experiment=figure-2-left&iterations=90&at=0';

async function visit(address = query) {
  const worker = scriptedWorker();
  const page = createPageStore(worker, { reducedMotion: () => true, back() {}, forward() {} }, storage);
  page.getState().restore(address);
  page.getState().begin();
  await settled();
  return { worker, page, said: () => page.getState().notices.map(({ text }) => text) };
}

/** After minutes of computing. */
function frameAt(iteration: number, progress = iteration / 90): TrainingFrame {
  const frame = trainingFrame(iteration);
  return { ...frame, progress, checkpoint: { ...frame.checkpoint!, milliseconds: 60_000 } };
}

const resumedFrom = (worker: ScriptedWorker) => worker.last('training').request.resume?.iteration ?? null;

async function interrupted(at = 40, progress?: number) {
  const { worker } = await visit();
  worker.last('training').frame(frameAt(at, progress));
  await settled();
}

it('goes on from the last checkpoint, shows where, and says how to start again', async () => {
  await interrupted();
  const { worker, page, said } = await visit();
  expect(resumedFrom(worker)).toBe(40);
  expect(worker.last('training').request.resume).toEqual(frameAt(40).checkpoint);
  expect(said()).toEqual([]);
  worker.last('training').frame(frameAt(43));
  expect(said()).toEqual([expect.stringMatching(/^Continued from iteration 40, saved on .*\. Reset starts again from 0\.$/)]);
  expect(page.getState().playhead).toBe(40);
});

it('leaves the playhead where the address has it', async () => {
  await interrupted();
  const { worker, page } = await visit(query.replace('at=0', 'at=7'));
  worker.last('training').frame(frameAt(43));
  expect(page.getState().playhead).toBe(7);
});

it('shows a run that was over at once', async () => {
  await interrupted(90);
  const { worker, said } = await visit();
  expect(resumedFrom(worker)).toBe(90);
  worker.last('training').frame(frameAt(90));
  expect(said()).toEqual([]);
});

it('starts at once where another run is stored', async () => {
  await interrupted();
  const { worker } = await visit(`${query}&seed=5`);
  expect(resumedFrom(worker)).toBeNull();
});

it('says where a run goes on by another path than it was begun on', async () => {
  await interrupted();
  const { worker, said } = await visit();
  worker.last('training').frame({ ...frameAt(43), backend: 'wasm' });
  expect(said()[0]).toMatch(
    /Its compute path is another now \(tfjs on WASM, before Reference\): it goes on in that one’s rounding/,
  );
});

it('starts over on Reset, which forgets the checkpoint', async () => {
  await interrupted();
  const { worker, page } = await visit();
  worker.last('training').frame(frameAt(43));
  worker.newKinds();
  page.getState().reset();
  expect(worker.newKinds()).toContain('training');
  expect(resumedFrom(worker)).toBeNull();
  await settled();
  expect(storage.held.size).toBe(0);
  expect(resumedFrom((await visit()).worker)).toBeNull();
});

it('computes nothing again on Reset where the run is this visit’s own', async () => {
  const { worker, page } = await visit();
  worker.last('training').frame(frameAt(40));
  worker.newKinds();
  page.getState().reset();
  expect(worker.newKinds()).not.toContain('training');
});

it('ends what has not begun when it is stopped', async () => {
  await interrupted();
  const { worker, page } = await visit(`${query}&seed=5`);
  page.getState().restore(query);
  page.getState().stop('training');
  await settled();
  expect(worker.last('training').request.problem.seed).toBe(5);
  expect(page.getState().computing.training).toBe(false);
});

it('stores the last checkpoint when the run is stopped, and when the page is left', async () => {
  for (const leave of ['stop', 'storeCheckpoint'] as const) {
    storage = storageInMemory();
    const { worker, page } = await visit();
    for (const iteration of [40, 41, 42]) worker.last('training').frame(frameAt(iteration));
    page.getState()[leave]('training');
    await settled();
    expect([...storage.held.values()].map(({ head }) => head.iteration)).toEqual([42]);
  }
});

it('opens a checkpoint from a file, goes on from it, and finds it again after undo and redo', async () => {
  const preset = presetView('figure-2-left', 'matched');
  const view = { ...preset, controls: { ...preset.controls, seed: 5, iterations: 90 }, playhead: 12 };
  const run = { state: writeQuery(view), widths: widthsOf(view.controls), savedAt: 1.7e12 };
  const file = new File([writeCheckpoint(frameAt(60).checkpoint!, run)], 'seed-5.npz');
  const { worker, page, said } = await visit();
  worker.last('training').frame(frameAt(43));
  await page.getState().openCheckpoint(file);
  expect(page.getState().controls.seed).toBe(5);
  expect(page.getState().playhead).toBe(12);
  expect(resumedFrom(worker)).toBe(60);
  worker.last('training').frame(frameAt(61));
  expect(said()).toEqual([expect.stringMatching(/^Continued from iteration 60, from seed-5\.npz, saved on 14 Nov 2023/)]);
  await settled();
  page.getState().restore(query); // undo
  await settled();
  worker.last('training').frame(frameAt(44));
  page.getState().restore(`?${run.state}`); // redo
  await settled();
  expect(resumedFrom(worker)).toBe(60);
});

it('opens no checkpoint that the worker refuses, and stores none', async () => {
  const preset = presetView('figure-2-left', 'matched');
  const run = { state: writeQuery(preset), widths: widthsOf(preset.controls), savedAt: 1.7e12 };
  const { worker, page } = await visit();
  worker.last('training').frame(frameAt(43));
  worker.newKinds();
  const before = page.getState();
  worker.refusal = 'invalid checkpoint: frame.bp.0.loss has 40 numbers (expected 300, one for each iteration)';
  const file = new File([writeCheckpoint(frameAt(60).checkpoint!, run)], 'a.npz');
  await expect(page.getState().openCheckpoint(file)).rejects.toThrow(`a.npz: ${worker.refusal}`);
  await settled();
  expect(page.getState()).toBe(before);
  expect(worker.newKinds()).toEqual([]);
  expect([...storage.held.values()].map(({ head }) => head.iteration)).toEqual([43]);
});

it('goes on without a stored checkpoint that the worker refuses, says so once, and forgets it', async () => {
  await interrupted();
  const refusing = async () => {
    const visited = await visit('?experiment=figure-2-left&seed=5');
    visited.worker.refusal = 'invalid checkpoint: optimiser.0.0 has 0 numbers (expected 5)';
    visited.page.getState().restore(query);
    await settled();
    return visited;
  };
  const { worker, said } = await refusing();
  expect(resumedFrom(worker)).toBeNull();
  expect(worker.last('training').request.problem.seed).toBe(0);
  expect(said()).toEqual([expect.stringMatching(/could not be used and was removed .* \(invalid checkpoint: optimiser/)]);
  expect(storage.held.size).toBe(0);
  expect((await refusing()).said()).toEqual([]);
});

it('keeps its state where a file is refused', async () => {
  const { worker, page } = await visit();
  worker.last('training').frame(frameAt(43));
  worker.newKinds();
  const before = page.getState();
  const broken = new File([new Uint8Array(8)], 'b.npz');
  await expect(page.getState().openCheckpoint(broken)).rejects.toThrow('b.npz: this is no checkpoint');
  expect(page.getState()).toBe(before);
  expect(worker.newKinds()).toEqual([]);
});
