/** How far each step of inference goes on its way to rest, in float32: how long it is, and how much of the last one it keeps. */
import { nextSettlingStep, roundingRise, settling, surfaceRest } from '../settling.ts';

/** Steps whose mean gain is judged, since one step's gain is hardly more than its rounding. */
const judged = 8;
/** Part of the loss that such a step must gain on the mean while momentum carries it: its gains come in waves. */
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
  /** The energy when gains were last judged. */
  private judgedEnergy: number;

  /** `energy`: where inference starts. */
  constructor(
    private readonly loss: number,
    public energy: number,
    private readonly isSmooth: boolean,
  ) {
    this.judgedEnergy = energy;
  }

  get momentum(): number {
    return this.isGliding ? this.since / (this.since + 3) : 0;
  }

  /** Takes notice of the energy after a step that began where the largest |dF/dz| was `steepest`. */
  see(energy: number, steepest: number): void {
    const gain = (this.energy - energy) / this.loss;
    this.energy = energy;
    if (gain >= -roundingRise.single) this.goOn(steepest);
    else this.turnBack(gain, steepest);
  }

  private goOn(steepest: number): void {
    if (++this.since % judged > 0) return;
    const gain = (this.judgedEnergy - this.energy) / this.loss / judged;
    this.judgedEnergy = this.energy;
    this.dt = nextSettlingStep(this.dt, gain, steepest, this.isGliding ? glidingRest : surfaceRest, roundingRise.single);
    if (this.isSmooth && !this.isGliding) this.glide();
  }

  private glide(): void {
    this.isGliding = true;
    this.dt /= 2;
    this.since = 0;
  }

  private turnBack(gain: number, steepest: number): void {
    this.since = 0;
    this.judgedEnergy = this.energy;
    if (this.isGliding && !Number.isNaN(gain)) return;
    this.dt = nextSettlingStep(this.dt, gain, steepest, surfaceRest, roundingRise.single);
  }
}
