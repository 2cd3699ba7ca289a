/** The gradient flow of an energy with kinks: followed from piece to piece, to a rest that may lie on kinks. */
import { atEnd, coefficientsAt, end, firstBelow, largest, terms } from '../../math/laguerre.ts';
import { type Kink, Kinks } from './kinks.ts';
import { enough, largestSlope, move, productOf, rounding } from './restingFlow.ts';
import { type SampleEnergy, sides, stiffness } from './sampleEnergy.ts';

/**
 * Steps of the flow, which take the time `end / mu`: how many at most; where mu begins, and where it ends; from where it rises again once H + mu is not definite; by how
 * much it may fall and rise from one step to the next, how much more than the error asks for, and how much at least after a step that was too long; by which factor it falls
 * between two leaps that are tried.
 */
const pace = {
  steps: 600,
  first: 20,
  least: 1e-22,
  definite: 1e-16,
  less: 1 / 5,
  more: 8,
  careful: 1.25,
  refused: 1.5,
  leap: 1 / 4,
};
/** The error of a step, as a part of the largest activity of the layer, or of the feedforward pass and the targets; where the output bends the energy, the part of its change by which a step may miss it. */
const accuracy = { step: 1e-4, energy: 1e-2 };
/** By how much a pinned unit's force goes beyond what its kink can hold before the unit is freed, as a part of that. */
const overheld = 1e-4;
/** Parts of a step between which kinks lie at one place. */
const atOnce = 1e-9;

/** Kinks that a step meets, or that hold it no longer, at its part x. */
interface Crossing {
  readonly x: number;
  readonly kinks: readonly Kink[];
}

export class KinkedFlow {
  private readonly kinks: Kinks;
  private readonly terms: Float64Array[];
  private readonly step: Float64Array;
  private readonly before: Float64Array;
  private readonly slopesBefore: Float64Array;
  private readonly right: Float64Array;
  private readonly at = new Float64Array(terms);
  private readonly moves = new Float64Array(terms);
  private readonly held = new Float64Array(terms);
  /** Whether the energy is a parabola between kinks, so that its flow is known there. */
  private readonly isParabola: boolean;
  private mu = 0;
  private nextLeap = 0;
  /** The energy of the feedforward pass. */
  private loss = 0;
  private x = 0;
  /** The largest of the feedforward pass and the targets. */
  private size = 0;
  private met: Kink[] = [];

  constructor(private readonly sample: SampleEnergy) {
    const { layout } = sample;
    const units = () => new Float64Array(layout.unitCount);
    this.kinks = new Kinks(sample);
    this.terms = Array.from({ length: terms }, units);
    [this.step, this.before, this.slopesBefore, this.right] = [units(), units(), units(), units()];
    this.isParabola = layout.network.output !== 'cross-entropy';
  }

  /** Follows the flow from the feedforward pass, whose largest |dF/dz| is `first`, until no slope is left. */
  settle(first: number): void {
    const { sample } = this;
    this.loss = sample.energy;
    this.kinks.load();
    this.size = sample.z.reduce((most, z) => Math.max(most, Math.abs(z)), 0);
    this.mu = this.nextLeap = pace.first;
    for (let k = 0; k < pace.steps; k++) {
      if (largestSlope(sample) <= enough * first) return;
      if (this.isParabola && this.mu <= this.nextLeap) {
        this.nextLeap = this.mu * pace.leap;
        if (this.leap()) {
          this.finish(first);
          return;
        }
      }
      sample.assemble(this.mu);
      if (!sample.isFinite()) {
        sample.overflow();
        return;
      }
      if (!this.aim()) this.mu = Math.max(pace.more * this.mu, pace.definite);
      else if (this.advance()) return;
    }
  }

