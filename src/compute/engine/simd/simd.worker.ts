/** A worker of the simd path: computes tiles of weight settings, one at a time. */
import { Breather } from '../work/breather.ts';
import type { Range } from './simdTile.ts';
import { type FromWorker, OpenWork, type SimdValues, type SimdWork, type ToWorker } from './simdWork.ts';

interface Job {
  readonly work: SimdWork;
  readonly controller: AbortController;
  /** From its first tile on. */
  open: OpenWork | null;
}

const jobs = new Map<number, Job>();
/** The end of what was asked for last: one thing is done after another. */
let last = Promise.resolve();

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'open') jobs.set(data.job, { work: data.work, controller: new AbortController(), open: null });
  else if (data.kind === 'tile') {
    const job = jobs.get(data.job)!;
    last = last.then(() => answer(job, data.range));
  } else {
    const job = jobs.get(data.job);
    job?.controller.abort();
    jobs.delete(data.job);
    last = last.then(() => job?.open?.close());
  }
};
say({ kind: 'ready' });

async function answer(job: Job, range: Range): Promise<void> {
  const { signal } = job.controller;
  try {
    signal.throwIfAborted();
    job.open ??= new OpenWork(job.work);
    const values = await job.open.run(range, new Breather(signal));
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
