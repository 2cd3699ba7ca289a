import { describe, expect, it } from 'vitest';
import { Engine } from '../../../../src/compute/engine/engine.ts';
import { medianOf } from '../../../../src/compute/experiments/landscapes/escapeRuns.ts';
import { escapeSweep } from '../../../../src/compute/experiments/landscapes/escapeSweep.ts';
import { training } from '../../../../src/compute/experiments/landscapes/training.ts';
import type { EscapeFrame } from '../../../../src/model/landscapes/escapeFrames.ts';
import type { EscapeRequest, TrainingRequest } from '../../../../src/model/landscapes/experiments.ts';
import type { TrainingFrame } from '../../../../src/model/landscapes/trainingFrames.ts';

const geometric = (from: number, to: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => from * (to / from) ** (i / (count - 1)));

/** By L: BP escapes from the larger scales within 2000 steps, PC from all. */
const sweeps = { 3: geometric(2e-3, 0.1, 8), 4: geometric(0.01, 0.2, 8), 5: geometric(0.005, 0.3, 10) };

describe('escape time against initial scale', () => {
  it.each([3, 4, 5] as const)(
    'with %i weight layers: BP’s slope is -(L - 2) within 15 percent, PC’s less than a third of it',
    async (layers) => {
      const { networks } = await lastFrame(sweep(layers, { scales: sweeps[layers], mostSteps: 2000 }));
      const [{ bp, pc, predictedSlope }] = networks;
      expect(bp.fit!.points).toBeGreaterThanOrEqual(3);
      expect(Math.abs(bp.fit!.slope / -(layers - 2) - 1)).toBeLessThan(0.15);
      expect(predictedSlope.bp).toBe(-(layers - 2));
      expect(pc.fit!.slope).toBeGreaterThan(bp.fit!.slope / 3);
    },
  );

  it('is the iteration at which the race’s own loss curve falls below half of its first', async () => {
    const request = sweep(3, { scales: [0.05], seeds: 1, batches: 'fresh' });
    const { networks, checkpoint } = await lastFrame(request);
    const { bp, pc } = await lastRace(request, 0.05);
    expect(networks[0].bp.median[0]).toBe(escapeTime(bp[0].loss));
    expect(networks[0].pc.median[0]).toBe(escapeTime(pc[0].loss));
    expect(checkpoint[0].firstLoss[0]).toBe(bp[0].loss[0]);
  });

  it('does not depend on which other runs are in the sweep', async () => {
    const scales = [0.05, 0.1, 0.2];
    const together = await lastFrame(sweep(3, { scales, seeds: 3 }));
    const alone = await lastFrame(sweep(3, { scales: [0.1], seeds: 3 }));
    expect(together.networks[0].bp.median[1]).toBe(alone.networks[0].bp.median[0]);
    expect(together.networks[0].pc.latest[1]).toBe(alone.networks[0].pc.latest[0]);
  });

  it('goes on after a stop with the same numbers as an unbroken sweep', async () => {
    const request = sweep(5, { scales: [0.002, 0.05, 0.1], batches: 'fresh', mostSteps: 60_000 }); // long enough to be stopped on any machine
    const unbroken = await lastFrame(request);
    const stopped = await firstFrame(request);
    expect(stopped.progress).toBeLessThan(1);
    const resumed = await lastFrame({ ...request, resume: stopped.checkpoint });
    expect(resumed.networks).toEqual(unbroken.networks);
    expect(resumed.checkpoint).toEqual(unbroken.checkpoint);
  });

  it('halves dt run by run under the published rule, and goes on with what was halved', async () => {
    const inference = { dt: 1.1, steps: 12, stopping: 'published' } as const;
    const request = sweep(3, { scales: [0.05, 0.1], learner: 'pc', inference, mostSteps: 200 });
    const unbroken = await lastFrame(request);
    const short = await lastFrame({ ...request, mostSteps: 4 });
    const halvings = short.checkpoint[1].halvings;
    expect(halvings.some((count) => count > 0)).toBe(true);
    const resumed = await lastFrame({ ...request, resume: short.checkpoint });
    expect(resumed.checkpoint).toEqual(unbroken.checkpoint);
    const alone = (await lastFrame({ ...request, scales: [0.05], mostSteps: 4 })).checkpoint[1];
    expect([...alone.halvings]).toEqual([...halvings.slice(0, 3)]);
    expect(alone.live.length).toBe(3);
    expect([...alone.weights]).toEqual([...short.checkpoint[1].weights.slice(0, alone.weights.length)]);
  });

  it('leaves a run that has not escaped by the most steps censored, and fits without it', async () => {
    const { networks } = await lastFrame(sweep(3, { scales: [1e-4, 0.005, 0.01, 0.02], mostSteps: 500 }));
    const [{ bp }] = networks;
    expect([...bp.censored]).toEqual([3, 0, 0, 0]);
    expect([...bp.running]).toEqual([0, 0, 0, 0]);
    expect(bp.median[0]).toBeNaN();
    expect(bp.fit?.from).toBe(0.005);
  });

  it('can be taken further by a larger number of most steps', async () => {
    const request = sweep(3, { scales: [0.01, 0.02, 0.05], mostSteps: 100 });
    const short = await lastFrame(request);
    expect(short.networks[0].bp.censored[0]).toBe(request.seeds);
    const longer = { ...request, mostSteps: 2000 };
    const further = await lastFrame({ ...longer, resume: short.checkpoint });
    expect(further.networks).toEqual((await lastFrame(longer)).networks);
  });

  it('counts runs that diverge, and those whose inference overshoots', async () => {
    const { networks } = await lastFrame(sweep(3, { scales: [0.1, 0.5], learningRate: 50 }));
    expect(networks[0].bp.diverged[1] + networks[0].pc.diverged[1]).toBeGreaterThan(0);
    const unstable = { dt: 1.9, steps: 3 } as const; // stable only where lambda_max < 2 / 1.9
    const coarse = await lastFrame(sweep(3, { scales: [0.8], learner: 'pc', inference: unstable, mostSteps: 20 }));
    expect(coarse.networks[0].pc.overshot[0]).toBeGreaterThan(0);
    expect([...coarse.networks[0].bp.overshot]).toEqual([0]);
  });

  it('refuses scales that do not ascend, and more weights than it may keep', async () => {
    await expect(lastFrame(sweep(3, { scales: [0.2, 0.1] }))).rejects.toThrow('invalid scales: 0.2, 0.1');
    const wide = { widths: [3, 512, 512, 512, 3], activation: 'linear' as const };
    await expect(lastFrame(sweep(3, { networks: [wide], scales: geometric(0.01, 1, 12) }))).rejects.toThrow('too large');
  });

  it('ends soon after it is cancelled', async () => {
    const controller = new AbortController();
    const frames = escapeSweep(sweep(5, { scales: [0.001], mostSteps: 1e6 }), new Engine(), controller.signal);
    await frames.next();
    controller.abort(new Error('enough'));
    await expect(frames.next()).rejects.toThrow('enough');
  });
});