  /** Takes the step that was aimed at, where it is short enough, and chooses the next mu. Returns true where nothing is left that a step could gain. */
  private advance(): boolean {
    const { sample } = this;
    const error = this.errorOfStep();
    const ratio = Math.min(pace.more, Math.max(pace.less, pace.careful * error ** (1 / terms)));
    if (error > 1) {
      this.mu *= Math.max(pace.refused, ratio);
      return false;
    }
    const { energy } = sample;
    const slope = largestSlope(sample);
    const gain = -productOf(sample, sample.gradient, this.terms[0]);
    const crossing = this.firstCrossing();
    if (!this.take(crossing)) this.mu *= pace.refused;
    else if (crossing) {
      this.nextLeap = this.mu;
      // Where the flow only grazes a kink, short steps tell on which side.
      this.mu *= sample.energy < energy * (1 - rounding) ? Math.max(1, ratio) : pace.more;
    } else if (this.mu <= pace.least) return gain <= rounding * this.loss || largestSlope(sample) > 0.5 * slope;
    else this.mu = Math.max(this.mu * ratio, pace.least);
    return false;
  }

  /** d_0 to d_4 for the Hessian that was assembled. False where H + mu is not positive definite. */
  private aim(): boolean {
    const { sample, right, mu } = this;
    if (!sample.hessian.factor()) return false;
    const { firstMoving, endMoving } = sample;
    right.set(sample.gradient);
    sample.hessian.solve(right, firstMoving);
    for (let unit = firstMoving; unit < endMoving; unit++) this.terms[0][unit] = -right[unit];
    for (let j = 1; j < terms; j++) {
      right.set(this.terms[j - 1]);
      sample.hessian.solve(right, firstMoving);
      for (let unit = firstMoving; unit < endMoving; unit++) this.terms[j][unit] = this.terms[j - 1][unit] - mu * right[unit];
    }
    return true;
  }

  /** The last term, as a part of what may be missed in the layer that misses the most. */
  private errorOfStep(): number {
    const { z, layout } = this.sample;
    const { firstInferred, layers, unitOffset } = layout;
    const last = this.terms[terms - 1];
    let error = 0;
    for (let l = firstInferred; l < layers; l++) {
      let [size, missed] = [this.size, 0];
      for (let unit = unitOffset[l]; unit < unitOffset[l + 1]; unit++) {
        let after = z[unit];
        for (let j = 0; j < terms; j++) after += atEnd[j] * this.terms[j][unit];
        size = Math.max(size, Math.abs(z[unit]), Math.abs(after));
        missed = Math.max(missed, Math.abs(last[unit]));
      }
      if (missed > 0) error = Math.max(error, (largest[terms - 1] * missed) / (accuracy.step * size));
    }
    return error;
  }

  /** Moves to the end of the step, or to where it meets kinks. Returns false, and stays, where the step misses the energy. */
  private take(crossing: Crossing | null): boolean {
    const { sample, kinks, at, before, slopesBefore } = this;
    const energy = sample.energy;
    before.set(sample.z);
    slopesBefore.set(sample.gradient);
    coefficientsAt(crossing ? crossing.x : end, at);
    for (let j = 0; j < terms; j++) move(sample, this.terms[j], at[j]);
    sample.evaluate();
    if (!this.isParabola && this.missesEnergy(energy)) {
      sample.z.set(before);
      sample.evaluate();
      return false;
    }
    if (crossing) kinks.meet(crossing.kinks);
    else kinks.hold();
    return true;
  }

  /** Whether the energy's fall is far from that of the mean of both ends' slopes. */
  private missesEnergy(energy: number): boolean {
    const { sample, step, before, slopesBefore } = this;
    for (let unit = sample.firstMoving; unit < sample.endMoving; unit++) step[unit] = sample.z[unit] - before[unit];
    const fall = 0.5 * (productOf(sample, slopesBefore, step) + productOf(sample, sample.gradient, step));
    const slack = 100 * rounding * energy;
    return !(Math.abs(sample.energy - this.kinks.work() - energy - fall) <= accuracy.energy * Math.abs(fall) + slack);
  }

