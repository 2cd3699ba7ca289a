/** Steps that move to another path on the way: the run goes on as if nothing had happened. */
import { expect, test } from 'vitest';
import { Engine } from '../../../../src/compute/engine/engine.ts';
import { HostSteps } from '../../../../src/compute/engine/learner/hostSteps.ts';
import { WatchedSteps } from '../../../../src/compute/engine/learner/watchedSteps.ts';
import type { LearnerStart } from '../../../../src/compute/engine/work/learnerSteps.ts';
import { layoutOf } from '../../../../src/compute/engine/work/networkLayout.ts';
import { batchOf } from '../../../../src/compute/engine/work/samples.ts';
import { normalStream } from '../../../../src/compute/math/random.ts';
import { planOf, startAt } from '../learnerPlans.ts';
import { watch } from '../referenceCases.ts';

const count = 5;
const layout = layoutOf({ widths: [2, 3, 1], activation: 'linear' });
const plan = planOf(layout, 'pc-equilibrium', { optimiser: 'momentum' });
const normals = normalStream(4);
const weights = normals.fill(new Float64Array(layout.parameterCount), 0, 0.5);
const batches = Array.from({ length: 40 }, () =>
  batchOf(normals.fill(new Float64Array(2 * count), 0, 1), normals.fill(new Float64Array(count), 0, 3), count),
);

const engine = new Engine();
const openHost = (start: LearnerStart) => new HostSteps(plan, start, (work) => engine.gradient(work, 'reference', watch));
const sizeOf = (values: Float64Array) => Math.hypot(...values);

function opened(takes: (weights: Float64Array) => boolean) {
  const starts: LearnerStart[] = [];
  const reopen = async (start: LearnerStart) => {
    starts.push(start);
    return openHost(start);
  };
  return { steps: new WatchedSteps(plan, openHost(startAt(weights.slice(), 'momentum')), null, takes, reopen), starts };
}

async function run(steps: WatchedSteps | HostSteps, rate: number, lookAfter: number) {
  const measures = [];
  for (const [k, samples] of batches.entries()) {
    await steps.take(samples, rate, watch);
    if ((k + 1) % lookAfter === 0) measures.push(...(await steps.measures()));
  }
  return { measures, weights: await steps.weights(), state: await steps.optimiserState() };
}

test('a learner whose weights outgrow its path goes on elsewhere, with weights, moments and measures as before', async () => {
  const limit = 1.05 * sizeOf(weights);
  const { steps, starts } = opened((now) => sizeOf(now) <= limit);
  const found = await run(steps, 0.01, 4);
  const expected = await run(openHost(startAt(weights.slice(), 'momentum')), 0.01, 4);
  expect(starts).toHaveLength(1);
  expect(sizeOf(starts[0].weights)).toBeGreaterThan(limit);
  expect(starts[0].firstLoss).toBe(expected.measures[0].loss);
  expect(found.weights).toEqual(expected.weights);
  expect(found.state).toEqual(expected.state);
  expect(found.measures.map(({ loss, energy }) => [loss, energy])).toEqual(
    expected.measures.map(({ loss, energy }) => [loss, energy]),
  );
});

test('Theorem 1 predicts the energy of every step, on either side of the move', async () => {
  const { steps } = opened((now) => sizeOf(now) <= 1.05 * sizeOf(weights));
  const { measures } = await run(steps, 0.01, 4);
  expect(measures).toHaveLength(batches.length);
  for (const { energy, prediction } of measures)
    expect((0.5 * prediction!.residualMoments[0]) / prediction!.rescaling[0]).toBeCloseTo(energy, 12);
});

test('the weights are looked at within 32 steps, also where nobody asks for measures', async () => {
  const { steps, starts } = opened(() => false);
  for (const samples of batches.slice(0, 31)) await steps.take(samples, 0.001, watch);
  expect(starts).toHaveLength(0);
  await steps.take(batches[31], 0.001, watch);
  expect(starts).toHaveLength(1);
});

test('a run that has diverged stays where it ended', async () => {
  const { steps, starts } = opened((now) => sizeOf(now) <= 1.05 * sizeOf(weights));
  const { measures } = await run(steps, 1e6, 40);
  expect(measures[measures.length - 1].diverged).toBe(true);
  expect(starts).toHaveLength(0);
});
