/** Learners' steps on both of tfjs's backends against the float64 path: gradients, whole runs, divergence, and memory. */
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { openDeviceSteps } from '../../src/compute/engine/tfjs/tfjsEntry.ts';
import type { LearnerPlan, LearnerStart } from '../../src/compute/engine/work/learnerSteps.ts';
import { agreesWithFloat64, type Lengths } from '../compute/engine/learnerAgreement.ts';
import { planOf, startAt } from '../compute/engine/learnerPlans.ts';
import { followsTheNotebook, type RuleLimits } from '../compute/engine/publishedRule.ts';
import { sgdCases } from '../compute/engine/referenceCases.ts';
import { expectFlatMemory } from './flatMemory.ts';
import { randomWork } from './randomWork.ts';

/** A software adapter takes milliseconds an operation of tfjs: there, inference that is made of them, and runs, are shorter. */
const lengths = {
  wasm: {
    inference: 100,
    steps: 20,
    unbroken: 1000,
    batches: 1000,
    runs: sgdCases,
    stoppings: ['fixed', 'published'],
    rule: { networks: 24, steps: 12, tolerance: 1e-4, closest: 1e-5 },
  },
  webgpu: {
    inference: 3,
    steps: 2,
    unbroken: 4,
    batches: 3,
    runs: sgdCases,
    stoppings: ['fixed', 'published'],
    rule: { networks: 4, steps: 4, tolerance: 1e-4, closest: 1e-5 },
  },
} satisfies Record<string, Lengths & { unbroken: number; rule: RuleLimits }>;

describe.each(['wasm', 'webgpu'] as const)('%s', (name) => {
  const most = lengths[name];
  const open = (plan: LearnerPlan, start: LearnerStart) => openDeviceSteps(name, plan, start, () => {});

  agreesWithFloat64(open, most);
  followsTheNotebook(open, most.rule);

  test.runIf(name === 'webgpu')('no tensor is left behind in 1,000 steps of the smallest net', { timeout: 180_000 }, async () => {
    const { layout, samples, settings } = randomWork(9, [1, 1, 1], 'tanh', { samples: 4 });
    const tensorsBefore = tf.memory().numTensors;
    const steps = await open(planOf(layout, 'bp', {}), startAt(settings.origin));
    await expectFlatMemory(steps, samples, 1000);
    steps.dispose();
    expect(tf.memory().numTensors).toBe(tensorsBefore);
  });

  test('no tensor is left behind, not even by work that is cancelled', async () => {
    const { layout, samples, settings } = randomWork(8, [4, 10, 10, 3], 'tanh', { samples: 8 });
    const tensorsBefore = tf.memory().numTensors;
    for (const [learner, stopping] of [
      ['bp', 'fixed'],
      ['pc', 'published'],
      ['pc', 'fixed'],
    ] as const) {
      const plan = planOf(layout, learner, {
        dt: 0.1,
        steps: Math.min(5, most.inference),
        optimiser: 'adam',
        stopping,
      });
      const steps = await open(plan, startAt(settings.origin, 'adam'));
      await expectFlatMemory(steps, samples, most.unbroken);
      steps.dispose();
    }
    expect(tf.memory().numTensors).toBe(tensorsBefore);
    if (name === 'webgpu') return; // the software adapter finishes what it was given: seconds
    const long = await open(planOf(layout, 'pc', { dt: 0.01, steps: 100_000 }), startAt(settings.origin));
    const controller = new AbortController();
    const pending = long.take(samples, 0.1, { signal: controller.signal }).catch((error) => error);
    setTimeout(() => controller.abort(new Error('replaced')), 50);
    expect(await pending).toMatchObject({ message: 'replaced' });
    long.dispose();
    expect(tf.memory().numTensors).toBe(tensorsBefore);
  });
});