  /** Where the step first leaves its piece: where it meets a kink, or a pinned kink's force is no longer held. */
  private firstCrossing(): Crossing | null {
    this.x = Number.POSITIVE_INFINITY;
    this.met = [];
    for (const kink of this.kinks.list) {
      if (this.kinks.sideOf(kink) === sides.pinned) this.lookForRelease(kink);
      else this.lookForKink(kink);
    }
    return this.met.length > 0 ? { x: this.x, kinks: this.met } : null;
  }

  private lookForKink(kink: Kink): void {
    const { sample, kinks, moves } = this;
    const sign = kinks.sideOf(kink) === sides.above ? 1 : -1;
    const noise = kinks.noiseOf(kink);
    const room = sign * sample.preactivations[kink.units[0]];
    for (let j = 0; j < terms; j++) moves[j] = sign * kinks.moved(kink, this.terms[j]);
    this.lookFor(kink, room, -noise, room <= noise && sign * kinks.moved(kink, sample.gradient) <= 0);
  }

  private lookForRelease(kink: Kink): void {
    const { kinks, moves, held } = this;
    const spring = stiffness * kink.ratios.reduce((sum, ratio) => sum + ratio * ratio, 0);
    const slack = -overheld * kinks.sizeOf(kink);
    for (let j = 0; j < terms; j++) held[j] = spring * kinks.moved(kink, this.terms[j]);
    for (let j = 0; j < terms; j++) moves[j] = -held[j] - kinks.forceOn(true, kink, this.terms[j]);
    this.lookFor(kink, -kinks.pullUp(kink), slack, false);
    for (let j = 0; j < terms; j++) moves[j] = held[j] + kinks.forceOn(false, kink, this.terms[j]);
    this.lookFor(kink, -kinks.pullDown(kink), slack, false);
  }

  /** Looks for the first x at which `room + sum_j c_j(x) moves_j` falls below `least`. With `leaves` the flow leads away from the kink, at which it is. */
  private lookFor(kink: Kink, room: number, least: number, leaves: boolean): void {
    this.note(kink, firstBelow(Math.max(0, room) - least, this.moves, leaves, this.x));
  }

  private note(kink: Kink, x: number): void {
    if (x < this.x - atOnce * end) {
      this.x = x;
      this.met = [kink];
    } else if (x < this.x + atOnce * end && !this.met.includes(kink)) this.met.push(kink);
  }

  /**
   * Newton's step, taken where the flow cannot meet a kink any more, so that it leads to where this ends: within a piece of a network with kinks it is
   * `z(t) = z* - exp(-H t) d` for that step d, which moves no preactivation a_j farther than `|w_j| |d|` from its last value. The forces of pinned units
   * must end at least as far within what their kinks can hold as they have moved.
   */
  private leap(): boolean {
    const { sample, kinks, step, before, right } = this;
    if (!this.aimAtEnd()) return false;
    if (!kinks.stayInPiece(step, Math.sqrt(productOf(sample, step, step)))) return false;
    before.set(sample.z);
    right.set(sample.signals);
    move(sample, step, 1);
    sample.evaluate();
    kinks.balance();
    if (kinks.areHeld(right)) return true;
    sample.z.set(before);
    sample.signals.set(right);
    sample.evaluate();
    return false;
  }

  /** Newton's step. False where the Hessian is not definite. */
  private aimAtEnd(): boolean {
    const { sample, step, right } = this;
    sample.assemble(0);
    if (!sample.isFinite() || !sample.hessian.factor()) return false;
    right.set(sample.gradient);
    sample.hessian.solve(right, sample.firstMoving);
    for (let unit = sample.firstMoving; unit < sample.endMoving; unit++) step[unit] = -right[unit];
    return true;
  }

  /** Newton's steps within the last piece, against rounding. */
  private finish(first: number): void {
    const { sample } = this;
    this.kinks.hold();
    for (let k = 0, before = Infinity, slope = largestSlope(sample); k < 4; k++) {
      if (slope <= enough * first || slope > 0.5 * before || !this.aimAtEnd()) return;
      move(sample, this.step, 1);
      sample.evaluate();
      this.kinks.hold();
      before = slope;
      slope = largestSlope(sample);
    }
  }
}
