/** The script's `train`: one learner over the script's batches. */

import { computeError } from '../../../model/computeError.ts';
import type { Learner } from '../../../model/problem/problem.ts';
import type { TrainAnswer, TrainRequest } from '../../../model/scripts.ts';
import type { Engine } from '../../engine/engine.ts';
import { optimiserState } from '../../engine/learner/optimiser.ts';
import { Breather } from '../../engine/work/breather.ts';
import { layoutOf } from '../../engine/work/networkLayout.ts';
import { finiteAnswer } from './finiteAnswer.ts';
import { flattenWeights, samplesOf, weightMatrices } from './matrices.ts';

/** Takes the compute path that the page's learners take for a step of this size. Throws Diverged, naming the iteration, and TooLarge where a number overflows. */
export function train(request: TrainRequest, engine: Engine, signal: AbortSignal): Promise<TrainAnswer> {
  const { weights, batches } = request;
  const sizes = { weights, x: batches.map(({ x }) => x), y: batches.map(({ y }) => y) };
  return finiteAnswer(sizes, () => trained(request, engine, signal));
}

async function trained(request: TrainRequest, engine: Engine, signal: AbortSignal): Promise<TrainAnswer> {
  const layout = layoutOf(request.network);
  const { learner, learningRate, optimiser = 'sgd', backend = 'auto' } = request;
  const { dt, steps: inferenceSteps, stopping = 'fixed' } = request.inference;
  const weights = flattenWeights(layout, request.weights);
  const batches = request.batches.map(({ x, y }) => samplesOf(x, y));
  const inference = { dt, steps: inferenceSteps, stopping };
  const measured = { layerNorms: false, prediction: false };
  const plan = { layout, learner, optimiser, ...inference, ...measured, scale: 1, goal: null, variant: {} };
  const optimiserStart = optimiserState(optimiser, weights.length);
  const start = { weights, logVariances: new Float64Array(), optimiserState: optimiserStart, firstLoss: null };
  const steps = await engine.openLearner(plan, start, batches[0], backend);
  const breather = new Breather(signal);
  try {
    for (const samples of batches) {
      await steps.take(samples, learningRate, { signal });
      if (breather.isDue) await breather.pause(); // a small network's steps are too short to pause inside
    }
    const measures = await steps.measures();
    const divergedAt = measures.findIndex(({ diverged }) => diverged);
    const overflows = divergedAt === 0 && !(Number.isFinite(measures[0].loss) && Number.isFinite(measures[0].energy));
    if (divergedAt >= 0 && !overflows) throw divergedRun(learner, divergedAt, inference.dt);
    return {
      backend: steps.backend,
      losses: measures.map(({ loss }) => loss),
      gradientNorms: measures.map(({ gradientNorm }) => gradientNorm),
      finalWeights: weightMatrices(layout, await steps.weights()),
    };
  } finally {
    steps.dispose();
  }
}

/** No weight step was taken before iteration 0: there the learning rate is not to blame. */
function divergedRun(learner: Learner, iteration: number, dt: number): Error {
  const rate = iteration > 0 ? ['a smaller learningRate'] : [];
  const inferring =
    learner === 'pc' ? [`${iteration > 0 ? '' : 'a smaller '}inference.dt${iteration > 0 ? '' : ` than ${dt}`}`] : [];
  const expected = [...rate, ...inferring].join(' or ') || 'smaller weights, x or y';
  return computeError('Diverged', `${learner} diverged at iteration ${iteration} (expected ${expected})`);
}
