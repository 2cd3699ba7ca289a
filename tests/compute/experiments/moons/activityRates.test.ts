/** The oracle is a twin in NumPy that took the same steps from the same weights on the same batches, tests/reference/moons-runs.json. */
import { describe, expect, it } from 'vitest';
import { Engine } from '../../../../src/compute/engine/engine.ts';
import { activityRates } from '../../../../src/compute/experiments/moons/activityRates.ts';
import type { ActivityRatesRequest } from '../../../../src/model/moons/experiments.ts';
import type { ActivityRatesFrame, ActivityRun } from '../../../../src/model/moons/moonsFrames.ts';
import twin from '../../../reference/moons-runs.json' with { type: 'json' };
import { sweepRequest } from './moonsRequests.ts';

describe('a sweep over activity rates', () => {
  it('takes the steps that its NumPy twin takes', async () => {
    const { runs } = await lastFrame(sweepRequest());
    expect(runs).toHaveLength(twin.runs.length);
    for (const expected of twin.runs) {
      const run = runs.find(({ rate }) => rate === expected.rate)!;
      expect(run).toMatchObject({ width: twin.width, seed: twin.seed, accuracy: expected.accuracy, divergedAt: -1 });
      expect(run.varianceRatio).toHaveLength(32);
      for (const [step, ratio] of expected.varianceRatio.entries()) expect(run.varianceRatio[step] / ratio).toBeCloseTo(1, 6);
    }
  });

  it('has the same numbers whichever other runs there are', async () => {
    const together = await lastFrame(sweepRequest({ widths: [4, 8], rates: [0.01, 0.03], seeds: 2 }));
    const alone = await lastFrame(sweepRequest({ rates: [0.03] }));
    for (const run of alone.runs) expect(together.runs.filter(sameAs(run))).toEqual([run]);
  });

  it('goes on after a stop with the numbers of an unbroken sweep, and computes nothing again', async () => {
    const request = sweepRequest({ seeds: 2 });
    const unbroken = await lastFrame(request);
    const [first, second] = unbroken.runs;
    const marked = { ...second, accuracy: 0.123 }; // it would come back right if it were computed again
    const resumed = await lastFrame({ ...request, known: [first, marked] });
    expect(resumed.runs).toEqual(unbroken.runs.map((run) => (run === second ? marked : run)));
  });

  it('shows what is over while the rest is computed, narrow networks first', async () => {
    const frames = activityRates(sweepRequest({ widths: [4, 64], rates: [0.03], seeds: 2 }), new Engine(), untilDone);
    const shown: ActivityRatesFrame[] = [];
    for await (const frame of frames) shown.push(frame);
    const [before, last] = [shown.at(-2)!, shown.at(-1)!];
    expect([last.progress, last.runs.length, last.total]).toEqual([1, 8, 8]);
    expect(before.progress).toBeLessThan(1);
    const widths = last.runs.map(({ width }) => width);
    expect(widths).toEqual([...widths].sort((a, b) => a - b));
  });

  it('counts a run that diverges, and gives it no accuracy', async () => {
    const { runs } = await lastFrame(sweepRequest({ rates: [0.03, 1000] }));
    const [, stable, diverged] = runs;
    expect([stable.divergedAt, diverged.divergedAt]).toEqual([-1, 0]);
    expect([stable.accuracy > 0.5, diverged.accuracy]).toEqual([true, Number.NaN]);
    expect(diverged.varianceRatio).toHaveLength(0);
  });

  it.each([
    ['invalid widths: 8, 4', { widths: [8, 4] }],
    ['invalid activity learning rates: 0, 0.1', { rates: [0, 0.1] }],
    ['invalid inference steps: 0', { inference: { dt: 0.1, steps: 0 } }],
  ])('refuses %s', async (message, change) => {
    await expect(lastFrame(sweepRequest(change))).rejects.toThrow(message);
  });

  it('ends soon after it is cancelled', async () => {
    const controller = new AbortController();
    const frames = activityRates(sweepRequest({ widths: [64], seeds: 5 }), new Engine(), controller.signal);
    await frames.next();
    controller.abort(new Error('enough'));
    await expect(frames.next()).rejects.toThrow('enough');
  });
});

const untilDone = new AbortController().signal;

async function lastFrame(request: ActivityRatesRequest): Promise<ActivityRatesFrame> {
  let last: ActivityRatesFrame | null = null;
  for await (const frame of activityRates(request, new Engine(), untilDone)) last = frame;
  expect(last!.progress).toBe(1);
  return last!;
}

const sameAs =
  ({ width, rate, seed }: ActivityRun) =>
  (other: ActivityRun) =>
    other.width === width && other.rate === rate && other.seed === seed;
