import { beforeEach, describe, expect, it } from 'vitest';
import type { Controls, Field } from '../../../src/model/controls.ts';
import { createPageStore, type PageStore } from '../../../src/page/store/createPageStore.ts';
import { withField } from '../../../src/page/view/changes.ts';
import { defaultView } from '../../../src/page/view/defaultView.ts';
import type { View } from '../../../src/page/view/view.ts';
import { activityRatesFrame, activityRun, decisionFrame, type ScriptedWorker, scriptedWorker } from './scriptedWorker.ts';
import { staleKinds } from './staleKinds.ts';

let worker: ScriptedWorker;
let page: PageStore;

beforeEach(() => {
  worker = scriptedWorker();
  page = createPageStore(worker, { reducedMotion: () => true, back() {}, forward() {} });
  page.getState().begin();
  worker.newKinds();
});

const open = (experiment: 'moons-rates' | 'moons-variances' | 'moons-network') => page.getState().set('experiment', experiment);
const last = () => worker.last('activityRates').request;
const run = activityRun();

describe('the sweep over activity rates', () => {
  it('is all that its laboratory asks for, at the published rates and widths', () => {
    open('moons-rates');
    expect(worker.newKinds()).toEqual(['activityRates']);
    expect(last()).toMatchObject({ widths: [16, 32, 64, 128, 256], seeds: 3, known: [] });
    expect(last().rates).toHaveLength(9);
    const { network } = last().problem;
    expect(network).toMatchObject({ activation: 'leaky_relu', biases: true, output: 'cross-entropy' });
  });

  it('goes on from the runs it has when it was stopped, and after the worker was lost', async () => {
    open('moons-rates');
    worker.last('activityRates').frame(activityRatesFrame([run], { progress: 0.1 }));
    page.getState().stop('activityRates');
    await worker.last('activityRates').fail('Replaced');
    page.getState().resume('activityRates');
    expect(last().known).toEqual([run]);
    await worker.last('activityRates').fail('WorkerLost');
    expect(last().known).toEqual([run]);
  });

  it('keeps its runs when it grows wider or gets more seeds, and shows them meanwhile', () => {
    open('moons-rates');
    worker.last('activityRates').frame(activityRatesFrame([run]));
    page.getState().set('widest', 2048);
    expect(last()).toMatchObject({ known: [run] });
    expect(last().widths).toHaveLength(8);
    page.getState().set('seeds', 5);
    expect(last().known).toEqual([run]);
    expect(page.getState().activityRates?.runs).toEqual([run]);
  });

  it.each([
    ['steps', 4],
    ['noise', 0.1],
    ['learningRate', 0.02],
  ] as const)('begins anew for another %s', (field, value) => {
    open('moons-rates');
    worker.last('activityRates').frame(activityRatesFrame([run]));
    page.getState().set(field, value);
    expect(last().known).toEqual([]);
    expect(page.getState().activityRates).toBeNull();
  });

  it('asks for the gradients’ variances at the rate divided by the batch size, and at the rate itself', () => {
    open('moons-variances');
    expect(last()).toMatchObject({ widths: [50, 200, 800], rates: [0.2 / 64, 0.2], inference: { steps: 16 } });
    page.getState().set('batchSize', 1);
    expect(last().rates).toEqual([0.2]);
    page.getState().set('widest', 16);
    expect(last().widths).toEqual([50]);
  });
});

describe('a field of two moons', () => {
  const changes = (field: Field, value: number, before: Partial<Controls>) => {
    const view: View = { ...defaultView, controls: { ...defaultView.controls, ...before } };
    return staleKinds(view, withField(view, field, value as never));
  };
  it('“Step size” decides the sweep only where it is about one rate', () => {
    expect(changes('dt', 0.3, { moonsView: 'rates' }).has('activityRates')).toBe(false);
    expect(changes('dt', 0.3, { moonsView: 'variances' }).has('activityRates')).toBe(true);
  });
  it('“Noise” decides the landscapes of two moons too, and of nothing else', () => {
    expect(changes('noise', 0.1, { data: 'two-moons' }).has('landscape')).toBe(true);
    expect(changes('noise', 0.1, { data: 'negation' })).toEqual(new Set(['activityRates', 'decision']));
  });
});

describe('one network', () => {
  it('is all that is asked for, and the playhead moves along it', () => {
    open('moons-network');
    expect(worker.newKinds()).toEqual(['decision']);
    worker.last('decision').frame(decisionFrame(4));
    page.getState().scrub(3);
    expect(page.getState().playhead).toBe(3);
    expect(worker.newKinds()).toEqual([]);
  });

  it('is learnt again for another width, step size or point', () => {
    open('moons-network');
    for (const [field, value] of [
      ['width', 128],
      ['dt', 0.1],
      ['moonsPoint', 7],
    ] as const) {
      page.getState().set(field, value);
      expect(worker.newKinds()).toEqual(['decision']);
    }
    expect(worker.last('decision').request).toMatchObject({ point: 7, inference: { dt: 0.1 } });
    expect(worker.last('decision').request.problem.network.widths).toEqual([2, 128, 128, 128, 2]);
  });
});
