/** What every path that steps learners in float32 must do as the float64 path does: gradients, whole runs, divergence, and tests. */
import { expect, test } from 'vitest';
import { optimiserState, takeStep } from '../../../src/compute/engine/learner/optimiser.ts';
import { ReferenceBackend } from '../../../src/compute/engine/reference/referenceBackend.ts';
import type { LearnerPlan, LearnerStart, LearnerSteps } from '../../../src/compute/engine/work/learnerSteps.ts';
import type { NetworkLayout } from '../../../src/compute/engine/work/networkLayout.ts';
import type { Samples } from '../../../src/compute/engine/work/samples.ts';
import { oneSetting } from '../../../src/compute/engine/work/weightSettings.ts';
import { equilibratedEnergyFrom } from '../../../src/compute/theory/equilibratedEnergy.ts';
import type { Learner, StoppingRule } from '../../../src/model/problem/problem.ts';
import { randomWork } from '../../browser/randomWork.ts';
import { expectClose } from '../closeness.ts';
import { expectByLayer, gradientFrom, planOf, startAt, tolerance } from './learnerPlans.ts';
import { flat, pointCases, type sgdCases, watch } from './referenceCases.ts';

/** How far a path goes in the time there is. */
export interface Lengths {
  readonly inference: number;
  readonly steps: number;
  readonly batches: number;
  readonly runs: typeof sgdCases;
  readonly stoppings: readonly StoppingRule[];
}

const reference = new ReferenceBackend();

export function agreesWithFloat64(open: (plan: LearnerPlan, start: LearnerStart) => Promise<LearnerSteps>, most: Lengths): void {
  test.each(pointCases)('points.json: $name', async ({ work, expected }) => {
    const { layout, weights, samples, dt, steps } = work;
    const found = async (learner: Learner) => {
      const plan = planOf(layout, learner, { dt, steps, optimiser: 'momentum' });
      return gradientFrom(await open(plan, startAt(weights, 'momentum')), samples);
    };
    const bp = await found('bp');
    expectByLayer(layout, bp.gradient, flat(expected.lossGradient));
    expectClose(bp.loss, expected.loss, tolerance);
    const pc = await found('pc');
    expectByLayer(layout, pc.gradient, flat(expected.inference.weightGradient));
    const { energy } = await reference.gradient({ ...work, settings: oneSetting(weights), learner: 'pc' }, watch);
    expectClose(pc.energy, energy, tolerance);
    if (!expected.equilibrated) return;
    const { rescaling, residualMoments } = pc.prediction!;
    const predicted = equilibratedEnergyFrom(rescaling, residualMoments, layout.widths[layout.layers]);
    expectClose(predicted, expected.equilibrated.energy, tolerance);
    const rested = await found('pc-equilibrium');
    expectByLayer(layout, rested.gradient, flat(expected.equilibrated.weightGradient));
    expectClose(rested.energy, expected.equilibrated.energy, tolerance);
  });

  test.each(most.runs)('sgd.json: $name', async ({ layout, weights, learningRate, batches, inference, learner, expected }) => {
    const steps = await open(planOf(layout, learner, inference), startAt(weights));
    const taken = batches.slice(0, most.batches);
    for (const samples of taken) await steps.take(samples, learningRate, watch);
    const measures = await steps.measures();
    const found = (what: 'loss' | 'gradientNorm') => measures.map((measured) => measured[what]);
    expectClose(found('loss'), expected.losses.slice(0, taken.length), tolerance);
    expectClose(found('gradientNorm'), expected.gradientNorms.slice(0, taken.length), tolerance);
    if (taken.length === batches.length) expectClose(await steps.weights(), flat(expected.finalWeights), tolerance);
    steps.dispose();
  });

  const networks = [
    ['linear', 'published', 0.8, 1],
    ['tanh', 'published', 0.8, 1],
    ['tanh', 'fixed', 0.1, 5e-3],
    ['tanh', 'published', 0.1, 5e-3],
    ['relu', 'fixed', 0.1, 5e-3],
    ['leaky_relu', 'published', 0.4, 0.3],
    ['tanh', 'fixed', 0.1, 3],
  ] as const;
  test.each(networks.filter(([, stopping]) => most.stoppings.includes(stopping)))(
    'PC’s gradient of a %s net, %s rule, dt = %d, scale %d',
    async (activation, stopping, dt, scale) => {
      const { layout, samples, settings } = randomWork(3, [6, 20, 20, 20, 4], activation, { scale, samples: 16 });
      const weights = settings.origin;
      const steps = Math.min(30, 2 * most.inference);
      const plan = planOf(layout, 'pc', { dt, steps, stopping, optimiser: 'momentum' });
      const found = await gradientFrom(await open(plan, startAt(weights, 'momentum')), samples);
      const work = { layout, samples, settings: oneSetting(weights), learner: 'pc', dt, steps, stopping } as const;
      const expected = await reference.gradient(work, watch);
      expectByLayer(layout, found.gradient, expected.gradient);
      expectClose(found.energy, expected.energy, tolerance);
    },
  );

  test.each(['sgd', 'momentum', 'adam', 'adamw'] as const)(
    '%s is the float64 path’s, broken off and gone on or not',
    async (optimiser) => {
      const { layout, samples, settings } = randomWork(5, [4, 12, 3], 'tanh', { samples: 8 });
      const plan = planOf(layout, 'pc', { dt: 0.1, steps: Math.min(8, most.inference), optimiser });
      const half = most.steps / 2;
      const unbroken = await open(plan, startAt(settings.origin, optimiser));
      const first = await open(plan, startAt(settings.origin, optimiser));
      for (let t = 0; t < most.steps; t++) await unbroken.take(samples, 0.01, watch);
      for (let t = 0; t < half; t++) await first.take(samples, 0.01, watch);
      const second = await open(plan, {
        weights: await first.weights(),
        logVariances: await first.logVariances(),
        optimiserState: await first.optimiserState(),
        firstLoss: (await first.measures())[0].loss,
      });
      for (let t = half; t < most.steps; t++) await second.take(samples, 0.01, watch);
      expect(await second.weights()).toEqual(await unbroken.weights());
      expect(await second.optimiserState()).toEqual(await unbroken.optimiserState());

      const expected = await referenceRun(plan, settings.origin, samples, most.steps, 0.01);
      expectClose(await unbroken.weights(), expected.weights, tolerance);
      expectClose(await unbroken.optimiserState(), expected.state, tolerance);
      for (const steps of [unbroken, first, second]) steps.dispose();
    },
  );

  test('a run that diverges ends there, with the weights before it', async () => {
    const { layout, samples, settings } = randomWork(6, [3, 8, 2], 'linear', { samples: 8, scale: 2 });
    const plan = planOf(layout, 'bp', {});
    const steps = await open(plan, startAt(settings.origin));
    for (let t = 0; t < 20; t++) await steps.take(samples, 0.7, watch);
    const measures = await steps.measures();
    const end = measures.findIndex(({ diverged }) => diverged);
    expect(end).toBeGreaterThan(1);
    expect(measures.length).toBe(end + 1);
    const before = await open(plan, startAt(settings.origin));
    for (let t = 0; t < end; t++) await before.take(samples, 0.7, watch);
    expect(await steps.weights()).toEqual(await before.weights());
    for (const run of [steps, before]) run.dispose();
  });

  test('a test set’s loss and accuracy', async () => {
    const { layout, samples, settings } = randomWork(7, [5, 9, 3], 'relu', { samples: 1100 });
    const classes = new Float64Array(samples.y.length);
    for (let i = 0; i < samples.count; i++) classes[3 * i + (i % 3)] = 1;
    const steps = await open(planOf(layout, 'bp', {}), startAt(settings.origin));
    const found = await steps.test({ ...samples, y: classes }, watch);
    const expected = await testOnHost(layout, settings.origin, { ...samples, y: classes });
    expectClose(found.loss, expected.loss, tolerance);
    expect(Math.abs(found.accuracy - expected.accuracy)).toBeLessThanOrEqual(1 / samples.count);
    steps.dispose();
  });
}

