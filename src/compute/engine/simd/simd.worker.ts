/** One of the simd path's workers: takes tiles of weight settings, one at a time. */
import { Breather } from '../breather.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { type Range, runTile, type SimdValues, type SimdWork } from './work.ts';

interface Job {
  work: SimdWork;
  controller: AbortController;
}

const jobs = new Map<number, Job>();
/** The end of the last tile that was asked for. */
let last = Promise.resolve();

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'open') jobs.set(data.job, { work: data.work, controller: new AbortController() });
  else if (data.kind === 'tile') {
    const job = jobs.get(data.job)!;
    last = last.then(() => answer(job, data.range));
  } else {
    jobs.get(data.job)?.controller.abort();
    jobs.delete(data.job);
  }
};
say({ kind: 'ready' });

async function answer({ work, controller: { signal } }: Job, range: Range): Promise<void> {
  try {
    signal.throwIfAborted();
    const values = await runTile(work, range, new Breather(signal));
    say({ kind: 'values', values }, buffersOf(values));
  } catch (error) {
    say(signal.aborted ? { kind: 'stopped' } : { kind: 'failed', error: error as Error });
  }
}

function say(message: FromWorker, transfer: ArrayBuffer[] = []): void {
  self.postMessage(message, { transfer });
}

const buffersOf = (values: SimdValues): ArrayBuffer[] =>
  Object.values(values)
    .flat()
    .map(({ buffer }: Float64Array | Int32Array) => buffer as ArrayBuffer);
