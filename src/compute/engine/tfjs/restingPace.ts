/** The steps by which the samples of a batch come to rest in float32, each by itself, from the energies that they lose. */

/** The first and longest step, the shortest, and how many. */
const steps = { dt: 0.4, smallestDt: 1e-5, most: 5000 };
/** The rise that is mere rounding, as a part of the mean loss. */
const rounding = 1e-7;
/** Steps whose losses of energy are added up: two such sums tell how the next ones will shrink. */
const watched = 25;
/** The part of the mean loss that a sample at rest could yet lose, if its losses go on to shrink as they did. */
const restingGain = 1e-6;

export class RestingPace {
  /** Each sample's next step; 0 where it moves no more. [N] */
  readonly dt: Float32Array;
  /** Whether each sample came to rest. [N] */
  readonly rests: Uint8Array;
  private taken = 0;
  private readonly gains: Float64Array;
  private readonly gainsBefore: Float64Array;
  private readonly shrinkingBefore: Float64Array;

  constructor(
    count: number,
    private readonly meanLoss: number,
  ) {
    this.dt = new Float32Array(count).fill(steps.dt);
    this.rests = new Uint8Array(count);
    this.gains = new Float64Array(count);
    this.gainsBefore = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
    this.shrinkingBefore = new Float64Array(count);
  }

  get isMoving(): boolean {
    return this.taken < steps.most && this.dt.some((dt) => dt > 0);
  }

  /** Takes twice the rise of each sample's energy over the step. [N] */
  see(twiceTheRises: ArrayLike<number>): void {
    this.taken++;
    for (let i = 0; i < this.dt.length; i++) {
      if (this.dt[i] === 0) continue;
      const rise = twiceTheRises[i] / 2;
      this.gains[i] -= rise;
      if (!(rise <= rounding * this.meanLoss)) this.shorten(i);
      else if (this.taken % watched === 0) this.judge(i);
    }
  }

  /** Losses before and after are not alike: they are watched anew. */
  private shorten(i: number): void {
    this.dt[i] = this.dt[i] / 2 < steps.smallestDt ? 0 : this.dt[i] / 2;
    this.gainsBefore[i] = Number.POSITIVE_INFINITY;
    this.gains[i] = 0;
  }

  /** At rest is a sample whose losses shrink like a geometric series of which little is left, by the slower of the last two ratios: one may be mere rounding. */
  private judge(i: number): void {
    const [gain, before] = [this.gains[i], this.gainsBefore[i]];
    const shrinking = before === Number.POSITIVE_INFINITY ? 0.5 : Math.max(0, gain / before);
    const slower = Math.max(shrinking, this.shrinkingBefore[i]);
    this.shrinkingBefore[i] = shrinking;
    if (slower < 1 && (gain * slower) / (1 - slower) <= restingGain * this.meanLoss) {
      this.rests[i] = 1;
      this.dt[i] = 0;
    }
    this.gainsBefore[i] = gain;
    this.gains[i] = 0;
  }
}
