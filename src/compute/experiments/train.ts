/** A script's training run: one learner over batches of its own. */
import type { TrainAnswer, TrainRequest } from '../../model/scripts.ts';
import { computeError } from '../computeError.ts';
import type { Engine } from '../engine/engine.ts';
import { layoutOf } from '../engine/network.ts';
import { optimiserState, takeStep } from '../engine/optimiser.ts';
import { oneSetting } from '../engine/weightSettings.ts';
import { flattenWeights, samplesOf, weightMatrices } from './matrices.ts';

/** Throws Diverged, naming the iteration, where the learner or its inference does. */
export async function train(request: TrainRequest, engine: Engine, signal: AbortSignal): Promise<TrainAnswer> {
  const layout = layoutOf(request.network);
  const weights = flattenWeights(layout, request.weights);
  const { learner, learningRate, optimiser = 'sgd' } = request;
  const { dt, steps, stopping = 'fixed' } = request.inference;
  const state = optimiserState(optimiser, weights.length);
  const batches = request.batches.map(({ x, y }) => samplesOf(x, y));
  const answer: TrainAnswer = { backend: 'reference', losses: [], gradientNorms: [], finalWeights: [] };
  for (const [iteration, samples] of batches.entries()) {
    const work = { layout, samples, settings: oneSetting(weights), learner, dt, steps, stopping };
    const values = await engine.gradient(work, request.backend ?? 'auto', { signal });
    if (values.divergedAt[0] >= 0 || !values.gradient.every(Number.isFinite))
      throw divergence(learner, iteration, values.divergedAt[0]);
    answer.backend = values.backend;
    answer.losses.push(values.loss[0]);
    answer.gradientNorms.push(Math.sqrt(values.gradient.reduce((squares, slope) => squares + slope * slope, 0)));
    takeStep(optimiser, learningRate, weights, values.gradient, state);
  }
  return { ...answer, finalWeights: weightMatrices(layout, weights) };
}

function divergence(learner: string, iteration: number, inferenceStep: number): Error {
  const where =
    inferenceStep >= 0
      ? `its inference diverged at step ${inferenceStep} (expected a smaller inference.dt)`
      : 'its gradient is no number (expected a smaller learningRate)';
  return computeError('Diverged', `${learner} diverged at iteration ${iteration}: ${where}`);
}
