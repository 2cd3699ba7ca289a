/** Where the gradient flow of one sample's energy ends: implicit Euler steps from the feedforward pass that lengthen into Newton's. */
import { widestFactored } from '../../../model/problem/cost.ts';
import type { NetworkLayout } from '../work/networkLayout.ts';
import { SampleEnergy, sides } from './sampleEnergy.ts';

/** Parts of the first slope: at which nothing is left to gain; and from which on steps are taken only as long as each halves it. */
const enough = 1e-13;
const stalling = 1e-11;

/**
 * Implicit steps of the flow, whose time 1/mu grows until they are Newton's: how many at most; where mu begins, by which factor it falls after a step that went as predicted,
 * both gentler where kinks decide the way, from which mu on such steps are of second order; below which mu is 0; by which factor mu falls between two leaps that
 * are tried; and how it rises after a step that did not.
 */
const pace = {
  steps: 400,
  smooth: { first: 3, less: 1 / 4 },
  kinked: { first: 20, less: 1 / 1.5, secondOrder: 0.02 },
  least: 1e-8,
  leap: 1 / 4,
  more: 4,
  afterFailure: 1e-2,
};
/** Where Rosenbrock's method of second order forgets stiff modes. */
const gamma = 1 - Math.SQRT1_2;
/** Parts of the predicted change of energy by which a step may miss it and still count as the flow's. */
const trust = { most: 0.3, good: 0.1 };
/** Parts of a step between which kinks lie at one place. */
const atOnce = 1e-9;
/** Part of the loss that is mere rounding. */
const rounding = 1e-15;

/** Whether the end of the flow is found by factoring, so that it is at rest to the last digits. */
export function isFactored({ layout, sparsity }: { readonly layout: NetworkLayout; readonly sparsity: number }): boolean {
  return layout.isFullyConnected && sparsity === 0 && widestMoving(layout) <= widestFactored;
}

function widestMoving({ widths, firstInferred, layers }: NetworkLayout): number {
  return Math.max(0, ...widths.slice(firstInferred, layers));
}

/** Finds the rest of one sample after another under the same network. */
export class RestFinder {
  readonly sample: SampleEnergy;
  private readonly step: Float64Array;
  private readonly before: Float64Array;
  private readonly slopeBefore: Float64Array;
  private readonly right: Float64Array;
  private readonly second: Float64Array;
  /** Diagonal that keeps the Hessian definite where free inputs need not move. */
  private readonly leastMu: number;

  /** Whether the energy is a parabola between kinks, so that its flow is known there. */
  private readonly leaps: boolean;

  /** The energy at the feedforward pass. */
  private loss = 0;
  /** Units that went over their kink since the energy fell last. */
  private readonly crossed = new Set<number>();

  constructor(layout: NetworkLayout, precisions: Float64Array | null = null) {
    this.sample = new SampleEnergy(layout, precisions);
    this.step = new Float64Array(layout.unitCount);
    this.before = new Float64Array(layout.unitCount);
    this.slopeBefore = new Float64Array(layout.unitCount);
    this.right = new Float64Array(layout.unitCount);
    this.second = new Float64Array(layout.unitCount);
    this.leaps = this.sample.hasKinks && layout.network.output !== 'cross-entropy';
    this.leastMu = layout.firstInferred === 0 ? 1e-12 : 0;
  }

  /**
   * From the inputs and targets in `sample.z` to rest, for weights that were loaded. Leaves activities, errors, signals and energy there. Returns the largest
   * `|dF/dz|` that is left, as a part of that at the feedforward pass; at kinks, that of the smallest element of the subdifferential.
   */
  find(): number {
    const { sample } = this;
    sample.feedforward();
    const first = this.slope();
    if (!(first > 0)) return Number.isNaN(first) ? Number.NaN : 0;
    this.loss = sample.energy;
    this.settle(first);
    return this.slope() / first;
  }

  /** Largest |dF/dz|, or the largest force that a pinned preactivation away from 0 has still to take up. */
  private slope(): number {
    const { gradient, firstMoving, endMoving } = this.sample;
    let largest = this.sample.largestHold();
    for (let unit = firstMoving; unit < endMoving; unit++) {
      const slope = Math.abs(gradient[unit]);
      if (!(slope <= largest)) largest = slope; // NaN shows
    }
    return largest;
  }

  private move(direction: Float64Array, factor: number): void {
    const { z, firstMoving, endMoving } = this.sample;
    for (let unit = firstMoving; unit < endMoving; unit++) z[unit] += factor * direction[unit];
  }

