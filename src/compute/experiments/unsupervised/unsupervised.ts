/** Unsupervised PC: a network learns to generate images from a latent that inference finds, while a probe and k-NN see what the latents hold. */

import { computeError } from '../../../model/computeError.ts';
import type { UnsupervisedRequest } from '../../../model/unsupervised/experiments.ts';
import type { UnsupervisedCheckpoint, UnsupervisedFrame } from '../../../model/unsupervised/unsupervisedFrames.ts';
import type { Engine } from '../../engine/engine.ts';
import { layoutOf, type NetworkLayout } from '../../engine/work/networkLayout.ts';
import { imagesAt, imagesUntil, inferredBy } from './evaluationSchedule.ts';
import { type ImageSet, imageSetOf } from './imageSet.ts';
import { UnsupervisedLearner } from './unsupervisedLearner.ts';

/** Least time between two frames, and between two checkpoints, which are most of a frame, in ms. */
const frameInterval = 500;
const checkpointInterval = 3000;

/**
 * Frames until `iterations` weight steps are taken or the run has diverged. With `resume`, goes on from that checkpoint with the same numbers as
 * an unbroken run, or with the settings of this request from there on. Throws InvalidRequest for data that are no images of classes and where the
 * network does not fit them, `DataUnavailable`, `BackendUnavailable`, and the signal's reason when cancelled.
 */
export async function* unsupervised(
  request: UnsupervisedRequest,
  engine: Engine,
  signal: AbortSignal,
): AsyncGenerator<UnsupervisedFrame> {
  const began = performance.now();
  const { problem, iterations, record } = request;
  const { steps } = request.inference;
  if (!(steps >= 1))
    throw computeError('InvalidRequest', `invalid steps: ${steps} (expected 1 or more: inference finds the latent)`);
  const set = await imageSetOf(problem, signal);
  const layout = layoutOf(problem.network);
  checkFit(layout, set);
  const learner = await UnsupervisedLearner.open(request, layout, set, engine);
  const plan = { batchSize: problem.batchSize, iterations, available: learner.images.count };
  const total = imagesUntil(iterations, plan);
  let inferred = imagesUntil(learner.iteration, plan);
  let untold: Pick<UnsupervisedFrame, 'images' | 'evaluation'> = { images: learner.images.described(), evaluation: null };
  let nextFrame = began + frameInterval;
  let nextCheckpoint = nextFrame;
  try {
    while (learner.isRunning) {
      await learner.step(signal);
      inferred += problem.batchSize;
      const images = learner.isAlive ? imagesAt(learner.iteration, plan) : 0;
      if (images > 0) {
        yield frame(null); // no checkpoint: a run resumed from here would skip the evaluation
        untold.evaluation = await learner.evaluate(images, record, signal);
        inferred += inferredBy(images);
      }
      if (images > 0 || performance.now() > nextFrame) yield frame(await dueCheckpoint());
    }
    yield { ...frame(await learner.checkpoint()), progress: 1 };
  } finally {
    learner.dispose();
  }

  async function dueCheckpoint(): Promise<UnsupervisedCheckpoint | null> {
    if (performance.now() < nextCheckpoint) return null;
    nextCheckpoint = performance.now() + checkpointInterval;
    return learner.checkpoint();
  }

  function frame(checkpoint: UnsupervisedCheckpoint | null): UnsupervisedFrame {
    const told = untold;
    untold = { images: null, evaluation: null };
    nextFrame = performance.now() + frameInterval;
    return {
      kind: 'unsupervised',
      backend: learner.backend,
      milliseconds: performance.now() - began,
      progress: Math.min(1, inferred / total),
      iteration: learner.iteration,
      trainingCount: set.train.count,
      parameterCount: layout.parameterCount,
      curves: learner.curves(),
      divergedAt: learner.divergedAt,
      ...told,
      checkpoint,
    };
  }
}

function checkFit({ widths, layers, network }: NetworkLayout, { train }: ImageSet): void {
  const text = widths.join('-');
  if (widths[layers] !== train.inputs)
    throw computeError('InvalidRequest', `invalid widths: ${text} (expected ${train.inputs} outputs, the pixels of an image)`);
  if (network.inputs !== 'free')
    throw computeError(
      'InvalidRequest',
      `invalid inputs: ${network.inputs ?? 'clamped'} (expected free: inference finds the latent)`,
    );
}