describe('the median of runs that are not over', () => {
  const known = (...times: number[]) => Float64Array.from(times);
  it('is known as soon as more than half have escaped', () => {
    expect(medianOf(known(3, 5, 8), 5)).toBe(8);
    expect(medianOf(known(3, 5), 5)).toBeNaN();
    expect(medianOf(known(3, 5, 8), 4)).toBe(6.5);
  });
});

function sweep(layers: number, changes: Partial<EscapeRequest> = {}): EscapeRequest {
  const network = { widths: [2, ...Array<number>(layers - 1).fill(3), 2], activation: 'linear' as const };
  return {
    kind: 'escape',
    problem: { network, data: 'negation', initial: 'normal', scale: 1, saddle: { kind: 'origin' }, seed: 0, batchSize: 16 },
    inference: { dt: 0.1, steps: 20 },
    backend: 'reference',
    scales: [0.1],
    networks: [network],
    seeds: 3,
    learner: 'pc-equilibrium',
    learningRate: 0.2,
    batches: 'fixed',
    mostSteps: 20_000,
    resume: null,
    ...changes,
  };
}

async function lastFrame(request: EscapeRequest): Promise<EscapeFrame> {
  let last: EscapeFrame | null = null;
  for await (const frame of escapeSweep(request, new Engine(), new AbortController().signal)) last = frame;
  expect(last!.progress).toBe(1);
  return last!;
}

async function firstFrame(request: EscapeRequest): Promise<EscapeFrame> {
  for await (const frame of escapeSweep(request, new Engine(), new AbortController().signal)) return frame;
  throw new Error('no frame');
}

const escapeTime = (loss: Float64Array): number => loss.findIndex((value) => value < loss[0] / 2);

const anyPlane = { kind: 'coordinates', centre: 'origin', first: 0, second: 1, held: 0 } as const;

/** The same runs as the page's race takes them. */
async function lastRace({ problem, inference, learner, learningRate }: EscapeRequest, scale: number): Promise<TrainingFrame> {
  const request: TrainingRequest = {
    kind: 'training',
    problem: { ...problem, scale },
    plane: anyPlane,
    start: null,
    inference,
    backend: 'reference',
    learners: ['bp', learner],
    optimiser: 'sgd',
    learningRates: [{ from: 0, rate: learningRate }],
    batches: 'fresh',
    convention: 'matched',
    iterations: 200,
    seeds: 1,
    record: [0],
    restarts: 'none',
    compare: false,
    resume: null,
  };
  let last: TrainingFrame | null = null;
  for await (const frame of training(request, new Engine(), new AbortController().signal)) last = frame;
  return last!;
}
