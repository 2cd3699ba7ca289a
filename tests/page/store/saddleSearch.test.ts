import { beforeEach, describe, expect, it } from 'vitest';
import { createPageStore, type PageStore } from '../../../src/page/store/createPageStore.ts';
import { type ScriptedWorker, saddlesFrame, scriptedWorker } from './scriptedWorker.ts';

let worker: ScriptedWorker;
let page: PageStore;

beforeEach(() => {
  worker = scriptedWorker();
  page = createPageStore(worker, { reducedMotion: () => true, back() {}, forward() {} });
  page.getState().begin();
});

const open = () => page.getState().set('panel', 'saddles');
const last = () => worker.last('saddles').request;

describe('the saddle search', () => {
  it('is asked for only while its tab is open', () => {
    expect(worker.of('saddles')).toHaveLength(0);
    open();
    expect(last()).toMatchObject({ of: 'energy', starts: 60, resume: null });
  });

  it('is asked for of linear networks alone', () => {
    page.getState().set('activation', 'tanh');
    open();
    expect(worker.of('saddles')).toHaveLength(0);
    page.getState().set('activation', 'linear');
    expect(worker.of('saddles')).toHaveLength(1);
  });

  it('goes on from what it found when it was stopped', async () => {
    open();
    const frame = saddlesFrame({ starts: 9 });
    worker.last('saddles').frame(frame);
    page.getState().stop('saddles');
    await worker.last('saddles').fail('Replaced');
    expect(page.getState()).toMatchObject({ saddles: frame, computing: { saddles: false }, failure: { saddles: null } });
    page.getState().resume('saddles');
    expect(last().resume).toBe(frame);
  });

  it('goes on when it is asked for more starts, and begins anew for fewer', () => {
    open();
    const frame = saddlesFrame({ starts: 60 });
    worker.last('saddles').frame(frame);
    page.getState().set('searchStarts', 100);
    expect(last()).toMatchObject({ starts: 100, resume: { starts: 60 } });
    page.getState().set('searchStarts', 20);
    expect(last()).toMatchObject({ starts: 20, resume: null });
    expect(page.getState().saddles).toBeNull();
  });

  it.each([
    ['searched', 'loss'],
    ['width', 3],
    ['seed', 5],
  ] as const)('begins anew for another %s', (field, value) => {
    open();
    worker.last('saddles').frame(saddlesFrame());
    page.getState().set(field, value);
    expect(last().resume).toBeNull();
    expect(page.getState().saddles).toBeNull();
  });

  it('never goes on from another network’s points, though they arrive after the question', () => {
    open();
    page.getState().setDragging(true);
    page.getState().set('width', 3); // waits for the first frame of the search before it
    worker.last('saddles').frame(saddlesFrame({ starts: 7 }));
    expect(last()).toMatchObject({ problem: { network: { widths: [1, 3, 1] } }, resume: null });
  });

  it('goes on after the worker was lost', async () => {
    open();
    const frame = saddlesFrame({ starts: 9 });
    worker.last('saddles').frame(frame);
    await worker.last('saddles').fail('WorkerLost');
    expect(last().resume).toBe(frame);
  });
});
