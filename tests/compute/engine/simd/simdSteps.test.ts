/** Learners stepped by the simd path's kernels alone. */
import { describe, expect, test } from 'vitest';
import { Engine } from '../../../../src/compute/engine/engine.ts';
import { HostSteps } from '../../../../src/compute/engine/learner/hostSteps.ts';
import { SimdSteps } from '../../../../src/compute/engine/simd/simdSteps.ts';
import type { LearnerPlan, StepMeasures } from '../../../../src/compute/engine/work/learnerSteps.ts';
import { randomWork } from '../../../browser/randomWork.ts';
import { expectClose } from '../../closeness.ts';
import { agreesWithFloat64 } from '../learnerAgreement.ts';
import { planOf, startAt, tolerance } from '../learnerPlans.ts';
import { sgdCases, watch } from '../referenceCases.ts';

describe('the simd path’s learners', () => {
  agreesWithFloat64(async (plan, start) => new SimdSteps(plan, start), {
    inference: 100,
    steps: 20,
    batches: 1000,
    runs: sgdCases,
    stoppings: ['fixed'],
  });
});

test.each(['bp', 'pc'] as const)('a batch of another size is a batch like any other (%s)', async (learner) => {
  const large = randomWork(41, [5, 9, 6, 3], 'tanh', { samples: 70 });
  const small = randomWork(42, [5, 9, 6, 3], 'tanh', { samples: 6 });
  const plan = planOf(large.layout, learner, { optimiser: 'adam' });
  const start = () => startAt(large.settings.origin.slice(), 'adam');
  const [found, expected] = [
    new SimdSteps(plan, start()),
    await new Engine().openLearner(plan, start(), large.samples, 'reference'),
  ];
  for (const { samples } of [small, large, small]) {
    await found.take(samples, 0.01, watch);
    await expected.take(samples, 0.01, watch);
  }
  const [measured, wanted] = [await found.measures(), await expected.measures()];
  expect(measured.map(({ loss }) => loss).length).toBe(3);
  for (const what of ['loss', 'energy', 'gradientNorm'] as const) {
    expectClose(
      measured.map((one) => one[what]),
      wanted.map((one) => one[what]),
      tolerance,
    );
  }
  for (const [k, { layerNorms, gradientVariances }] of wanted.entries()) {
    expectClose(measured[k].layerNorms!.gradient, layerNorms!.gradient, tolerance);
    expectClose(measured[k].layerNorms!.parameter, layerNorms!.parameter, tolerance);
    expectClose(measured[k].gradientVariances!, gradientVariances!, tolerance);
  }
  expectClose(await found.weights(), await expected.weights(), tolerance);
});

test('with one hidden layer, learning at the equilibrium needs no inference whatever the nonlinearity', async () => {
  const { layout, samples, settings } = randomWork(44, [6, 11, 3], 'relu', { samples: 20 });
  const plan = planOf(layout, 'pc-equilibrium', {});
  const found = new SimdSteps(plan, startAt(settings.origin.slice()));
  const expected = await new Engine().openLearner(plan, startAt(settings.origin.slice()), samples, 'reference');
  for (let step = 0; step < 5; step++) for (const steps of [found, expected]) await steps.take(samples, 0.05, watch);
  const energies = (measured: StepMeasures[]) => measured.map(({ energy }) => energy);
  expectClose(energies(await found.measures()), energies(await expected.measures()), tolerance);
  expectClose(await found.weights(), await expected.weights(), tolerance);
});

test('a step that is cancelled leaves the weights as they were', async () => {
  const { layout, samples, settings } = randomWork(43, [4, 10, 10, 3], 'tanh', { samples: 8 });
  const steps = new SimdSteps(planOf(layout, 'pc', { dt: 0.01, steps: 2_000_000 }), startAt(settings.origin));
  const before = await steps.weights();
  const controller = new AbortController();
  const pending = steps.take(samples, 0.1, { signal: controller.signal }).catch((error) => error);
  setTimeout(() => controller.abort(new Error('replaced')), 50);
  expect(await pending).toMatchObject({ message: 'replaced' });
  expect(await steps.weights()).toEqual(before);
  expect(await steps.measures()).toEqual([]);
});

describe('the engine', () => {
  const engine = new Engine();
  const { layout, samples, settings } = randomWork(44, [100, 128, 128, 10], 'relu', { samples: 64 });
  const pathOf = async (changes: Partial<LearnerPlan>, choice: 'auto' | 'simd' | 'reference' = 'auto') => {
    const plan = planOf(layout, 'pc', { steps: 100, ...changes });
    const steps = await engine.openLearner(plan, startAt(settings.origin), samples, choice);
    steps.dispose();
    return steps.backend;
  };

  test.each(['auto', 'simd'] as const)('leaves large plain networks’ learners to the kernels (%s)', async (choice) => {
    expect(await pathOf({}, choice)).toBe('simd');
    expect(await pathOf({ learner: 'bp' }, choice)).toBe('simd');
    expect(await pathOf({ variant: { weightDecay: 0.1 } }, choice)).toBe('simd');
  });

  test('keeps other learners on their own paths', async () => {
    for (const changes of [{ stopping: 'published' }, { variant: { updateEvery: 2 } }, { isTimed: true }] as const)
      expect(await pathOf(changes, 'simd')).toBe('reference');
    expect(await pathOf({}, 'reference')).toBe('reference');
    expect(await pathOf({ steps: 5 }, 'auto')).toBe('reference');
  });

  test('has gradients from where they are asked for, at the equilibrium of one hidden layer too', async () => {
    const { layout, samples, settings } = randomWork(45, [500, 600, 10], 'tanh', { samples: 512 });
    const plan = planOf(layout, 'pc-equilibrium', {});
    const open = (choice: 'auto' | 'webgpu') => engine.openLearner(plan, startAt(settings.origin), samples, choice);
    expect(await open('auto')).toBeInstanceOf(SimdSteps);
    expect(await open('webgpu')).toBeInstanceOf(HostSteps);
  });
});
