/** Checkpoints that a run cannot go on from are refused with the field, its value and what would be right; those that runs take are accepted. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../../../../src/compute/engine/engine.ts';
import { checkFits } from '../../../../src/compute/experiments/landscapes/checkpointFits.ts';
import { parseCheckpoint } from '../../../../src/compute/experiments/landscapes/checkpointSchema.ts';
import { training } from '../../../../src/compute/experiments/landscapes/training.ts';
import type { TrainingRequest } from '../../../../src/model/landscapes/experiments.ts';
import type { TrainingCheckpoint } from '../../../../src/model/landscapes/trainingFrames.ts';
import { trainingRequest } from '../../../../src/page/laboratories/landscapes/requests/landscapesRequests.ts';
import { readQuery } from '../../../../src/page/view/readQuery.ts';

const requested = (query: string): TrainingRequest => trainingRequest(readQuery(query).view);

const completion = 'data=matrix-completion&dimension=10&hidden=1&width=4&iterations=30&batchSize=10&steps=3';
const run = requested(`${completion}&restarts=plateaus&optimiser=adam&seeds=2`);

async function checkpointOf(request: TrainingRequest): Promise<TrainingCheckpoint> {
  let last: TrainingCheckpoint | null = null;
  for await (const { checkpoint } of training(request, new Engine(), new AbortController().signal)) last = checkpoint;
  return last!;
}

let taken: TrainingCheckpoint;
beforeAll(async () => {
  taken = await checkpointOf({ ...run, iterations: 20 });
});

const check = (checkpoint: unknown, request = run) => checkFits(parseCheckpoint(checkpoint), request);

describe('accepts what a run has taken', () => {
  it.each([
    ['a chain', 'hidden=2&iterations=20'],
    ['a nonlinear chain of momentum', 'activation=tanh&hidden=1&optimiser=momentum&iterations=4'],
    ['a run that compares both scales', 'hidden=2&width=3&dimension=3&convention=published&iterations=6'],
    ['a run that diverged', 'learningRate=2&start=9,9&domain=10&iterations=50'],
    ['a run of AdamW that diverged', 'hidden=2&learningRate=10&start=9,9&domain=10&optimiser=adamw&iterations=50'],
    ['a run that has not begun', 'hidden=2&iterations=0'],
    ['a net with a test set', 'data=mnist-1d&hidden=1&width=4&batchSize=64&iterations=5&steps=2'],
  ])('%s', async (_, query) => {
    const request = requested(query);
    const checkpoint = await checkpointOf(request);
    expect(() => check(structuredClone(checkpoint), request)).not.toThrow();
  });

  it('also where the run goes on for longer', () => {
    expect(() => check(taken)).not.toThrow();
    expect(() => check(taken, { ...run, iterations: 500 })).not.toThrow();
  });
});

const shorter = (values: Float64Array) => values.slice(0, -1);
const withNaN = (values: Float64Array) => values.map((value, at) => (at === 3 ? Number.NaN : value));

/** The checkpoint with BP's curves of the first seed changed. */
const withCurves = (change: (curves: TrainingCheckpoint['frame']['bp'][number]) => object) => {
  const [first, ...others] = taken.frame.bp;
  return { ...taken, frame: { ...taken.frame, bp: [{ ...first, ...change(first) }, ...others] } };
};

const firstOf = (field: 'weights' | 'optimiser', change: (values: Float64Array) => Float64Array) => {
  const [[first, ...seeds], ...learners] = taken[field];
  return { ...taken, [field]: [[change(first), ...seeds], ...learners] };
};

const withPath = (change: object) => ({ ...taken, frame: { ...taken.frame, bpPath: { ...taken.frame.bpPath, ...change } } });

