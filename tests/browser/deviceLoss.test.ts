/** A run whose GPU is lost in the middle goes on from its last checkpoint, on the device that comes after, to the same numbers. */
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { Engine } from '../../src/compute/engine/engine.ts';
import { openDeviceSteps } from '../../src/compute/engine/tfjs/tfjsEntry.ts';
import type { LearnerPlan, LearnerStart } from '../../src/compute/engine/work/learnerSteps.ts';
import { training } from '../../src/compute/experiments/landscapes/training.ts';
import type { TrainingRequest } from '../../src/model/landscapes/experiments.ts';
import type { TrainingFrame } from '../../src/model/landscapes/trainingFrames.ts';

/** Takes learners' steps on tfjs's webgpu however small they are: a software adapter would take minutes for large ones. */
class OnDevice extends Engine {
  override openLearner(plan: LearnerPlan, start: LearnerStart) {
    return openDeviceSteps('webgpu', plan, start, () => {});
  }
}

const request: TrainingRequest = {
  kind: 'training',
  problem: {
    network: { widths: [3, 6, 6, 3], activation: 'tanh' },
    data: 'negation',
    initial: 'normal',
    scale: 0.3,
    saddle: { kind: 'origin' },
    seed: 4,
    batchSize: 8,
  },
  plane: { kind: 'coordinates', centre: 'origin', first: 0, second: 1, held: 0 },
  start: null,
  inference: { dt: 0.1, steps: 2 },
  backend: 'reference', // the path's heights
  learners: ['bp', 'pc'],
  optimiser: 'adam',
  learningRates: [{ from: 0, rate: 0.01 }],
  batches: 'fresh',
  convention: 'matched',
  iterations: 24, // several frames on any machine
  seeds: 1,
  restarts: 'none',
  compare: false,
  record: [0],
  resume: null,
};

async function run(of: TrainingRequest, onFrame: (frame: TrainingFrame) => void = () => {}): Promise<TrainingFrame> {
  let last: TrainingFrame | null = null;
  for await (const frame of training(of, new OnDevice(), new AbortController().signal)) {
    last = frame;
    onFrame(frame);
  }
  return last!;
}

test('a run on a lost device says so, and goes on from its last checkpoint bit for bit', async () => {
  let latest: TrainingFrame | null = null;
  const broken = run(request, (frame) => {
    latest = frame;
    if (frame.iteration >= 1) (tf.backend() as unknown as { device: GPUDevice }).device.destroy();
  });
  await expect(broken).rejects.toMatchObject({ name: 'DeviceLost' });
  const resume = latest!.checkpoint!;
  expect(resume.iteration).toBeLessThan(request.iterations);
  expect(resume.backend).toBe('webgpu');
  const [resumed, unbroken] = [await run({ ...request, resume }), await run(request)];
  expect(resumed.bp).toEqual(unbroken.bp);
  expect(resumed.pc).toEqual(unbroken.pc);
});