async function referenceRun(plan: LearnerPlan, from: Float64Array, samples: Samples, count: number, rate: number) {
  const weights = from.slice();
  const state = optimiserState(plan.optimiser, weights.length);
  for (let t = 0; t < count; t++) {
    const { gradient } = await reference.gradient({ ...plan, samples, settings: oneSetting(weights) }, watch);
    takeStep(plan.optimiser, rate, weights, gradient, state);
  }
  return { weights, state };
}

/** Loss and accuracy in plain loops. */
async function testOnHost({ widths, weightOffset, layers }: NetworkLayout, weights: Float64Array, { x, y, count }: Samples) {
  let squares = 0;
  let correct = 0;
  for (let i = 0; i < count; i++) {
    let z = x.slice(i * widths[0], (i + 1) * widths[0]);
    for (let l = 0; l < layers; l++) {
      const sums = new Float64Array(widths[l + 1]);
      for (let j = 0; j < sums.length; j++) {
        for (let k = 0; k < z.length; k++) sums[j] += weights[weightOffset[l] + j * z.length + k] * z[k];
      }
      z = l < layers - 1 ? sums.map((a) => Math.max(a, 0)) : sums;
    }
    const wanted = y.slice(i * z.length, (i + 1) * z.length);
    z.forEach((value, k) => {
      squares += (value - wanted[k]) ** 2;
    });
    if (z.indexOf(Math.max(...z)) === wanted.indexOf(1)) correct++;
  }
  return { loss: squares / (2 * count), accuracy: correct / count };
}