  /** Steps until no slope is left. Within a piece of a network with kinks the energy is a parabola; a step ends where it meets a kink. */
  private settle(first: number): void {
    const { first: firstMu, less } = this.sample.hasKinks ? pace.kinked : pace.smooth;
    let mu = firstMu;
    let nextLeap = mu;
    this.crossed.clear();
    for (let k = 0; k < pace.steps; k++) {
      if (this.slope() <= enough * first && !this.releaseOne()) return;
      if (this.leaps && mu <= nextLeap && mu > 0) {
        nextLeap = mu * pace.leap;
        if (this.leap()) {
          mu = 0;
          continue;
        }
      }
      this.sample.assemble(Math.max(mu, this.leastMu));
      if (!this.sample.isFinite()) {
        this.overflow();
        return;
      }
      const before = this.slope();
      const outcome = this.aim(mu) ? this.take(mu) : 'refused';
      if (outcome === 'ended' || (mu === 0 && this.stalls(before, first))) return;
      if (outcome === 'refused') mu = Math.max(pace.more * mu, pace.afterFailure);
      else if (outcome === 'trusted') mu = mu * less < pace.least ? 0 : mu * less;
      else nextLeap = mu; // on another piece
    }
  }

  /**
   * Newton's step, taken where the flow cannot meet a kink any more, so that it leads to where this ends: within a piece of a network with kinks it is
   * `z(t) = z* - exp(-H t) d` for that step d, which moves no preactivation a_j farther than `|w_j| |d|` from its last value. The forces of pinned units
   * must end at least as far within what their kinks can hold as they have moved.
   */
  private leap(): boolean {
    const { sample, step, before, right } = this;
    sample.assemble(this.leastMu);
    if (!sample.isFinite() || !sample.hessian.factor()) return false;
    this.solveFor(step, 0);
    const length = Math.sqrt(dotOf(step, step, sample.firstMoving, sample.endMoving));
    if (!sample.staysInPiece(step, length)) return false;
    before.set(sample.z);
    const forces = right;
    forces.set(sample.signals);
    this.move(step, 1);
    sample.evaluate();
    sample.updateForces();
    if (this.areHeld(forces)) return true;
    sample.z.set(before);
    sample.signals.set(forces);
    sample.evaluate();
    return false;
  }

  /** Whether every pinned unit's force is as far within what its kink can hold as from what it was, `forces` [units]. */
  private areHeld(forces: Float64Array): boolean {
    const { sample } = this;
    let areHeld = true;
    sample.overKinks((unit) => {
      if (sample.side[unit] !== sides.pinned) return;
      const room = -Math.max(this.pullUp(unit), this.pullDown(unit));
      if (room < Math.abs(sample.signals[unit] - forces[unit])) areHeld = false;
    });
    return areHeld;
  }

  /** By how much a pinned unit's force is beyond what its kink can hold: towards above, and towards below; both are negative within. */
  private pullUp(unit: number): number {
    const { sample } = this;
    return sample.kinkSlopes.above * sample.precisionOf(unit) * sample.errors[unit] - sample.signals[unit];
  }

  private pullDown(unit: number): number {
    const { sample } = this;
    return sample.signals[unit] - sample.kinkSlopes.below * sample.precisionOf(unit) * sample.errors[unit];
  }

  private stalls(before: number, first: number): boolean {
    const slope = this.slope();
    return slope > 0.5 * before && slope <= stalling * first;
  }

  /** Numbers beyond float64 have no rest: all that was found is NaN. */
  private overflow(): void {
    const { sample } = this;
    for (const units of [sample.z, sample.errors, sample.signals, sample.gradient])
      units.fill(Number.NaN, sample.firstMoving, sample.endMoving);
    sample.energy = sample.outputEnergy = Number.NaN;
  }

  /**
   * The flow's next step, for the Hessian that was assembled: `-(H + mu)^-1 dF/dz`, implicit Euler's of the time 1/mu. Where kinks decide the way, early steps are those of
   * Rosenbrock's method of second order (Verwer et al., 1999). False where H + mu is not positive definite.
   */
  private aim(mu: number): boolean {
    const { sample, step } = this;
    if (!sample.hessian.factor()) return false;
    this.solveFor(step, 0);
    if (sample.hasKinks && mu > pace.kinked.secondOrder) this.aimAgain(mu);
    return true;
  }

  /** `into = -(H + mu)^-1 (dF/dz + factor step)` at the present activities. */
  private solveFor(into: Float64Array, factor: number): void {
    const { sample, step } = this;
    const { firstMoving, endMoving } = sample;
    const { right } = this;
    right.set(sample.gradient);
    sample.addHold(right);
    for (let unit = firstMoving; unit < endMoving; unit++) right[unit] += factor * step[unit];
    sample.hessian.solve(right, firstMoving);
    for (let unit = firstMoving; unit < endMoving; unit++) into[unit] = -right[unit];
  }

  /** With d_1 in `step`: `(3 d_1 + d_2) / (2 gamma)`, where d_2 solves for the gradient at `z + d_1 / gamma` and 2 mu d_1 less. */
  private aimAgain(mu: number): void {
    const { sample, step, second, before } = this;
    before.set(sample.z);
    this.move(step, 1 / gamma);
    sample.evaluate();
    this.solveFor(second, 2 * mu);
    sample.z.set(before);
    sample.evaluate();
    for (let unit = sample.firstMoving; unit < sample.endMoving; unit++)
      step[unit] = (1.5 * step[unit] + 0.5 * second[unit]) / gamma;
  }

