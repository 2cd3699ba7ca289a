import { describe, expect, it } from 'vitest';
import { Engine } from '../../../../src/compute/engine/engine.ts';
import { largestLogVariance } from '../../../../src/compute/engine/reference/variances.ts';
import { comparison } from '../../../../src/compute/experiments/comparison/comparison.ts';
import { training } from '../../../../src/compute/experiments/landscapes/training.ts';
import {
  type ComparedLearner,
  type ComparedModel,
  comparedModels,
  variantOf,
} from '../../../../src/model/comparison/comparedModels.ts';
import type { ComparisonFrame } from '../../../../src/model/comparison/comparisonFrames.ts';
import type { ComparisonRequest } from '../../../../src/model/comparison/experiments.ts';

const all = Object.keys(comparedModels) as ComparedModel[];

describe('the comparison', () => {
  it('gives every model the same initial weights and the same batches: alike models learn alike', async () => {
    // With k = T and variances that stay fixed, rc2 is pc; bp and pc see one first batch.
    const { runs } = await lastFrame(moons(['bp', 'pc', 'rc2'], { updateEvery: 6 }));
    const [bp, pc, rc2] = runs.map(({ curves }) => curves.loss);
    expect(rc2).toEqual(pc);
    expect(pc[0]).toBe(bp[0]);
    expect(pc[1]).not.toBe(bp[1]);
  });

  it('trains bp and pc as the race of two learners does', async () => {
    const request = moons(['bp', 'pc']);
    const { runs } = await lastFrame(request);
    const race = await lastRace(request);
    expect(runs.map(({ curves }) => curves.loss)).toEqual([race.bp[0].loss, race.pc[0].loss]);
  });

  it('does not let a model’s numbers depend on which others are compared', async () => {
    const together = await lastFrame(moons(all));
    const alone = await lastFrame(moons(['rc23']));
    const inAll = together.runs.find(({ model }) => model === 'rc23')!;
    expect(inAll.curves).toEqual(alone.runs[0].curves);
    expect(inAll.histograms).toEqual(alone.runs[0].histograms);
  });

  it('learns variances where they are trainable, moves weights during inference where that is relaxed, and decays weights', async () => {
    const { runs, checkpoint } = await lastFrame(moons(all));
    const losses = Object.fromEntries(runs.map(({ model, curves }) => [model, curves.loss.at(-1)]));
    expect(new Set(Object.values(losses)).size).toBe(all.length);
    for (const model of all)
      expect(checkpoint![model]!.logVariances.some((s) => s !== 0)).toBe(comparedModels[model].variances === 'trainable');
  });

  it('goes on from a checkpoint with the numbers of an unbroken run, and lets a model join', async () => {
    const unbroken = await lastFrame(moons(all));
    const half = await lastFrame({ ...moons(['bp', 'rc3', 'rc23-decay']), iterations: 13 });
    const { runs } = await lastFrame({ ...moons(all), resume: half.checkpoint });
    const timeless = ({ model, curves, clamped, histograms }: ComparisonFrame['runs'][number]) => ({
      model,
      curves,
      clamped,
      histograms,
    });
    expect(runs.map(timeless)).toEqual(unbroken.runs.map(timeless));
  });

  it('stops a model that diverges at its step, and lets the others go on', async () => {
    const request = moons(['bp', 'pc']);
    const [bp, pc] = request.models;
    const { runs, progress } = await lastFrame({ ...request, models: [{ ...bp, learningRate: 1e9 }, pc], optimiser: 'sgd' });
    expect(runs[0].curves.divergedAt).toBeGreaterThan(0);
    expect(runs[0].curves.loss).toHaveLength(runs[0].curves.divergedAt + 1);
    expect(runs[1].curves.loss).toHaveLength(request.iterations);
    expect(progress).toBe(1);
  });

  it('reports variances that reach their bounds, held there', async () => {
    const request = moons(['rc3']);
    const [rc3] = request.models;
    const steep = { ...request, models: [{ ...rc3, learningRate: 0.3 }], optimiser: 'sgd', iterations: 200 } as const;
    const { runs, checkpoint } = await lastFrame({ ...steep, models: [...steep.models] });
    expect(runs[0].clamped).toBeGreaterThan(0);
    expect(runs[0].curves.divergedAt).toBe(-1);
    expect(checkpoint!.rc3!.logVariances.reduce((most, s) => Math.max(most, Math.abs(s)), 0)).toBe(largestLogVariance);
  });

  it('tests four times an epoch, with time and weights at each test', async () => {
    const { runs, epoch, layers } = await lastFrame(moons(['bp']));
    expect(epoch).toBe(32); // 512 samples in batches of 16
    const [{ curves, testedAfter, histograms, ownMilliseconds }] = runs;
    expect([...curves.tests!.iteration]).toEqual([0, 8, 16, 24, 32, 40]);
    expect(layers).toEqual([1, 2, 3, 4]);
    expect(histograms.map((test) => test.length)).toEqual([4, 4, 4, 4, 4, 4]);
    expect(testedAfter).toHaveLength(6);
    expect([...testedAfter]).toEqual([...testedAfter].sort((a, b) => a - b));
    expect(testedAfter[0]).toBe(0);
    expect(ownMilliseconds).toBeGreaterThanOrEqual(testedAfter[5]);
  });

  it.each<[string, Partial<ComparisonRequest>, string]>([
    ['no model', { models: [] }, 'no model chosen: 0 of 6'],
    ['T = 0', { inference: { dt: 0.1, steps: 0 } }, 'invalid inference steps: T = 0'],
    ['k above T', { inference: { dt: 0.1, steps: 2 } }, 'invalid update interval of rc2: k = 3 (expected 1 to 2'],
    [
      'data without tests',
      { problem: { ...problem, network: { widths: [1, 1, 1], activation: 'tanh' }, data: 'negation' } },
      'has no test samples',
    ],
    [
      'too many weights',
      { problem: { ...problem, network: { widths: [2, 9000, 9000, 2], activation: 'tanh' } } },
      'expected at most 0 models of this size',
    ],
  ])('refuses %s, and says what would be right', async (_name, change, message) => {
    await expect(lastFrame({ ...moons(all), ...change })).rejects.toThrow(message);
  });
});