describe('refuses', () => {
  it.each<[string, () => unknown, string]>([
    [
      'curves that are too short',
      () => ({ ...taken, iteration: 25 }),
      'frame.bp.0.loss has 20 numbers (expected 25, one for each',
    ],
    [
      'curves of an ended run that are too long',
      () => ({ ...withCurves(() => ({ finished: true })), iteration: 19 }),
      'frame.bp.0.loss has 20 numbers (expected at most 19',
    ],
    [
      'an iteration beyond the run',
      () => ({ ...taken, iteration: 31 }),
      'iteration is 31 (expected at most 30, where the run ends)',
    ],
    ['an iteration that is no number', () => ({ ...taken, iteration: Number.NaN }), 'iteration is wrong'],
    ['no time spent', () => ({ ...taken, milliseconds: Number.NaN }), 'milliseconds is wrong'],
    [
      'Adam without moments',
      () => firstOf('optimiser', () => new Float64Array()),
      'optimiser.0.0 has 0 numbers (expected 161, as adam',
    ],
    [
      'Adam that counted other steps',
      () => firstOf('optimiser', (state) => state.map((value, at) => (at === 0 ? 7 : value))),
      'optimiser.0.0.0 is 7 (expected 20, the steps that were taken)',
    ],
    ['moments that are no numbers', () => firstOf('optimiser', withNaN), 'optimiser.0.0.3 is NaN (expected a number)'],
    [
      'weights of another network',
      () => firstOf('weights', shorter),
      'weights.0.0 has 79 numbers (expected 80, as the network of 10-4-10',
    ],
    ['weights that are no numbers', () => firstOf('weights', withNaN), 'weights.0.0.3 is NaN (expected a number)'],
    ['a loss that is no number', () => withCurves(({ loss }) => ({ loss: withNaN(loss) })), 'frame.bp.0.loss.3 is NaN'],
    ['curves of two lengths', () => withCurves(({ energy }) => ({ energy: shorter(energy) })), 'has curves of different lengths'],
    [
      'a divergence elsewhere than at the end',
      () => withCurves(() => ({ divergedAt: 4 })),
      'frame.bp.0.divergedAt is 4 (expected -1',
    ],
    ['fewer learners', () => ({ ...taken, weights: taken.weights.slice(1) }), 'weights has 1 learners (expected 2'],
    [
      'fewer seeds',
      () => ({ ...taken, optimiser: taken.optimiser.map((seeds) => seeds.slice(1)) }),
      'optimiser.0 has 1 seeds (expected 2',
    ],
    [
      'curves of a learner that the run has not',
      () => ({ ...taken, frame: { ...taken.frame, otherBp: taken.frame.bp } }),
      'frame.otherBp has curves',
    ],
    ['no restarts', () => ({ ...taken, restarts: null }), 'restarts is null (expected restarts as the run has: plateaus)'],
    ['a path of points without weights', () => withPath({ weights: null }), 'frame.bpPath.weights is null (expected an array)'],
    [
      'a path whose weights are cut',
      () => withPath({ weights: new Float64Array(5) }),
      'frame.bpPath.weights has 5 numbers (expected 1680',
    ],
    [
      'a path without its inference steps',
      () => withPath({ energyAtStep: [] }),
      'frame.bpPath.energyAtStep has 0 inference steps',
    ],
    [
      'a path that goes back',
      () => withPath({ iteration: taken.frame.bpPath.iteration.map((iteration) => (iteration === 5 ? 2 : iteration)) }),
      'frame.bpPath.iteration.5 is 2 (expected ascending numbers from 0 to 20)',
    ],
    ['what is no checkpoint', () => ({ iteration: 3 }), 'invalid checkpoint: backend is wrong'],
    ['nothing', () => null, 'invalid checkpoint'],
  ])('%s', (_, changed, message) => {
    expect(() => check(changed())).toThrow(message);
    expect(() => check(changed())).toThrow(expect.objectContaining({ name: 'InvalidRequest' }));
  });

  it('layer norms of another network', () => {
    const norms = { gradient: [taken.frame.bp[0].loss], parameter: [taken.frame.bp[0].loss] };
    expect(() => check(withCurves(() => ({ layerNorms: norms })))).toThrow(
      'frame.bp.0.layerNorms.gradient has 1 lists (expected 2, as the network has layers)',
    );
  });

  it('in the run itself, too', async () => {
    const resume = firstOf('optimiser', () => new Float64Array());
    await expect(checkpointOf({ ...run, resume })).rejects.toThrow('optimiser.0.0 has 0 numbers');
  });
});
