/** Times candidates against each other on one piece of work, which grows for as long as there is time. */
import type { Candidate, Timing } from '../../../model/calibration.ts';
import { untilAborted } from '../work/breather.ts';

export interface Runner<Work> {
  readonly candidate: Candidate;
  run(work: Work, signal: AbortSignal): Promise<unknown>;
}

export interface RaceResult {
  /** One timing a runner, in the order of the runners. */
  readonly timings: Timing[];
  /** Why no runner has a time, or null. */
  readonly trouble: string | null;
}

/** How many times larger work becomes, where that many times the last round's time are left. */
const growth = 4;
/** Work is then long enough for any device to show its pace. */
const largest = growth ** 5;

/** Number of runs of the largest size, of which the fastest counts. */
const enough = 3;

type Times = ReadonlyMap<Candidate, number>;

/**
 * Rounds in which each runs once: of work as large as fits into `aim` ms, and then again while that fits. What counts is the last size that all have done, and
 * each one's fastest run of it. Whoever fails is out; at `limit` ms whatever runs is cut off, and its round does not count.
 */
export async function race<Work>(
  runners: readonly Runner<Work>[],
  workOf: (size: number) => Work,
  aim: number,
  limit: number,
  now = () => performance.now(),
): Promise<RaceResult> {
  const failures = new Map<Candidate, string>();
  const cutOff = new AbortController();
  const timer = setTimeout(() => cutOff.abort(), limit);
  const end = now() + aim;
  let best: Times = new Map();
  let size = 1;
  for (let repeats = 0; repeats < enough; ) {
    const start = now();
    const times = await round(runners, workOf(size), failures, cutOff.signal, now);
    if (!times) break;
    best = repeats > 0 ? fastestOf(best, times) : times;
    const took = now() - start;
    const left = end - now();
    if (times.size === 0 || took > left) break;
    if (repeats > 0 || size === largest || growth * took > left) repeats++;
    else size *= growth;
  }
  clearTimeout(timer);
  return resultOf(runners, best, failures, limit);
}

/** Runs work of every size that a race with this aim may come to: what is compiled, loaded or learned at a first run then costs the race nothing. */
export async function warmUp<Work>(
  { run }: Runner<Work>,
  workOf: (size: number) => Work,
  aim: number,
  now = () => performance.now(),
): Promise<void> {
  const untilDone = new AbortController().signal;
  for (let size = 1; size <= largest; size *= growth) {
    const work = workOf(size);
    await run(work, untilDone);
    const start = now();
    await run(work, untilDone);
    if (growth * (now() - start) > aim) return;
  }
}

/** Times in ms of the candidates that have not failed; null when cut off. */
async function round<Work>(
  runners: readonly Runner<Work>[],
  work: Work,
  failures: Map<Candidate, string>,
  signal: AbortSignal,
  now: () => number,
): Promise<Times | null> {
  const times = new Map<Candidate, number>();
  for (const { candidate, run } of runners) {
    if (failures.has(candidate)) continue;
    const start = now();
    try {
      await untilAborted(run(work, signal), signal);
      times.set(candidate, now() - start);
    } catch (error) {
      if (signal.aborted) return null;
      failures.set(candidate, (error as Error).message);
    }
  }
  return times;
}

function fastestOf(one: Times, other: Times): Times {
  return new Map([...other].map(([candidate, time]) => [candidate, Math.min(time, one.get(candidate) ?? time)]));
}

function resultOf(
  runners: readonly Pick<Runner<never>, 'candidate'>[],
  best: Times,
  failures: ReadonlyMap<Candidate, string>,
  limit: number,
): RaceResult {
  const timings = runners.map(({ candidate }) => ({
    candidate,
    milliseconds: best.get(candidate) ?? null,
    failure: failures.get(candidate) ?? null,
  }));
  if (best.size > 0) return { timings, trouble: null };
  const haveAllFailed = failures.size === runners.length;
  return {
    timings,
    trouble: haveAllFailed ? 'every way of computing failed' : `measuring took longer than ${Math.round(limit)} ms`,
  };
}
