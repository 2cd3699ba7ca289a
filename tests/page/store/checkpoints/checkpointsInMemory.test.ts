import { describe, expect, it } from 'vitest';
import type { TrainingRequest } from '../../../../src/model/landscapes/experiments.ts';
import { trainingRequest } from '../../../../src/page/laboratories/landscapes/requests/landscapesRequests.ts';
import { createCheckpointsInMemory } from '../../../../src/page/store/checkpoints/checkpointsInMemory.ts';
import { presetView } from '../../../../src/page/view/defaultView.ts';
import { trainingFrame } from '../scriptedWorker.ts';

const run: TrainingRequest = { ...trainingRequest(presetView('figure-2-middle', 'matched')), iterations: 100 };

function withCheckpointsAt(iterations: number[], request = run) {
  const checkpoints = createCheckpointsInMemory();
  for (const iteration of iterations) checkpoints.add(trainingFrame(iteration).checkpoint!, request);
  return checkpoints;
}

const resumes = (change: Partial<TrainingRequest>, request = run) =>
  withCheckpointsAt([10, 20, 30], request).closest({ ...request, ...change })?.iteration ?? null;

describe('a run is resumed only where it would have passed', () => {
  it('longer', () => expect(resumes({ iterations: 500 })).toBe(30));
  it('shorter', () => expect(resumes({ iterations: 25 })).toBe(20));
  it('with another rate from iteration 20 on', () => {
    const learningRates = [
      { from: 0, rate: 0.4 },
      { from: 20, rate: 0.1 },
    ];
    expect(resumes({ learningRates })).toBe(20);
  });
  it('with another rate from the start on', () => expect(resumes({ learningRates: [{ from: 0, rate: 0.1 }] })).toBe(null));
  it('not in another plane', () => expect(resumes({ plane: { kind: 'random', centre: 'origin', seed: 0 } })).toBe(null));
  it('not from another start', () => expect(resumes({ start: { a: 1, b: 1 } })).toBe(null));
  it('not on another seed', () => expect(resumes({ problem: { ...run.problem, seed: 1 } })).toBe(null));
  it('not as published with another length, which shifts the stream of batches', () => {
    expect(resumes({ iterations: 500 }, { ...run, convention: 'published' })).toBe(null);
  });
});

it('few checkpoints stay in memory, spread over the run, the last one always', () => {
  const checkpoints = withCheckpointsAt(Array.from({ length: 100 }, (_, i) => i + 1));
  expect(checkpoints.closest(run)?.iteration).toBe(100);
  for (const iteration of [30, 60, 90]) expect(checkpoints.atOrBefore(iteration)?.iteration).toBeGreaterThan(iteration - 20);
});
