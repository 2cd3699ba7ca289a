/** A checkpoint is continued only while a run's numbers are those it was taken in: where this fails, raise `numbersVersion` and write the new numbers here. */
import { expect, it } from 'vitest';
import { Engine } from '../../src/compute/engine/engine.ts';
import { training } from '../../src/compute/experiments/landscapes/training.ts';
import { numbersVersion } from '../../src/model/numbersVersion.ts';
import { trainingRequest } from '../../src/page/laboratories/landscapes/requests/landscapesRequests.ts';
import { readQuery } from '../../src/page/view/readQuery.ts';

async function lastLosses(query: string): Promise<number[]> {
  const request = trainingRequest(readQuery(query).view);
  for await (const { progress, bp, pc } of training(request, new Engine(), new AbortController().signal))
    if (progress === 1) return [bp, pc].map(([{ loss }]) => loss[loss.length - 1]);
  throw new Error('no last frame');
}

/** Last losses of BP and PC, float64; each run draws other things from its seed. */
const runs = {
  'iterations=9': [0.2975492772112447, 0.18617853331149037],
  'iterations=9&convention=published': [0.2975492772112447, 0.18843356963111094],
  'iterations=9&seed=7&optimiser=adam&activation=tanh&hidden=2&width=5&dimension=3&initial=uniform&data=noise&learningRate=0.02':
    [0.7851679561435821, 0.6472858075415168],
  'iterations=9&data=mnist-1d&hidden=1&width=6&batchSize=16&learningRate=0.05&optimiser=momentum': [
    0.504071083978237, 0.5053105422606335,
  ],
  'iterations=9&dt=1.1&stopping=published': [0.2975492772112447, 0.16627573931585277],
  'iterations=9&data=two-moons&hidden=1&width=6&batchSize=16&batches=fixed': [0.4718533513101813, 0.429851611963128],
  'iterations=9&data=teacher&hidden=1&width=6&dimension=4': [0.11985273404754739, 0.12282638725720382],
  'iterations=9&data=matrix-completion&hidden=1&width=4&dimension=10&batchSize=10&learningRate=0.01': [
    14.430750915697258, 11.531344903534404,
  ],
};

it.each(Object.entries(runs))('version 6: %s', async (query, losses) => {
  expect(numbersVersion).toBe(6);
  const found = await lastLosses(query);
  for (const [k, loss] of losses.entries()) expect(Math.abs(found[k] - loss)).toBeLessThan(1e-10 * loss);
});
