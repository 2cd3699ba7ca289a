/** The experimental comparison of BP and PC: six models share initial weights and batches, each at its own learning rate. */
import type { ComparedLearner } from '../../../model/comparison/comparedModels.ts';
import type { ComparisonCheckpoint, ComparisonFrame } from '../../../model/comparison/comparisonFrames.ts';
import type { ComparisonRequest } from '../../../model/comparison/experiments.ts';
import { computeError } from '../../../model/computeError.ts';
import { dataSets } from '../../../model/problem/dataSets.ts';
import { learnerBatches } from '../../datasets/drawProblem.ts';
import type { Engine } from '../../engine/engine.ts';
import { Breather } from '../../engine/work/breather.ts';
import { layoutOf, type NetworkLayout } from '../../engine/work/networkLayout.ts';
import { FramePace } from '../runs/framePace.ts';
import { type LearnerPlan, LearnerRun } from '../runs/learnerRun.ts';
import { type Setup, setUp } from '../setup.ts';
import { ComparedRun, shownLayers } from './comparedRun.ts';

/** Tests of each model in an epoch, for the accuracy's curve and the time to 90 % of the last accuracy. */
const testsAnEpoch = 4;
/** Weights and optimisers of all models together, in bytes, beyond which checkpoints would not fit into a page. */
const mostBytes = 768 * 2 ** 20;

/**
 * Frames until every model has taken `iterations` steps or diverged; a model that diverges leaves the others running. The model that has taken the fewest steps
 * goes next, so that all curves grow together, and no model's numbers depend on the others. With `resume`, each goes on with the numbers of an
 * unbroken run. Throws what `setUp` throws, InvalidRequest, TooLarge, and the signal's reason when cancelled.
 */
export async function* comparison(
  request: ComparisonRequest,
  engine: Engine,
  signal: AbortSignal,
): AsyncGenerator<ComparisonFrame> {
  const began = performance.now();
  const layout = layoutOf(request.problem.network);
  check(request, layout);
  const setup = await setUp(request.problem, signal);
  const { drawn } = setup;
  if (drawn.trainingCount === null || request.problem.data === 'matrix-completion') throw withoutClasses(request);
  const runs = request.models.map((learner) => openRun(request, setup, learner));
  const breather = new Breather(signal);
  const pace = new FramePace();
  const goesOn = (run: ComparedRun) => run.isRunning && run.stepsTaken < request.iterations;
  try {
    for (let left = runs.filter(goesOn); left.length > 0; left = runs.filter(goesOn)) {
      const next = left.reduce((least, run) => (run.stepsTaken < least.stepsTaken ? run : least));
      await next.step(engine, request.backend, signal);
      if (breather.isDue) await breather.pause(); // a small network's steps are too short to pause inside
      if (!pace.isDue || !runs.some(goesOn)) continue; // the last frame has a checkpoint
      const asked = performance.now();
      yield await frame(pace.isCheckpointDue);
      pace.sentFrame(asked);
    }
    yield { ...(await frame(true)), progress: 1 };
  } finally {
    for (const run of runs) run.dispose();
  }

  async function frame(isCheckpoint: boolean): Promise<ComparisonFrame> {
    for (const run of runs) await run.collectMeasures(isCheckpoint);
    if (isCheckpoint) pace.tookCheckpoint();
    const frames = runs.map((run) => run.frame());
    return {
      kind: 'comparison',
      backend: runs[runs.length - 1].backend,
      milliseconds: performance.now() - began,
      progress: runs.reduce((sum, run) => sum + (goesOn(run) ? run.stepsTaken / request.iterations : 1), 0) / runs.length,
      runs: frames,
      layers: shownLayers(layout.layers),
      epoch: Math.max(1, Math.floor(drawn.trainingCount! / request.problem.batchSize)),
      checkpoint: isCheckpoint ? checkpointOf(runs, frames) : null,
    };
  }
}

function openRun(request: ComparisonRequest, { layout, drawn, startWeights }: Setup, learner: ComparedLearner): ComparedRun {
  const { problem, inference, optimiser, iterations, batches } = request;
  const plan: LearnerPlan = {
    problem,
    inference,
    optimiser,
    iterations,
    learningRates: [{ from: 0, rate: learner.learningRate }],
    convention: 'matched',
    variant: learner.variant,
    testsAnEpoch,
    isTimed: true,
  };
  const run = new LearnerRun(plan, layout, learner.learner, learnerBatches(problem, drawn, 'matched', batches), startWeights);
  const resume = request.resume?.[learner.model] ?? null;
  if (resume) {
    run.restore(resume.curves, resume, resume.backend);
    run.restoreVariances(resume);
  }
  return new ComparedRun(learner, run, layout, resume);
}

const checkpointOf = (runs: ComparedRun[], frames: ComparisonFrame['runs']): ComparisonCheckpoint =>
  Object.fromEntries(runs.map((run, k) => [run.learner.model, run.checkpoint(frames[k])]));

function check({ models, inference: { steps } }: ComparisonRequest, layout: NetworkLayout): void {
  if (models.length === 0) throw computeError('InvalidRequest', 'no model chosen: 0 of 6 (expected 1 or more to compare)');
  if (!(steps >= 1)) throw computeError('InvalidRequest', `invalid inference steps: T = ${steps} (expected 1 or more)`);
  for (const {
    model,
    variant: { updateEvery = 1 },
  } of models) {
    if (!(updateEvery >= 1 && updateEvery <= steps))
      throw computeError(
        'InvalidRequest',
        `invalid update interval of ${model}: k = ${updateEvery} (expected 1 to ${steps}, the inference steps T)`,
      );
  }
  if (!layout.isFullyConnected) throw withConvolutions(layout);
  checkSize(layout, models);
}

function checkSize({ parameterCount }: NetworkLayout, models: ComparisonRequest['models']): void {
  const bytes = 3 * 8 * parameterCount; // of one model: the weights and Adam's two moments
  if (models.length * bytes <= mostBytes) return;
  throw computeError(
    'TooLarge',
    `too large: ${models.length} models of ${parameterCount} weights (expected at most ${Math.floor(mostBytes / bytes)} models of this size, or a smaller width)`,
  );
}

const withConvolutions = ({ network: { convolution } }: NetworkLayout) =>
  computeError(
    'InvalidRequest',
    `invalid network: ${convolution?.channels.length} convolutions (expected 0: fully connected networks are compared)`,
  );

const withoutClasses = ({ problem: { data } }: ComparisonRequest) =>
  computeError(
    'InvalidRequest',
    `invalid data: ${dataSets[data].label} has no test samples of its own (expected MNIST or Fashion-MNIST)`,
  );
