/** Random requests of scripts: each is answered, or refused by field, value and what would be right; none ends in an error of the language. */
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { Engine } from '../../../src/compute/engine/engine.ts';
import { evaluate } from '../../../src/compute/experiments/script/evaluate.ts';
import { evaluateVariances } from '../../../src/compute/experiments/script/evaluateVariances.ts';
import { hessian } from '../../../src/compute/experiments/script/hessian.ts';
import { surface } from '../../../src/compute/experiments/script/surface.ts';
import { train } from '../../../src/compute/experiments/script/train.ts';
import type { ComputeService } from '../../../src/model/service.ts';
import { createScriptingInterface } from '../../../src/page/scripting/scriptingInterface.ts';
import { createPageStore } from '../../../src/page/store/createPageStore.ts';
import { flatView } from '../../../src/page/view/view.ts';
import { fuzzRuns } from '../../fuzzRuns.ts';
import { scriptedWorker } from '../store/scriptedWorker.ts';
import { anyView } from '../view/anyView.ts';
import { anyScriptRequest } from './anyRequest.ts';

vi.stubGlobal('requestAnimationFrame', () => 0);

const engine = new Engine();
const { signal } = new AbortController();

/** The worker's answers, to requests as they arrive there. */
const worker: Pick<ComputeService, 'evaluate' | 'surface' | 'train' | 'hessian'> = {
  evaluate(sent) {
    const request = structuredClone(sent);
    return 'logVariances' in request && request.logVariances
      ? evaluateVariances(request, engine, signal)
      : evaluate(request, engine, signal);
  },
  surface: (sent) => surface(structuredClone(sent), engine, signal),
  train: (sent) => train(structuredClone(sent), engine, signal),
  hessian: (sent) => hessian(structuredClone(sent), signal),
};

const page = scriptedWorker();
const store = createPageStore(page, { reducedMotion: () => true, back: () => {}, forward: () => {} });
const saddlescope = createScriptingInterface(store, { ...worker, status: page.status });

/** Some fields of some view. */
const anyPatch = anyView.chain((view) => fc.subarray(Object.entries(flatView(view))).map((fields) => Object.fromEntries(fields)));

const REFUSED = /^.+: .+ \(expected .+\)$/s;
const ENDED = ['Diverged', 'TooLarge'];

it('any request is answered, or refused in words', async () => {
  const outcomes = { answered: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(anyScriptRequest(anyPatch), async ({ question, request }) => {
      const before = JSON.stringify(saddlescope.state);
      try {
        await saddlescope[question](request);
        outcomes.answered++;
      } catch (thrown) {
        outcomes.refused++;
        const error = thrown as Error;
        if (!ENDED.includes(error.name)) expect(error.message, error.stack).toMatch(REFUSED);
        expect(error.message.length).toBeLessThan(1500);
        expect(JSON.stringify(saddlescope.state)).toBe(before);
      }
    }),
    { numRuns: fuzzRuns(150, 5_000) },
  );
  expect(outcomes.answered).toBeGreaterThan(0.1 * outcomes.refused);
});
