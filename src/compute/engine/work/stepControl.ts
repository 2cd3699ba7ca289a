/** The step size of inference, chosen from the energies after every step: when it halves, and when inference ends. */
import type { StoppingRule } from '../../../model/problem/problem.ts';
import type { LandscapeWork } from './backend.ts';

/** Inference has diverged when its energy has grown by this factor, or is NaN. */
export const divergenceFactor = 1e6;
/** Energies below this count as zero when growth is judged. */
const energyFloor = 1e-12;
/** The published rule stops when dt has been halved down to this. */
export const publishedSmallestDt = 0.025;

/** Chooses dt for each weight setting's inference of T steps; a dt of 0 ends the inference. */
export class StepControl {
  /** First step at which each setting diverged, -1 where it did not. */
  readonly divergedAt: Int32Array;
  private readonly initial: Float64Array;
  private readonly previous: Float64Array;

  /** `stepSize` [settings] is written to: 0 means that a setting rests. */
  constructor(
    private readonly stepSize: Float64Array,
    private readonly stopping: StoppingRule,
    private readonly steps: number,
  ) {
    this.divergedAt = new Int32Array(stepSize.length).fill(-1);
    this.initial = new Float64Array(stepSize.length);
    this.previous = new Float64Array(stepSize.length);
  }

  /** Takes the settings' total energies at step t. Returns whether any setting still moves. */
  observe(t: number, energy: Float64Array): boolean {
    let moving = false;
    for (let s = 0; s < this.stepSize.length; s++) {
      if (t === 0) this.initial[s] = Math.max(energy[s], energyFloor);
      else if (this.stepSize[s] > 0) this.judge(s, t, energy[s]);
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

  private judge(s: number, t: number, energy: number): void {
    if (this.stopping !== 'published' || t === 0 || energy <= this.previous[s]) return;
    this.stepSize[s] /= 2;
    if (this.stepSize[s] <= publishedSmallestDt) this.stepSize[s] = 0;
  }
}

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
