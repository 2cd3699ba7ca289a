/** One run of the sweep over activity learning rates, from the seed's initial weights to the test accuracy. */
import type { ActivityRun } from '../../../model/moons/moonsFrames.ts';
import type { Engine } from '../../engine/engine.ts';
import type { StepMeasures } from '../../engine/work/learnerSteps.ts';
import { MoonsLearner, type MoonsPlan } from './moonsLearner.ts';

/** `onStep` receives the number of weight steps taken. Throws what opening a learner throws, and the signal's reason when cancelled. */
export async function activityRun(
  plan: MoonsPlan,
  engine: Engine,
  signal: AbortSignal,
  onStep: (stepsTaken: number) => void,
): Promise<ActivityRun> {
  const learner = await MoonsLearner.open(plan, engine, signal);
  const measures: StepMeasures[] = [];
  try {
    while (measures.length < plan.iterations && !measures.at(-1)?.diverged) {
      await learner.take(measures.length);
      measures.push(...(await learner.steps.measures()));
      onStep(measures.length);
    }
    const divergedAt = measures.findIndex(({ diverged }) => diverged);
    return {
      width: plan.problem.network.widths[1],
      rate: plan.learner === 'bp' ? null : plan.inference.dt,
      seed: plan.problem.seed,
      accuracy: divergedAt < 0 ? (await learner.test()).accuracy : Number.NaN,
      divergedAt,
      varianceRatio: Float64Array.from(measures.filter(({ diverged }) => !diverged).map(varianceRatio)),
      backend: learner.steps.backend,
    };
  } finally {
    learner.steps.dispose();
  }
}

/** var(dW_2) / var(dW_3). */
const varianceRatio = ({ gradientVariances }: StepMeasures): number => gradientVariances![1] / gradientVariances![2];