  /** Takes the step, up to the first kink on its way. */
  private take(mu: number): Outcome {
    const { sample, step, before } = this;
    const kinks = this.firstKinks();
    const energy = sample.energy;
    const slopeBefore = this.slope();
    const along = this.along(step);
    before.set(sample.z);
    this.move(step, kinks.length > 0 ? kinks[0].part : 1);
    sample.evaluate();
    if (sample.energy < energy * (1 - rounding)) this.crossed.clear();
    if (kinks.length > 0) return kinks.map((kink) => this.meet(kink)).every(Boolean) ? 'accepted' : 'refused';
    const predicted = 0.5 * (along - mu * dotOf(step, step, sample.firstMoving, sample.endMoving));
    const missed = Math.abs(sample.energy - energy - predicted) / Math.abs(predicted);
    if (Math.abs(predicted) <= rounding * this.loss) {
      sample.updateForces();
      if (this.slope() < 0.5 * slopeBefore || this.releaseOne()) return 'trusted';
      if (mu > this.leastMu) return 'trusted';
      return 'ended';
    }
    if (!sample.hasKinks && !(missed <= trust.most)) {
      sample.z.set(before);
      sample.evaluate();
      return 'refused';
    }
    sample.updateForces();
    this.releaseOne();
    return sample.hasKinks || missed <= trust.good ? 'trusted' : 'accepted';
  }

  /** `dF/dz . step`, with what holds pinned units. */
  private along(step: Float64Array): number {
    const { sample, slopeBefore } = this;
    slopeBefore.set(sample.gradient);
    sample.addHold(slopeBefore);
    return dotOf(slopeBefore, step, sample.firstMoving, sample.endMoving);
  }

  /** The first kink on the step's way, and those that lie at the same place: all units above a layer of one unit without biases have theirs at its 0. */
  private firstKinks(): Kink[] {
    const { sample, step } = this;
    const { side, preactivations } = sample;
    let kinks: Kink[] = [];
    sample.overKinks((unit, l, w) => {
      if (side[unit] === sides.pinned) return;
      const movement = sample.moved(l, w, step);
      const isLeaving = side[unit] === sides.above ? movement < 0 : movement > 0;
      if (!isLeaving) return;
      const part = Math.max(0, -preactivations[unit] / movement);
      const first = kinks[0]?.part ?? 1;
      if (part < first - atOnce) kinks = [{ unit, movement, part }];
      else if (part < first + atOnce && part < 1) kinks.push({ unit, movement, part });
    });
    return kinks;
  }

  /**
   * At a unit's kink: it goes over where the energy falls on along the step; else it is pinned, with the force under which the energy rests along the step. A unit
   * that comes back to its kink before the energy has fallen is pinned as well: from either side the next step leads to the other. Returns false where it comes back
   * to a ridge, which only steps that are too long do.
   */
  private meet({ unit, movement }: Kink): boolean {
    const { sample, step } = this;
    const { below, above } = sample.kinkSlopes;
    const isAbove = sample.side[unit] === sides.above;
    const change = isAbove ? below - above : above - below;
    const force = sample.precisionOf(unit) * sample.errors[unit];
    const here = this.along(step);
    const beyond = here - change * force * movement;
    const isValley = beyond > here;
    const isBack = this.crossed.has(unit);
    if (beyond < 0 && !(isValley && isBack)) {
      sample.side[unit] = isAbove ? sides.below : sides.above;
      this.crossed.add(unit);
    } else {
      sample.side[unit] = sides.pinned;
      const share = here < 0 ? Math.min(1, here / Math.min(here, here - beyond)) : 0;
      sample.signals[unit] = force * ((isAbove ? above : below) + share * change);
    }
    sample.evaluate();
    return isValley || !isBack;
  }

  /** Frees the pinned unit whose force is farthest outside of what its kink can hold. Returns whether there was one. */
  private releaseOne(): boolean {
    const { sample } = this;
    let [worst, most] = [-1, 0];
    sample.overKinks((unit) => {
      if (sample.side[unit] !== sides.pinned) return;
      const excess = Math.max(this.pullUp(unit), this.pullDown(unit));
      const slack = 1e-12 * Math.abs(sample.precisionOf(unit) * sample.errors[unit]);
      if (excess > Math.max(slack, most)) [worst, most] = [unit, excess];
    });
    if (worst < 0) return false;
    sample.side[worst] = this.pullUp(worst) >= this.pullDown(worst) ? sides.above : sides.below;
    sample.evaluate();
    return true;
  }
}

/** A step went as predicted, or nearly, or was not taken; or nothing is left that a step could gain. */
type Outcome = 'trusted' | 'accepted' | 'refused' | 'ended';

/** A unit's kink on the way of a step: how the step moves its preactivation, and the part of the step after which that is 0. */
interface Kink {
  readonly unit: number;
  readonly movement: number;
  readonly part: number;
}

function dotOf(a: Float64Array, b: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += a[i] * b[i];
  return sum;
}
