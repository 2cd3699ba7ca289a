/** The parameters of a learner, changed in place: weights, log-variances where they are trainable, and the optimiser's state. */

import { largestLogVariance } from '../reference/variances.ts';
import type { LearnerPlan, LearnerStart } from '../work/learnerSteps.ts';
import { takeStep } from './optimiser.ts';

export class LearntParameters {
  /** theta: the array of weights itself, or a copy of the weights followed by the log-variances. */
  private readonly theta: Float64Array;

  constructor(
    private readonly plan: Pick<LearnerPlan, 'optimiser' | 'variant'>,
    private readonly start: LearnerStart,
  ) {
    const { weights, logVariances } = start;
    this.theta = logVariances.length > 0 ? new Float64Array(weights.length + logVariances.length) : weights;
  }

  /** Units whose log-variance is held at a bound. */
  get clamped(): number {
    return this.start.logVariances.filter((s) => Math.abs(s) === largestLogVariance).length;
  }

  /** `g <- g + lambda theta`, then the optimiser's step along g, [P] or [P + units]; log-variances are held within their bounds. */
  step(gradient: Float64Array, rate: number): void {
    const { theta, start } = this;
    const { optimiser, variant } = this.plan;
    this.gather();
    if (variant.weightDecay) for (let p = 0; p < theta.length; p++) gradient[p] += variant.weightDecay * theta[p];
    takeStep(optimiser, rate, theta, gradient, start.optimiserState);
    this.spread();
  }

  /** Copies weights, log-variances and the optimiser's state. Returns a function that restores them. */
  snapshot(): () => void {
    const { weights, logVariances, optimiserState } = this.start;
    const copies = [weights, logVariances, optimiserState].map((values) => ({ values, copy: values.slice() }));
    return () => {
      for (const { values, copy } of copies) values.set(copy);
    };
  }

  private gather(): void {
    const { weights, logVariances } = this.start;
    if (this.theta === weights) return;
    this.theta.set(weights);
    this.theta.set(logVariances, weights.length);
  }

  private spread(): void {
    const { weights, logVariances } = this.start;
    if (this.theta === weights) return;
    weights.set(this.theta.subarray(0, weights.length));
    for (let unit = 0; unit < logVariances.length; unit++) {
      const s = this.theta[weights.length + unit];
      logVariances[unit] = Math.max(-largestLogVariance, Math.min(largestLogVariance, s));
    }
  }
}
