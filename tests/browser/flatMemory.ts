/** What learners on tfjs's backends keep in memory. */
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import type { LearnerSteps } from '../../src/compute/engine/work/learnerSteps.ts';
import type { Samples } from '../../src/compute/engine/work/samples.ts';
import { watch } from '../compute/engine/referenceCases.ts';

/** After its first step a learner holds as many tensors and bytes as after all the further ones. */
export async function expectFlatMemory(steps: LearnerSteps, samples: Samples, furtherSteps: number): Promise<void> {
  await steps.take(samples, 1e-3, watch);
  await steps.measures();
  const { numTensors, numBytes } = tf.memory();
  for (let t = 0; t < furtherSteps; t++) await steps.take(samples, 1e-3, watch);
  await steps.measures();
  expect(tf.memory().numTensors).toBe(numTensors);
  expect(tf.memory().numBytes).toBe(numBytes);
}
