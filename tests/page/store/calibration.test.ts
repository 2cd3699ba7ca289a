import { beforeEach, describe, expect, it } from 'vitest';
import type { Calibration } from '../../../src/model/calibration.ts';
import { createPageStore } from '../../../src/page/store/createPageStore.ts';
import { browserCalibrationStorage } from '../../../src/page/store/storage/calibrationStorage.ts';
import { scriptedWorker } from './scriptedWorker.ts';

const calibration: Calibration = {
  kind: 'curved-net',
  timings: [
    { candidate: 'webgpu-thread', milliseconds: 3, failure: null },
    { candidate: 'simd', milliseconds: 2, failure: null },
  ],
  trouble: null,
  measuredAt: 1,
};
const surroundings = { reducedMotion: () => true, back() {}, forward() {} };
const turns = () => new Promise((resolve) => setTimeout(resolve));

/** As much of the browser's storage as is used. */
let kept: Map<string, string>;
const browser = () =>
  ({
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }) as Storage;
beforeEach(() => {
  kept = new Map();
});

/** A visit to the page, with what its worker measures. */
function visit(storage = browserCalibrationStorage(browser)) {
  const worker = scriptedWorker();
  const store = createPageStore(worker, surroundings, null, storage);
  return { worker, store };
}

describe('what was measured', () => {
  it('is shown, kept, and known to the worker of the next visit', async () => {
    const { worker, store } = visit();
    expect(worker.remembered).toBeNull();
    worker.measure(calibration);
    await turns();
    expect(store.getState().status?.calibration.calibrations).toEqual([calibration]);
    expect(visit().worker.remembered).toEqual({ machine: 'scripted', calibrations: [calibration] });
  });
  it('is forgotten on both sides when it is to be measured again', async () => {
    const { worker, store } = visit();
    worker.measure(calibration);
    await turns();
    store.getState().measureAgain();
    await turns();
    expect(store.getState().status?.calibration.calibrations).toEqual([]);
    expect(visit().worker.remembered?.calibrations).toEqual([]);
  });
  it('is tried again on the next visit where it failed', async () => {
    const { worker, store } = visit();
    const failed = {
      ...calibration,
      timings: [{ ...calibration.timings[0], milliseconds: null, failure: 'the device was lost' }],
    };
    worker.measure(failed);
    await turns();
    expect(store.getState().status?.calibration.calibrations).toEqual([failed]);
    expect(visit().worker.remembered?.calibrations).toEqual([]);
  });
  it('holds for the visit where the browser keeps nothing', async () => {
    const closed = browserCalibrationStorage(() => {
      throw new Error('The operation is insecure');
    });
    const { worker, store } = visit(closed);
    worker.measure(calibration);
    await turns();
    expect(store.getState().status?.calibration.calibrations).toEqual([calibration]);
    expect(visit(closed).worker.remembered).toBeNull();
  });
  it('is left alone where it cannot be read', () => {
    kept.set('saddlescope-calibration', '{"machine":');
    expect(visit().worker.remembered).toBeNull();
  });
});
