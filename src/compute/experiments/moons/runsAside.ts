/** Spreads runs over workers, one a core: a free worker takes the next run. Without workers, runs follow one another in this thread. */
import { proxy, type Remote, wrap } from 'comlink';
import type { ActivityRun } from '../../../model/moons/moonsFrames.ts';
import type { Engine } from '../../engine/engine.ts';
import { untilAborted } from '../../engine/work/breather.ts';
import { activityRun } from './activityRun.ts';
import type { MoonsPlan } from './moonsLearner.ts';

/** Most workers: with the widest networks each holds half a gigabyte. */
const mostWorkers = 8;

/** Progress of one run, named by its index; with the result once the run is over. */
export interface RunReport {
  index: number;
  stepsTaken: number;
  run: ActivityRun | null;
}

type OnStep = (stepsTaken: number) => void;

/** The call that a compute worker answers to another one; a caller ends a run by ending the worker. */
export interface SweepService {
  activityRun(plan: MoonsPlan, onStep: OnStep): Promise<ActivityRun>;
}

interface Bench {
  run(plan: MoonsPlan, onStep: OnStep): Promise<ActivityRun>;
  close(): void;
}

/** Number of workers for this many runs. */
export const workersFor = (runs: number): number =>
  'Worker' in globalThis ? Math.max(1, Math.min(navigator.hardwareConcurrency, mostWorkers, runs)) : 1;

/** Yields reports as they arrive. Throws the first error of a run, and the signal's reason when cancelled; either ends all workers. */
export async function* runsAside(plans: MoonsPlan[], engine: Engine, signal: AbortSignal): AsyncGenerator<RunReport> {
  const benches = Array.from({ length: workersFor(plans.length) }, () => openBench(engine, signal));
  const left = plans.entries(); // shared by all workers: a free one takes the next plan
  const mail: RunReport[] = [];
  let wake = () => {};
  const send = (report: RunReport) => {
    mail.push(report);
    wake();
  };
  let over = false;
  const all = Promise.all(benches.map((bench) => workOff(bench, left, send))).finally(() => {
    over = true;
    wake();
  });
  all.catch(() => {}); // thrown below
  try {
    while (!over || mail.length > 0) {
      if (mail.length === 0) await untilAborted(new Promise<void>((resolve) => (wake = resolve)), signal);
      yield* mail.splice(0);
    }
    await all;
  } finally {
    for (const bench of benches) bench.close();
  }
}

async function workOff(bench: Bench, left: IterableIterator<[number, MoonsPlan]>, send: (report: RunReport) => void) {
  for (const [index, plan] of left) {
    const run = await bench.run(plan, (stepsTaken) => send({ index, stepsTaken, run: null }));
    send({ index, stepsTaken: plan.iterations, run });
  }
}

function openBench(engine: Engine, signal: AbortSignal): Bench {
  if (!('Worker' in globalThis)) return { run: (plan, onStep) => activityRun(plan, engine, signal, onStep), close() {} };
  const worker = new Worker(self.location.href, { type: 'module' }); // another of this thread's own kind: the browser has its code
  const remote: Remote<SweepService> = wrap<SweepService>(worker);
  const died = new Promise<never>((_, reject) => {
    worker.onerror = ({ message }) => reject(new Error(`a worker of the sweep stopped: ${message}`));
  });
  died.catch(() => {}); // the run in progress rejects with this error
  return {
    run: (plan, onStep) => Promise.race([remote.activityRun(plan, proxy(onStep)), died]),
    close: () => worker.terminate(),
  };
}
