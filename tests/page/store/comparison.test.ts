import { beforeEach, describe, expect, it } from 'vitest';
import type { ComparedModel } from '../../../src/model/comparison/comparedModels.ts';
import type { ComparedCheckpoint } from '../../../src/model/comparison/comparisonFrames.ts';
import { createPageStore, type PageStore } from '../../../src/page/store/createPageStore.ts';
import { comparisonFrame, type ScriptedWorker, scriptedWorker, surfacesFrame } from './scriptedWorker.ts';

let worker: ScriptedWorker;
let page: PageStore;

beforeEach(() => {
  worker = scriptedWorker();
  page = createPageStore(worker, { reducedMotion: () => true, back() {}, forward() {} });
  page.getState().begin();
  page.getState().set('experiment', 'comparison-fashion');
});

const last = () => worker.last('comparison').request;
const names = () => last().models.map(({ model }) => model);

/** A frame that knows these models' weights, as the newest request has them learn. */
function learnt(...models: ComparedModel[]) {
  const frame = comparisonFrame();
  const checkpoints = models.map((model): [ComparedModel, ComparedCheckpoint] => [
    model,
    {
      ...frame.runs[0],
      model,
      learner: last().models.find((learner) => learner.model === model)!,
      backend: 'reference',
      weights: Float64Array.of(1, 2),
      logVariances: new Float64Array(),
      optimiser: new Float64Array(),
      halvings: 0,
    },
  ]);
  return { ...frame, checkpoint: Object.fromEntries(checkpoints) };
}

describe('the comparison', () => {
  it('is asked for in its own laboratory, of the models that are chosen, and nothing else is computed there', () => {
    expect(names()).toEqual(['bp', 'pc', 'rc2', 'rc3', 'rc23', 'rc23-decay']);
    const { computing } = page.getState();
    expect(Object.keys(computing).filter((kind) => computing[kind as keyof typeof computing])).toEqual(['comparison']);
    page.getState().set('withRc2', 'hidden');
    expect(names()).toEqual(['bp', 'pc', 'rc3', 'rc23', 'rc23-decay']);
  });

  it('asks each model for its own way to learn', () => {
    const { updateEvery, learningRate, relaxedRate } = page.getState().controls;
    expect(last().models).toEqual([
      { model: 'bp', learner: 'bp', variant: { variances: 'fixed', weightDecay: 0 }, learningRate },
      { model: 'pc', learner: 'pc', variant: { variances: 'fixed', weightDecay: 0 }, learningRate },
      { model: 'rc2', learner: 'pc', variant: { variances: 'fixed', weightDecay: 0, updateEvery }, learningRate },
      { model: 'rc3', learner: 'pc', variant: { variances: 'trainable', weightDecay: 0 }, learningRate },
      {
        model: 'rc23',
        learner: 'pc',
        variant: { variances: 'trainable', weightDecay: 0, updateEvery },
        learningRate: relaxedRate,
      },
      {
        model: 'rc23-decay',
        learner: 'pc',
        variant: { variances: 'trainable', weightDecay: 1e-6, updateEvery },
        learningRate: relaxedRate,
      },
    ]);
  });

  it('goes on from the latest checkpoint when it was stopped, whatever frame came last', async () => {
    const known = learnt('bp', 'pc');
    worker.last('comparison').frame({ ...known, progress: 0.3 });
    worker.last('comparison').frame({ ...known, checkpoint: null, progress: 0.4 });
    page.getState().stop('comparison');
    await worker.last('comparison').fail('Replaced');
    expect(page.getState().computing.comparison).toBe(false);
    page.getState().resume('comparison');
    expect(last().resume).toEqual(known.checkpoint);
  });

  it('keeps what the other models have learnt when one joins, leaves, or learns at another rate', () => {
    page.getState().set('withRc3', 'hidden');
    worker.last('comparison').frame({ ...learnt('bp', 'pc', 'rc23'), progress: 0.3 });
    page.getState().set('withRc3', 'shown');
    expect(Object.keys(last().resume!)).toEqual(['bp', 'pc', 'rc23']);
    page.getState().set('relaxedRate', 1e-4);
    expect(Object.keys(last().resume!)).toEqual(['bp', 'pc']);
    page.getState().set('seed', 9);
    expect(last().resume).toBeNull();
    expect(page.getState().comparison).toBeNull();
  });

  it('has its surfaces computed around the learnt weights at its end, and not before', async () => {
    worker.last('comparison').frame({ ...learnt('bp', 'pc'), progress: 0.5 });
    expect(worker.of('surfaces')).toHaveLength(0);
    worker.last('comparison').frame(learnt('bp', 'pc'));
    await worker.last('comparison').finish();
    const { centres, domain, resolution } = worker.last('surfaces').request;
    expect(centres).toEqual(['bp', 'pc'].map((model) => ({ model, weights: Float64Array.of(1, 2) })));
    expect([domain, resolution]).toEqual([1, 21]);
    worker.last('surfaces').frame(surfacesFrame());
    page.getState().set('surfaceDomain', 0.25);
    expect(worker.last('surfaces').request.domain).toBe(0.25);
    expect(worker.of('comparison')).toHaveLength(1);
  });

  it('has them around what was learnt before a stop where they are asked for, without a model that diverged', async () => {
    const known = learnt('bp', 'pc');
    const [bp, pc] = known.runs;
    const runs = [{ ...bp, curves: { ...bp.curves, divergedAt: 1 } }, pc];
    worker.last('comparison').frame({ ...known, runs, progress: 0.5 });
    page.getState().stop('comparison');
    await worker.last('comparison').fail('Replaced');
    expect(worker.of('surfaces')).toHaveLength(0);
    page.getState().resume('surfaces');
    expect(worker.last('surfaces').request.centres.map(({ model }) => model)).toEqual(['pc']);
    page.getState().resume('comparison');
    expect(page.getState().computing.surfaces).toBe(false);
  });

  it('updates weights at most every T steps', () => {
    page.getState().set('steps', 5);
    expect(page.getState().controls.updateEvery).toBe(5);
    page.getState().set('updateEvery', 9);
    expect(page.getState().controls.updateEvery).toBe(5);
  });

  it('says why where no model is chosen', async () => {
    for (const field of ['withBp', 'withPc', 'withRc2', 'withRc3', 'withRc23', 'withRc23Decay'] as const)
      page.getState().set(field, 'hidden');
    expect(names()).toEqual([]);
    await worker.last('comparison').fail('InvalidRequest', 'no model chosen: 0 of 6 (expected 1 or more to compare)');
    expect(page.getState().failure.comparison).toContain('no model chosen');
  });
});
