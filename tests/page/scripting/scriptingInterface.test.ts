import { describe, expect, it } from 'vitest';
import type { EvaluateAnswer, EvaluateRequest } from '../../../src/model/scripts.ts';
import { createScriptingInterface } from '../../../src/page/scripting/scriptingInterface.ts';
import { createPageStore } from '../../../src/page/store/createPageStore.ts';
import { scriptedWorker } from '../store/scriptedWorker.ts';

/** The interface of a page whose worker answers every evaluation with the request. */
function scriptedPage() {
  const asked: EvaluateRequest[] = [];
  const worker = scriptedWorker();
  const store = createPageStore(worker, { reducedMotion: () => true, back: () => {}, forward: () => {} });
  const evaluate = async (request: EvaluateRequest) => {
    asked.push(request);
    return request as unknown as EvaluateAnswer;
  };
  const refuse = () => Promise.reject(new Error('not asked here'));
  return {
    asked,
    worker,
    store,
    saddlescope: createScriptingInterface(store, {
      status: worker.status,
      evaluate,
      surface: refuse,
      train: refuse,
      hessian: refuse,
    }),
  };
}

const typed = { shape: [1, 1], data: Float64Array.of(0.5) };
const request = {
  network: { widths: [1, 1, 1], activation: 'linear' },
  weights: [typed, typed],
  x: typed,
  y: typed,
  inference: { dt: 0.1, steps: 5 },
};

describe('window.saddlescope', () => {
  it('asks the worker nothing until a script does', async () => {
    const { worker, saddlescope } = scriptedPage();
    expect(worker.statusCalls).toBe(0);
    expect(await saddlescope.ready).toEqual({ backend: 'reference', adapter: null });
  });
  it('answers in plain JSON', async () => {
    const answer = await scriptedPage().saddlescope.evaluate(request);
    expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
    expect((answer as unknown as EvaluateRequest).x.data).toEqual([0.5]);
  });
  it('sends matrices as typed arrays, which millions of numbers need to arrive soon', async () => {
    const { saddlescope, asked } = scriptedPage();
    await saddlescope.evaluate({ ...request, y: { shape: [1, 1], data: [0.25] } });
    expect([asked[0].x.data, asked[0].y.data]).toEqual([Float64Array.of(0.5), Float64Array.of(0.25)]);
    expect(asked[0].network.widths).toEqual([1, 1, 1]);
  });
  it('rejects a bad request rather than throwing it', async () => {
    const { saddlescope } = scriptedPage();
    const answer = saddlescope.evaluate({ ...request, inference: { dt: 0, steps: 5 } });
    await expect(answer).rejects.toThrow('invalid inference.dt: 0 (expected a number above 0)');
  });
  it('leaves the state as it was when a change is refused', async () => {
    const { saddlescope } = scriptedPage();
    const before = saddlescope.state;
    await expect(saddlescope.setState({ hidden: 3, width: 1e9 })).rejects.toThrow('invalid width: 1000000000');
    expect(saddlescope.state).toEqual(before);
  });
  it('has changed the state when setState resolves', async () => {
    const { saddlescope } = scriptedPage();
    await saddlescope.setState({ hidden: 3, at: 7, time: 2 });
    expect(saddlescope.state).toMatchObject({ hidden: 3, at: 7, time: 2 });
  });
});