const problem = {
  network: { widths: [2, 6, 6, 6, 2], activation: 'tanh' },
  data: 'two-moons',
  initial: 'uniform',
  scale: 0.05,
  saddle: { kind: 'origin' },
  seed: 3,
  batchSize: 16,
} satisfies ComparisonRequest['problem'];

/** Five epochs' quarters of two moons, on a network small enough for float64. */
function moons(models: ComparedModel[], { updateEvery = 3 } = {}): ComparisonRequest {
  return {
    kind: 'comparison',
    problem,
    inference: { dt: 0.1, steps: 6 },
    backend: 'reference',
    models: models.map(
      (model): ComparedLearner => ({
        model,
        learner: comparedModels[model].learner,
        variant: { ...variantOf(model, updateEvery), ...(model === 'rc23-decay' && { weightDecay: 0.01 }) }, // seen in 40 steps
        learningRate: 0.01,
      }),
    ),
    optimiser: 'adam',
    batches: 'fresh',
    iterations: 40,
    resume: null,
  };
}

async function lastFrame(request: ComparisonRequest): Promise<ComparisonFrame> {
  for await (const frame of comparison(request, new Engine(), new AbortController().signal))
    if (frame.progress === 1) return frame;
  throw new Error('no last frame');
}

async function lastRace({ models, ...request }: ComparisonRequest) {
  const race = {
    ...request,
    kind: 'training',
    learners: ['bp', 'pc'],
    learningRates: [{ from: 0, rate: models[0].learningRate }],
    convention: 'matched',
    plane: { kind: 'coordinates', centre: 'origin', first: 0, second: 1, held: 0 },
    start: null,
    seeds: 1,
    restarts: 'none',
    compare: false,
    resume: null,
  } as const;
  for await (const frame of training(
    { ...race, learners: ['bp', 'pc'], learningRates: [...race.learningRates], record: [0] },
    new Engine(),
    new AbortController().signal,
  ))
    if (frame.progress === 1) return frame;
  throw new Error('no last frame');
}
