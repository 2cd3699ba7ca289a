/** The weights that both learners visit in a run, without its curves and heights: planes are laid through them. */

import { computeError } from '../../../model/computeError.ts';
import type { BackendChoice, InferenceSettings, LearningRun, Problem } from '../../../model/problem/problem.ts';
import { learnerBatches } from '../../datasets/drawProblem.ts';
import type { Engine } from '../../engine/engine.ts';
import { Breather } from '../../engine/work/breather.ts';
import { LearnerRun } from '../runs/learnerRun.ts';
import type { Anchors } from './anchors.ts';

/** Settings that decide a run, beside the anchors that follow from the problem. */
export interface RunDescription {
  readonly problem: Problem;
  readonly run: LearningRun;
  readonly inference: InferenceSettings;
  readonly backend: BackendChoice;
}

export interface Visited {
  /** From the start to the last weights, evenly spaced in iterations. */
  readonly points: Float64Array[];
  /** Iteration at which the learner diverged, -1 if it did not. */
  readonly divergedAt: number;
}

/** Points of each learner, at most: the matrix of their inner products is decomposed as a whole. */
const mostPoints = 59;
const fewestPoints = 3;
/** Bytes that all points may take. */
const mostBytes = 2 ** 28;

/** Both learners from the seed's own start. Throws TooLarge for networks so large that fewer than three points would fit. */
export async function visitedWeights(
  { problem, run, inference, backend }: RunDescription,
  { layout, drawn, initialWeights }: Anchors,
  engine: Engine,
  signal: AbortSignal,
): Promise<{ bp: Visited; pc: Visited }> {
  const pointsEach = Math.min(mostPoints, Math.floor(mostBytes / (16 * layout.parameterCount)));
  if (pointsEach < fewestPoints)
    throw computeError(
      'TooLarge',
      `too large: ${layout.parameterCount} weights (expected at most ${Math.floor(mostBytes / (16 * fewestPoints))} for a plane through a run)`,
    );
  const batches = learnerBatches(problem, drawn, run.convention, run.batches);
  const learners = run.learners.map((learner) => {
    const request = { problem, inference, ...run };
    return { run: new LearnerRun(request, layout, learner, batches, initialWeights), points: [initialWeights.slice()] };
  });
  const stride = Math.ceil(run.iterations / (pointsEach - 1));
  const breather = new Breather(signal);
  for (let iteration = 0; iteration < run.iterations && learners.some((each) => each.run.isRunning); iteration++) {
    for (const each of learners) {
      if (!each.run.isRunning) continue;
      await each.run.step(iteration, engine, backend, signal);
      const taken = iteration + 1;
      const isLast = taken === run.iterations || !each.run.isRunning;
      if (!each.run.isAlive || !(isLast || taken % stride === 0)) continue;
      await each.run.fetch();
      each.points.push(each.run.weights.slice());
    }
    if (breather.isDue) await breather.pause();
  }
  for (const { run: ended } of learners) ended.dispose();
  const [bp, pc] = learners.map(({ run: { divergedAt }, points }) => ({ points, divergedAt }));
  return { bp, pc };
}
