/** The simd path in a browser: small work by the thread that asks; on real workers shared out, short of workers, cancelled. */
import { describe, expect, test } from 'vitest';
import { type OpenWorker, SimdPool } from '../../src/compute/engine/simd/pool.ts';
import { openSimd, openWorker, SimdBackend } from '../../src/compute/engine/simd/simdBackend.ts';
import type { LandscapeValues } from '../../src/compute/engine/work/backend.ts';
import { answersTheReferenceFiles } from '../compute/engine/referenceAnswers.ts';
import { watch } from '../compute/engine/referenceCases.ts';
import { randomWork } from './randomWork.ts';

const question = {
  ...randomWork(31, [3, 12, 12, 3], 'tanh', { samples: 20, count: 90 }),
  dt: 0.1,
  stopping: 'fixed' as const,
  record: [0, 10, 40],
};

/** Minutes of work. */
const long = {
  ...randomWork(32, [8, 64, 64, 64, 8], 'tanh', { samples: 64, count: 5000 }),
  dt: 0.01,
  stopping: 'fixed' as const,
  record: [0, 2000],
};

/** A script that fails as soon as it is loaded. */
const openBroken: OpenWorker = () => new Worker('data:text/javascript,throw new Error("no start")');

function pathWith(workers: number, open: OpenWorker, faults: string[] = []): SimdBackend {
  return new SimdBackend(new SimdPool(open, workers, (reason) => void faults.push(reason)));
}

const onTheCallingThread = (): Promise<LandscapeValues> => pathWith(0, openWorker).landscape(question, watch);

describe('by the thread that asks', () => answersTheReferenceFiles(async () => openSimd(() => {})!, 1e-4));

test.each([1, 2, 3])('has the same numbers, to the last bit, on %i workers as on the calling thread', async (workers) => {
  expect(await pathWith(workers, openWorker).landscape(question, watch)).toEqual(await onTheCallingThread());
});

test('where one worker cannot start, the other does its work and the reason is told', async () => {
  const faults: string[] = [];
  let opened = 0;
  const path = pathWith(2, () => (opened++ === 0 ? openBroken() : openWorker()), faults);
  expect(await path.landscape(question, watch)).toEqual(await onTheCallingThread());
  expect(faults).toEqual([expect.stringContaining('no start')]);
});

test('where none can start, the calling thread does the work', async () => {
  const faults: string[] = [];
  expect(await pathWith(2, openBroken, faults).landscape(question, watch)).toEqual(await onTheCallingThread());
  expect(faults.length).toBe(2);
});

test('where one worker is lost amid its tiles, what it had in hand is done by the other', async () => {
  const work = { ...question, ...randomWork(33, [8, 48, 48, 8], 'tanh', { samples: 64, count: 150 }) };
  const expected = await pathWith(0, openWorker).landscape(work, watch);
  const faults: string[] = [];
  const workers: Worker[] = [];
  const path = pathWith(
    2,
    () => {
      const worker = openWorker();
      workers.push(worker);
      return worker;
    },
    faults,
  );
  const lose = () => workers[0].dispatchEvent(new ErrorEvent('error', { message: 'lost', cancelable: true }));
  const found = await path.landscape(work, { ...watch, onProgress: (done) => void (done > 0.3 && lose()) });
  expect(faults).toEqual(['lost']);
  expect(found).toEqual(expected);
});

test('a short request is answered while a long one is under way, and the long one ends when it is cancelled', async () => {
  const path = pathWith(2, openWorker);
  const controller = new AbortController();
  const reason = new Error('replaced');
  const running = path.landscape(long, { signal: controller.signal }).then(
    () => null,
    (error: Error) => error,
  );
  expect(await path.landscape(question, watch)).toEqual(await onTheCallingThread());
  controller.abort(reason);
  expect(await running).toBe(reason);
  expect(await path.landscape(question, watch)).toEqual(await onTheCallingThread());
});
