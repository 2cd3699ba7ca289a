/** The gradient flow of an energy without kinks: implicit Euler steps that lengthen into Newton's. */
import { enough, largestSlope, move, productOf, rounding, stalling } from './restingFlow.ts';
import type { SampleEnergy } from './sampleEnergy.ts';

/**
 * Implicit steps of the flow, whose time 1/mu grows until they are Newton's: how many at most; where mu begins, by which factor it falls after a step that went as predicted;
 * below which mu is 0; and how it rises after a step that did not.
 */
const pace = { steps: 400, first: 3, less: 1 / 4, least: 1e-8, more: 4, afterFailure: 1e-2 };
/** Parts of the predicted change of energy by which a step may miss it and still count as the flow's. */
const trust = { most: 0.3, good: 0.1 };

/** A step went as predicted, or nearly, or was not taken; or nothing is left that a step could gain. */
type Outcome = 'trusted' | 'accepted' | 'refused' | 'ended';

export class SmoothFlow {
  private readonly step: Float64Array;
  private readonly before: Float64Array;
  /** Diagonal that keeps the Hessian definite where free inputs need not move. */
  private readonly leastMu: number;
  /** The energy at the feedforward pass. */
  private loss = 0;

  constructor(private readonly sample: SampleEnergy) {
    this.step = new Float64Array(sample.layout.unitCount);
    this.before = new Float64Array(sample.layout.unitCount);
    this.leastMu = sample.layout.firstInferred === 0 ? 1e-12 : 0;
  }

  /** Follows the flow from the feedforward pass, whose largest |dF/dz| is `first`, until no slope is left. */
  settle(first: number): void {
    const { sample } = this;
    this.loss = sample.energy;
    let mu = pace.first;
    for (let k = 0; k < pace.steps; k++) {
      const slope = largestSlope(sample);
      if (slope <= enough * first) return;
      sample.assemble(Math.max(mu, this.leastMu));
      if (!sample.isFinite()) {
        sample.overflow();
        return;
      }
      const outcome = this.aim() ? this.take(mu, slope) : 'refused';
      if (outcome === 'ended' || (mu === 0 && this.stalls(slope, first))) return;
      if (outcome === 'refused') mu = Math.max(pace.more * mu, pace.afterFailure);
      else if (outcome === 'trusted') mu = mu * pace.less < pace.least ? 0 : mu * pace.less;
    }
  }

  private stalls(before: number, first: number): boolean {
    const slope = largestSlope(this.sample);
    return slope > 0.5 * before && slope <= stalling * first;
  }

  /** The flow's next step, for the Hessian that was assembled: `-(H + mu)^-1 dF/dz`, implicit Euler's of the time 1/mu. False where H + mu is not positive definite. */
  private aim(): boolean {
    const { sample, step } = this;
    if (!sample.hessian.factor()) return false;
    for (let unit = sample.firstMoving; unit < sample.endMoving; unit++) step[unit] = -sample.gradient[unit];
    sample.hessian.solve(step, sample.firstMoving);
    return true;
  }

  private take(mu: number, slopeBefore: number): Outcome {
    const { sample, step, before } = this;
    const energy = sample.energy;
    const predicted = 0.5 * (productOf(sample, sample.gradient, step) - mu * productOf(sample, step, step));
    before.set(sample.z);
    move(sample, step, 1);
    sample.evaluate();
    const missed = Math.abs(sample.energy - energy - predicted) / Math.abs(predicted);
    if (Math.abs(predicted) <= rounding * this.loss)
      return largestSlope(sample) < 0.5 * slopeBefore || mu > this.leastMu ? 'trusted' : 'ended';
    if (!(missed <= trust.most)) {
      sample.z.set(before);
      sample.evaluate();
      return 'refused';
    }
    return missed <= trust.good ? 'trusted' : 'accepted';
  }
}
