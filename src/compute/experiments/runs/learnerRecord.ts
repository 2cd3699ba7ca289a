/** The measurements of a learner's steps: its curves, its tests, and whether its run has ended. */

import type { LearnerCurves, LearnerTests } from '../../../model/problem/learnerCurves.ts';
import type { LearningRun } from '../../../model/problem/problem.ts';
import type { StepMeasures, TestMeasures } from '../../engine/work/learnerSteps.ts';

/** Figure 5's rule for the end: the mean loss of an epoch is less than this below the mean of the epoch before. */
const leastFall = 0.001;

export class LearnerRecord {
  divergedAt = -1;
  /** Whether the learner met a published stopping criterion and takes no more steps. */
  finished = false;
  /** Largest number of units whose log-variances were clipped to their bounds in one step. */
  clamped = 0;
  private loss: number[] = [];
  private energy: number[] = [];
  private gradientNorm: number[] = [];
  private theoryEnergy: number[] | null;
  private tests: Record<keyof LearnerTests, number[]> | null;
  /** [L][iteration] */
  private layerNorms: Record<'gradient' | 'parameter', number[][]> | null = null;

  /** `epoch`: iterations of an epoch, null for data that have none; `testEvery`: iterations between two tests. */
  constructor(
    private readonly epoch: number | null,
    withTheory: boolean,
    private readonly ending: LearningRun['ending'],
    private readonly testEvery = epoch,
  ) {
    this.theoryEnergy = withTheory ? [] : null;
    this.tests = epoch === null ? null : { iteration: [], loss: [], accuracy: [] };
  }

  get stepsTaken(): number {
    return this.loss.length;
  }

  /** Loss of the first batch; null before the first step. */
  get firstLoss(): number | null {
    return this.loss[0] ?? null;
  }

  get testsMade(): number {
    return this.tests?.iteration.length ?? 0;
  }

  get latestGradientNorm(): number {
    return this.gradientNorm[this.gradientNorm.length - 1];
  }

  get hasTheory(): boolean {
    return this.theoryEnergy !== null;
  }

  dropTheory(): void {
    this.theoryEnergy = null;
  }

  isEpochEnd(stepsTaken: number): boolean {
    return this.epoch !== null && stepsTaken > 0 && stepsTaken % this.epoch === 0;
  }

  /** Whether a test is due after this many steps: before the first step, and then at equal intervals, once each. */
  isTestDue(stepsTaken: number): boolean {
    return this.tests !== null && stepsTaken % this.testEvery! === 0 && this.tests.iteration.at(-1) !== stepsTaken;
  }

  add({ loss, energy, gradientNorm, layerNorms, clamped, diverged, completed }: StepMeasures): void {
    if (!this.isAlive) return;
    this.loss.push(loss);
    this.energy.push(energy);
    this.gradientNorm.push(gradientNorm);
    if (layerNorms && (this.layerNorms || this.stepsTaken === 1)) this.addLayerNorms(layerNorms); // from the first step or not at all
    this.clamped = Math.max(this.clamped, clamped);
    if (completed) this.finished = true;
    if (diverged) this.divergedAt = this.loss.length - 1;
    if (this.ending === 'plateau' && this.isEpochEnd(this.stepsTaken)) this.finished ||= this.lossRests();
  }

  addTheory(energy: number): void {
    this.theoryEnergy?.push(energy);
  }

  addTest(iteration: number, { loss, accuracy }: TestMeasures): void {
    this.tests?.iteration.push(iteration);
    this.tests?.loss.push(loss);
    this.tests?.accuracy.push(accuracy);
  }

  curves(): LearnerCurves {
    const { tests, layerNorms } = this;
    return {
      loss: Float64Array.from(this.loss),
      energy: Float64Array.from(this.energy),
      theoryEnergy: this.theoryEnergy && Float64Array.from(this.theoryEnergy),
      gradientNorm: Float64Array.from(this.gradientNorm),
      tests: tests && {
        iteration: Int32Array.from(tests.iteration),
        loss: Float64Array.from(tests.loss),
        accuracy: Float64Array.from(tests.accuracy),
      },
      layerNorms: layerNorms && {
        gradient: layerNorms.gradient.map((norms) => Float64Array.from(norms)),
        parameter: layerNorms.parameter.map((norms) => Float64Array.from(norms)),
      },
      divergedAt: this.divergedAt,
      finished: this.finished,
    };
  }

  restore({ loss, energy, theoryEnergy, gradientNorm, tests, layerNorms, divergedAt, finished }: LearnerCurves): void {
    this.loss = Array.from(loss);
    this.energy = Array.from(energy);
    this.theoryEnergy = theoryEnergy && Array.from(theoryEnergy);
    this.gradientNorm = Array.from(gradientNorm);
    this.tests = tests && {
      iteration: Array.from(tests.iteration),
      loss: Array.from(tests.loss),
      accuracy: Array.from(tests.accuracy),
    };
    this.layerNorms = layerNorms && {
      gradient: layerNorms.gradient.map((norms) => Array.from(norms)),
      parameter: layerNorms.parameter.map((norms) => Array.from(norms)),
    };
    this.divergedAt = divergedAt;
    this.finished = finished;
  }

  private get isAlive(): boolean {
    return this.divergedAt < 0;
  }

  private addLayerNorms(norms: NonNullable<StepMeasures['layerNorms']>): void {
    const lists = () => Array.from(norms.gradient, (): number[] => []);
    this.layerNorms ??= { gradient: lists(), parameter: lists() };
    for (const [l, list] of this.layerNorms.gradient.entries()) list.push(norms.gradient[l]);
    for (const [l, list] of this.layerNorms.parameter.entries()) list.push(norms.parameter[l]);
  }

  private lossRests(): boolean {
    const epoch = this.epoch!;
    if (this.stepsTaken < 2 * epoch) return false;
    const mean = (from: number) => this.loss.slice(from, from + epoch).reduce((sum, loss) => sum + loss, 0) / epoch;
    return mean(this.stepsTaken - 2 * epoch) - mean(this.stepsTaken - epoch) < leastFall;
  }
}
