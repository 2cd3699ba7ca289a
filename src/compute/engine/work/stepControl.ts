/** The step size of inference, chosen from the energies after every step: when it halves, and when inference ends. */
import type { StoppingRule } from '../../../model/problem/problem.ts';
import type { LandscapeWork } from './backend.ts';

/** Inference has diverged when its energy has grown by this factor, or is NaN. */
export const divergenceFactor = 1e6;
/** Energies below this count as zero when growth is judged. */
const energyFloor = 1e-12;
/** The published rule halves dt while dt is above this, and stops once a halved dt is not. */
export const publishedSmallestDt = 0.025;

/**
 * Chooses dt for each weight setting's inference of T steps; a dt of 0 ends the inference.
 *
 * The published rule, as the papers' notebooks have it: where the energy at step t >= 1 is not below the energy at step t - 1, dt is halved, but the
 * update that follows step t is still taken with the dt from before. Where the halved dt is at most 0.025, inference ends at step t instead, and dt is set
 * back to its value at the start of this inference. A dt that was halved and did not get so small stays halved for the next batch.
 */
export class StepControl {
  /** First step at which each setting diverged, -1 where it did not. */
  readonly divergedAt: Int32Array;
  /** The dt that the rule holds for the update after the next, and for the next batch. [settings] */
  readonly heldDt: Float64Array;
  private readonly startDt: Float64Array;
  private readonly initial: Float64Array;
  private readonly previous: Float64Array;

  /** `stepSize` [settings] holds the dt that inference starts with, and is written to: 0 means that a setting rests. */
  constructor(
    private readonly stepSize: Float64Array,
    private readonly stopping: StoppingRule,
    private readonly steps: number,
  ) {
    this.divergedAt = new Int32Array(stepSize.length).fill(-1);
    this.startDt = stepSize.slice();
    this.heldDt = stepSize.slice();
    this.initial = new Float64Array(stepSize.length);
    this.previous = new Float64Array(stepSize.length);
  }

  /**
   * Takes the settings' total energies at step t, and by how much they rose since step t - 1 where a path knows that to more digits than their
   * difference has. Returns whether any setting still moves.
   */
  observe(t: number, energy: Float64Array, rise: Float64Array | null = null): boolean {
    let moving = false;
    for (let s = 0; s < this.stepSize.length; s++) {
      if (t === 0) this.initial[s] = Math.max(energy[s], energyFloor);
      else if (this.stepSize[s] > 0 && this.stopping === 'published')
        this.judge(s, rise ? rise[s] : energy[s] - this.previous[s]);
      if (hasDiverged(energy[s], this.initial[s]) && this.divergedAt[s] < 0) {
        this.divergedAt[s] = t;
        this.stepSize[s] = 0;
      }
      // The published loop takes its gradient before the last activity update: T steps give T - 1 of them.
      if (this.stopping === 'published' && t >= this.steps - 1) this.stepSize[s] = 0;
      this.previous[s] = energy[s];
      moving ||= this.stepSize[s] > 0;
    }
    return moving;
  }

  private judge(s: number, rise: number): void {
    this.stepSize[s] = this.heldDt[s];
    if (!(rise >= 0) || this.heldDt[s] <= publishedSmallestDt) return;
    this.heldDt[s] /= 2;
    if (this.heldDt[s] > publishedSmallestDt) return;
    this.heldDt[s] = this.startDt[s];
    this.stepSize[s] = 0;
  }
}

/** The dt with which inference starts after so many halvings: the published rule carries them from batch to batch. */
export const halvedDt = (dt: number, halvings: number): number => dt / 2 ** halvings;

/** How often `dt` was halved to become each held dt: exact, whether that was held in float64 or in float32. */
export const halvingsOf = (dt: number, heldDt: ArrayLike<number>): Int32Array =>
  Int32Array.from(heldDt, (held) => Math.round(Math.log2(dt / held)));

/** Whether inference that started at the energy `initial` has diverged at `energy`. */
export function hasDiverged(energy: number, initial: number): boolean {
  return !(energy <= highestEnergy(initial));
}

/** The highest energy that inference may reach from `initial` without counting as diverged. */
export const highestEnergy = (initial: number): number => divergenceFactor * Math.max(initial, energyFloor);

/** The steps of inference that finding a rest takes as long as, usually. */
const stepsToRest = 100;

/** Steps of inference that one setting of a landscape takes: to the last that is recorded and, where the equilibrium is wanted and not solved, as long as finding it takes. */
export function inferenceSteps({
  layout,
  record,
  withEquilibrium = true,
}: Pick<LandscapeWork, 'layout' | 'record' | 'withEquilibrium'>): number {
  return record[record.length - 1] + (withEquilibrium && !layout.hasClosedForm ? stepsToRest : 0);
}
