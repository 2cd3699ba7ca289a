/** The step size and momentum of inference on its way to rest, in float32. */
import { nextSettlingStep, roundingRise, settling, surfaceRest } from '../work/stepControl.ts';

/** Steps whose mean gain is judged, since one step's gain is hardly more than its rounding. */
const judged = 8;
/** Steps within which a rise is made good, or the step is too long. */
const patience = 4 * judged;
/** Rest under momentum, whose gains come in waves: a smaller mean gain is enough to go on. */
const glidingRest = { ...surfaceRest, gain: surfaceRest.gain / 10 };

/**
 * dt halves when the energy rises. In smooth networks, once it has not for a while, half of it is safe for momentum: Nesterov's, which starts anew when the
 * energy rises. Across a kink of relu the step's length decides where inference rests, so that none has momentum there.
 */
export class SettlingPace {
  /** 0 at rest. */
  dt = settling.dt;
  private isGliding = false;
  /** Steps since the last rise, or since momentum began. */
  private since = 0;
  /** Steps since gains were last judged, and the lowest energy then and now. */
  private unjudged = 0;
  private judgedLowest: number;
  private lowest: number;
  /** The latest energy; at first the loss. */
  energy: number;

  constructor(
    private readonly loss: number,
    private readonly isSmooth: boolean,
  ) {
    this.energy = this.judgedLowest = this.lowest = loss;
  }

  get momentum(): number {
    return this.isGliding ? this.since / (this.since + 3) : 0;
  }

  /** Adapts to the energy after a step that began where the largest |dF/dz| was `steepest`. */
  see(energy: number, steepest: number): void {
    const gain = (this.energy - energy) / this.loss;
    this.energy = energy;
    this.lowest = Math.min(this.lowest, energy);
    this.unjudged++;
    if (gain >= -roundingRise.single) this.since++;
    else this.turnBack(gain, steepest);
    const rise = (this.lowest - energy) / this.loss;
    if (rise >= -roundingRise.single) {
      if (this.unjudged >= judged) this.judge(steepest);
    } else if (this.unjudged >= patience) this.shorten(rise, steepest);
  }

  private judge(steepest: number): void {
    const gain = (this.judgedLowest - this.lowest) / this.loss / this.unjudged;
    this.unjudged = 0;
    this.judgedLowest = this.lowest;
    this.dt = nextSettlingStep(this.dt, gain, steepest, this.isGliding ? glidingRest : surfaceRest, roundingRise.single);
    if (this.isSmooth && !this.isGliding && this.since >= judged) this.glide();
  }

  private glide(): void {
    this.isGliding = true;
    this.dt /= 2;
    this.since = 0;
  }

  /** Momentum starts anew; without it, or where it had hardly begun, the step is too long. */
  private turnBack(gain: number, steepest: number): void {
    if (!this.isGliding || this.since < judged || Number.isNaN(gain)) this.shorten(gain, steepest);
    this.since = 0;
  }

  private shorten(gain: number, steepest: number): void {
    this.since = 0;
    this.unjudged = 0;
    this.judgedLowest = this.lowest;
    this.dt = nextSettlingStep(this.dt, gain, steepest, surfaceRest, roundingRise.single);
  }
}
