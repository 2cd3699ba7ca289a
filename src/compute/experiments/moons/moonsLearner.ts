/** A learner of the two-moons laboratory: drawn from its problem, opened by the engine, stepped batch by batch, and tested. */

import { computeError } from '../../../model/computeError.ts';
import type { ActivityRatesRequest } from '../../../model/moons/experiments.ts';
import { dataSetOf } from '../../datasets/dataSources.ts';
import type { DrawnProblem } from '../../datasets/drawProblem.ts';
import type { Engine } from '../../engine/engine.ts';
import { optimiserState } from '../../engine/learner/optimiser.ts';
import type { LearnerPlan, LearnerSteps, TestMeasures } from '../../engine/work/learnerSteps.ts';
import { layoutOf } from '../../engine/work/networkLayout.ts';
import { batchOf, type Samples } from '../../engine/work/samples.ts';
import { drawnFrom } from '../setup.ts';

/** The settings that decide every step of a learner. */
export interface MoonsPlan
  extends Pick<ActivityRatesRequest, 'problem' | 'inference' | 'optimiser' | 'learningRate' | 'iterations' | 'backend'> {
  learner: 'bp' | 'pc';
}

export class MoonsLearner {
  /** The seed's batches, equal for both learners. */
  private readonly batches: ReturnType<DrawnProblem['batches']>;

  private constructor(
    readonly plan: LearnerPlan,
    readonly steps: LearnerSteps,
    private readonly learningRate: number,
    private readonly drawn: DrawnProblem,
    private readonly signal: AbortSignal,
  ) {
    this.batches = drawn.batches('fresh');
  }

  /** Opens a learner at the seed's weights. Throws InvalidRequest for fewer than one inference step, or where network and data do not fit, and the engine's errors. */
  static async open(wish: MoonsPlan, engine: Engine, signal: AbortSignal): Promise<MoonsLearner> {
    const { problem, learner, optimiser, learningRate, backend } = wish;
    const { dt, steps, stopping = 'fixed' } = checked(wish.inference);
    const drawn = drawnFrom(problem, await dataSetOf(problem, signal));
    const layout = layoutOf(problem.network);
    const measured = { goal: null, layerNorms: true, prediction: false };
    const plan = { layout, learner, optimiser, scale: 1, dt, steps, stopping, ...measured, variant: {} };
    const start = {
      weights: drawn.deviation,
      logVariances: new Float64Array(),
      optimiserState: optimiserState(optimiser, layout.parameterCount),
      firstLoss: null,
    };
    const first = drawn.batches('fixed').batch(0);
    const opened = await engine.openLearner(plan, start, batchOf(first.x, first.y, first.count), backend);
    return new MoonsLearner(plan, opened, learningRate, drawn, signal);
  }

  /** The weight step of this iteration, on its own batch. */
  take(iteration: number): Promise<void> {
    const { x, y, count } = this.batches.batch(iteration);
    return this.steps.take(batchOf(x, y, count), this.learningRate, { signal: this.signal });
  }

  /** Loss and accuracy on the data's own test part. */
  test(): Promise<TestMeasures> {
    return this.steps.test(this.testSamples(), { signal: this.signal });
  }

  private testSamples(): Samples {
    const { x, y, count } = this.drawn.testSamples();
    return batchOf(Float64Array.from(x), Float64Array.from(y), count);
  }
}

function checked(inference: MoonsPlan['inference']): MoonsPlan['inference'] {
  const { dt, steps } = inference;
  if (!(steps >= 1)) throw computeError('InvalidRequest', `invalid inference steps: ${steps} (expected 1 or more)`);
  if (!(dt > 0)) throw computeError('InvalidRequest', `invalid activity learning rate: ${dt} (expected a number above 0)`);
  return inference;
}
