/** The loss alone, of many weight settings: tfjs against the float64 path, and against the landscape's. */
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { Engine } from '../../src/compute/engine/engine.ts';
import { ReferenceBackend } from '../../src/compute/engine/reference/referenceBackend.ts';
import { lossesOnDevice } from '../../src/compute/engine/tfjs/tfjsEntry.ts';
import { expectClose } from '../compute/closeness.ts';
import { tolerance } from '../compute/engine/learnerPlans.ts';
import { watch } from '../compute/engine/referenceCases.ts';
import { randomWork } from './randomWork.ts';

test.each(['linear', 'tanh', 'relu'] as const)(
  'a %s net’s losses on wasm are those of float64, and of the landscape',
  async (activation) => {
    const work = randomWork(4, [12, 9, 9, 5], activation, { samples: 20, count: 25 });
    const onDevice = await lossesOnDevice('wasm', work, watch, () => {});
    const inFloat64 = await new ReferenceBackend().losses(work, watch);
    expectClose(onDevice, inFloat64, tolerance);
    const { loss } = await new Engine().landscape({ ...work, dt: 0.1, stopping: 'fixed', record: [0] }, 'reference', watch);
    expectClose(inFloat64, loss, 1e-12);
  },
);

test('leaves no tensor behind', async () => {
  const work = randomWork(5, [6, 7, 3], 'tanh', { count: 40 });
  await lossesOnDevice('wasm', work, watch, () => {});
  const before = tf.memory().numTensors;
  await lossesOnDevice('wasm', work, watch, () => {});
  expect(tf.memory().numTensors).toBe(before);
});
