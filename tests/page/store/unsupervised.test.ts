import { beforeEach, describe, expect, it } from 'vitest';
import type { UnsupervisedCheckpoint } from '../../../src/model/unsupervised/unsupervisedFrames.ts';
import { createPageStore, type PageStore } from '../../../src/page/store/createPageStore.ts';
import { evaluation, type ScriptedWorker, scriptedWorker, testImages, unsupervisedFrame } from './scriptedWorker.ts';

let worker: ScriptedWorker;
let page: PageStore;

beforeEach(() => {
  worker = scriptedWorker();
  page = createPageStore(worker, { reducedMotion: () => true, back() {}, forward() {} });
  page.getState().begin();
  page.getState().set('experiment', 'unsupervised');
});

const last = () => worker.last('unsupervised');
const shown = () => page.getState().unsupervised;

const checkpoint = (iteration: number): UnsupervisedCheckpoint => ({
  iteration,
  backend: 'reference',
  curves: unsupervisedFrame().curves,
  firstLoss: 9,
  weights: Float64Array.of(iteration),
  optimiser: new Float64Array(),
  probe: { weights: new Float64Array(), optimiser: new Float64Array() },
  neighbours: { latents: new Float64Array(), labels: new Int32Array() },
});

describe('unsupervised PC', () => {
  it('is asked for in its laboratory, and nothing of the landscapes is', () => {
    worker.newKinds();
    page.getState().set('width', 100);
    expect(worker.newKinds()).toEqual(['unsupervised']);
    expect(last().request).toMatchObject({
      problem: { network: { widths: [256, 100, 100, 784], biases: true, inputs: 'free', activation: 'relu' }, data: 'mnist' },
      inference: { steps: 30, dt: 0.05 },
      resume: null,
    });
    page.getState().set('experiment', 'figure-2-left');
    expect(shown()).toBeNull();
    expect(worker.stopped).toContain('unsupervised');
  });

  it('keeps the parts that a frame leaves out', () => {
    last().frame(unsupervisedFrame({ checkpoint: checkpoint(5), progress: 0.1 }));
    last().frame(unsupervisedFrame({ iteration: 6, images: null, evaluation: null, checkpoint: null, progress: 0.2 }));
    expect(shown()).toMatchObject({ iteration: 6, images: testImages, evaluation: evaluation(), checkpoint: { iteration: 5 } });
    last().frame(unsupervisedFrame({ iteration: 7, images: null, evaluation: evaluation({ iteration: 7 }), progress: 0.3 }));
    expect(shown()).toMatchObject({ images: testImages, evaluation: { iteration: 7 } });
  });

  it('goes on from its checkpoint after a stop', async () => {
    last().frame(unsupervisedFrame({ checkpoint: checkpoint(5), progress: 0.1 }));
    page.getState().stop('unsupervised');
    await last().fail('Replaced');
    expect(page.getState()).toMatchObject({ computing: { unsupervised: false }, failure: { unsupervised: null } });
    page.getState().resume('unsupervised');
    expect(last().request.resume?.iteration).toBe(5);
  });

  it('goes on after the worker was lost', async () => {
    last().frame(unsupervisedFrame({ checkpoint: checkpoint(5), progress: 0.1 }));
    await last().fail('WorkerLost');
    expect(last().request.resume?.iteration).toBe(5);
  });

  it.each([
    ['steps', 50],
    ['dt', 0.02],
    ['sparsity', 0.1],
    ['learningRate', 0.01],
    ['iterations', 1000],
  ] as const)('goes on with another %s, from its checkpoint', (field, value) => {
    last().frame(unsupervisedFrame({ checkpoint: checkpoint(5), progress: 0.1 }));
    page.getState().set(field, value);
    expect(last().request.resume?.iteration).toBe(5);
    expect(shown()).not.toBeNull();
  });

  it.each([
    ['latent', 64],
    ['seed', 3],
    ['batchSize', 32],
    ['backend', 'reference'],
    ['iterations', 4], // fewer than it has taken
  ] as const)('begins anew with another %s', (field, value) => {
    last().frame(unsupervisedFrame({ checkpoint: checkpoint(5), progress: 0.1 }));
    page.getState().set(field, value);
    expect(last().request.resume).toBeNull();
    expect(shown()).toBeNull();
  });

  it('asks for nothing when it is looked at another way', () => {
    worker.newKinds();
    for (const [field, value] of [
      ['pictures', 'samples'],
      ['digitFrom', 1],
      ['latentCurve', 'accuracy'],
    ] as const)
      page.getState().set(field, value);
    page.getState().setTime(3);
    expect(worker.newKinds()).toEqual([]);
  });

  it('says when it diverged, and with what', () => {
    last().frame(unsupervisedFrame({ divergedAt: 4 }));
    expect(page.getState().notices.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/^Unsupervised PC diverged at iteration 4 with a step size of 0.05 and a learning rate of 0.001/),
    );
  });

  it('draws no way from a digit to itself', () => {
    page.getState().set('digitFrom', 8);
    expect(page.getState().controls).toMatchObject({ digitFrom: 8, digitTo: 7 });
  });
});
