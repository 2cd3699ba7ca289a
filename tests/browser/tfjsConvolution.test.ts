/** Convolutional nets on both of tfjs's backends against the float64 path: gradients, runs broken off and gone on, and memory. */
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { ReferenceBackend } from '../../src/compute/engine/reference/referenceBackend.ts';
import { landscapeOnDevice, openDeviceSteps } from '../../src/compute/engine/tfjs/tfjsEntry.ts';
import type { LearnerPlan, LearnerStart } from '../../src/compute/engine/work/learnerSteps.ts';
import { oneSetting } from '../../src/compute/engine/work/weightSettings.ts';
import type { Learner } from '../../src/model/problem/problem.ts';
import { expectClose } from '../compute/closeness.ts';
import { convolutionalWork } from '../compute/engine/convolutionalWork.ts';
import { expectByLayer, gradientFrom, planOf, startAt, tolerance } from '../compute/engine/learnerPlans.ts';
import { watch } from '../compute/engine/referenceCases.ts';
import { expectFlatMemory } from './flatMemory.ts';

const reference = new ReferenceBackend();

/** A software adapter takes milliseconds an operation. */
const lengths = {
  wasm: { inference: 30, steps: 12, unbroken: 200, samples: 600, takes: () => true },
  webgpu: {
    inference: 3,
    steps: 2,
    unbroken: 3,
    samples: 40,
    takes: ([size, activation]: readonly unknown[]) => size === 'small' && (activation === 'tanh' || activation === 'relu'),
  },
};

/** Two channels of 6 x 7 pixels; and as Figure 5 lays them out, one of MNIST's size, at fewer channels. */
const nets = {
  small: { image: [6, 7, 2], channels: [3, 4] },
  'three blocks': { image: [28, 28, 1], channels: [4, 8, 16] },
} as const;

const gradientCases = [
  ['small', 'linear', 'fixed', 1],
  ['small', 'tanh', 'published', 1],
  ['small', 'relu', 'fixed', 1],
  ['small', 'leaky_relu', 'fixed', 1],
  ['small', 'tanh', 'fixed', 0.01],
  ['three blocks', 'tanh', 'fixed', 1],
  ['three blocks', 'relu', 'published', 1],
] as const;

describe.each(['wasm', 'webgpu'] as const)('%s', (name) => {
  const most = lengths[name];
  const open = (plan: LearnerPlan, start: LearnerStart) => openDeviceSteps(name, plan, start, () => {});

  test.each(gradientCases.filter(most.takes))(
    'the gradients of a %s net, %s, %s rule, scale %d',
    async (size, activation, stopping, scale) => {
      const { layout, weights, samples } = convolutionalWork(activation, { scale, convolution: nets[size] as never });
      for (const learner of ['bp', 'pc'] as Learner[]) {
        const steps = Math.min(size === 'small' ? 30 : 8, most.inference);
        const plan = planOf(layout, learner, { steps, stopping, optimiser: 'momentum' });
        const found = await gradientFrom(await open(plan, startAt(weights, 'momentum')), samples);
        const work = { layout, samples, settings: oneSetting(weights), learner, dt: 0.1, steps, stopping } as const;
        const expected = await reference.gradient(work, watch);
        expectByLayer(layout, found.gradient, expected.gradient);
        expectClose(found.loss, expected.loss, tolerance);
        expectClose(found.energy, expected.energy, tolerance);
        expect(found.layerNorms!.gradient.length).toBe(layout.layers);
      }
    },
  );

  test.each(['bp', 'pc'] as const)('a run of %s, broken off and gone on, is the unbroken one bit for bit', async (learner) => {
    const { layout, weights, samples } = convolutionalWork('relu');
    const plan = planOf(layout, learner, { steps: Math.min(8, most.inference), optimiser: 'adam' });
    const [unbroken, first] = [await open(plan, startAt(weights, 'adam')), await open(plan, startAt(weights, 'adam'))];
    for (let t = 0; t < most.steps; t++) await unbroken.take(samples, 0.01, watch);
    for (let t = 0; t < most.steps / 2; t++) await first.take(samples, 0.01, watch);
    const measures = await first.measures();
    const second = await open(plan, {
      weights: await first.weights(),
      logVariances: await first.logVariances(),
      optimiserState: await first.optimiserState(),
      firstLoss: measures[0].loss,
    });
    for (let t = most.steps / 2; t < most.steps; t++) await second.take(samples, 0.01, watch);
    expect(await second.weights()).toEqual(await unbroken.weights());
    expect(await second.optimiserState()).toEqual(await unbroken.optimiserState());
    expect([...measures, ...(await second.measures())]).toEqual(await unbroken.measures());
    for (const steps of [unbroken, first, second]) steps.dispose();
  });

  test('a test set’s loss is the float64 path’s', async () => {
    const { layout, weights, samples } = convolutionalWork('tanh', { count: most.samples });
    const steps = await open(planOf(layout, 'bp', {}), startAt(weights));
    const { loss } = await steps.test(samples, watch);
    const work = { layout, samples, settings: oneSetting(weights), learner: 'bp', dt: 0, steps: 0, stopping: 'fixed' } as const;
    expectClose(loss, (await reference.gradient(work, watch)).loss, tolerance);
    steps.dispose();
  });

  test.runIf(name === 'wasm').each(['tanh', 'relu'] as const)(
    'the landscape of a %s net is the float64 path’s',
    async (activation) => {
      const { layout, weights, samples } = convolutionalWork(activation);
      const directions = [0, 1].map((k) => weights.map((_, p) => Math.sin(p + k) / 20));
      const settings = {
        kind: 'plane',
        count: 3,
        origin: weights,
        directions,
        coordinates: Float64Array.of(0, 0, 1, 0, 0.5, -2),
      } as const;
      const work = { layout, samples, settings, dt: 0.1, stopping: 'fixed', record: [0, 5, 20] } as const;
      const found = await landscapeOnDevice(name, work, watch, () => {});
      const expected = await reference.landscape(work, watch);
      expectClose(found.loss, expected.loss, tolerance);
      for (const [r, energies] of expected.energyAtStep.entries()) expectClose(found.energyAtStep[r], energies, tolerance);
      expectClose(found.equilibratedEnergy, expected.equilibratedEnergy, tolerance);
      const { numTensors } = tf.memory();
      await landscapeOnDevice(name, work, watch, () => {});
      expect(tf.memory().numTensors).toBe(numTensors);
    },
  );

  test('no tensor is left behind', async () => {
    const { layout, weights, samples } = convolutionalWork('tanh');
    const tensorsBefore = tf.memory().numTensors;
    for (const learner of ['bp', 'pc'] as const) {
      const steps = await open(planOf(layout, learner, { steps: 3, stopping: 'published' }), startAt(weights));
      await expectFlatMemory(steps, samples, most.unbroken);
      steps.dispose();
    }
    expect(tf.memory().numTensors).toBe(tensorsBefore);
  });
});
