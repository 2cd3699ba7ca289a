/** One learner's decisions over the plane and one point's activities, evaluated before the first weight step and after each. */
import type { DecisionCurves } from '../../../model/moons/moonsFrames.ts';
import type { BackendName } from '../../../model/problem/problem.ts';
import { inferUnits } from '../../engine/learner/inferredSamples.ts';
import type { MoonsLearner } from './moonsLearner.ts';

/** A grid over the plane: coordinates along x_1 and x_2, and every place as one sample, [count * 2], x_1 running fastest. */
export interface Places {
  across: Float64Array;
  up: Float64Array;
  x: Float64Array;
  count: number;
}

/** One array a weight step. */
type Steps = Float32Array[];

export class DecisionRecord {
  private readonly probability: Steps = [];
  private readonly activities: Steps = [];
  private readonly predictions: Steps = [];
  private readonly loss: number[] = [];
  private readonly accuracy: number[] = [];
  private divergedAt = -1;

  /** `point`: the sample whose activities are recorded. */
  constructor(
    private readonly learner: MoonsLearner,
    private readonly places: Places,
    private readonly point: { x: Float64Array; y: Float64Array },
    private readonly signal: AbortSignal,
  ) {}

  get backend(): BackendName {
    return this.learner.steps.backend;
  }

  /** Takes a weight step and evaluates the learner; does nothing once the learner has diverged. */
  async step(iteration: number): Promise<void> {
    if (this.divergedAt >= 0) return;
    await this.learner.take(iteration);
    const [measured] = await this.learner.steps.measures();
    this.loss.push(measured.loss);
    if (measured.diverged) this.divergedAt = iteration;
    else await this.evaluate();
  }

  async evaluate(): Promise<void> {
    const { steps, plan } = this.learner;
    const outputs = await steps.predict(this.places.x, this.places.count, { signal: this.signal });
    this.probability.push(Float32Array.from({ length: this.places.count }, (_, place) => outputs[2 * place + 1]));
    this.accuracy.push((await this.learner.test()).accuracy);
    const { activities, predictions } = await inferUnits(plan, await steps.weights(), this.point.x, this.point.y, this.signal);
    this.activities.push(Float32Array.from(activities));
    this.predictions.push(Float32Array.from(predictions));
  }

  curves(): DecisionCurves {
    // A frame's arrays move to the page: each frame takes copies.
    const copied = (steps: Steps) => steps.map((values) => values.slice());
    return {
      probability: copied(this.probability),
      activities: copied(this.activities),
      predictions: copied(this.predictions),
      loss: Float64Array.from(this.loss),
      accuracy: Float64Array.from(this.accuracy),
      divergedAt: this.divergedAt,
    };
  }

  dispose(): void {
    this.learner.steps.dispose();
  }
}
