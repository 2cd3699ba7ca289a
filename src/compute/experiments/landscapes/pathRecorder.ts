/** Records a learner's path over the landscape: its place in the plane at evenly spaced iterations, and the true heights there. */

import type { TrainingRequest } from '../../../model/landscapes/experiments.ts';
import type { LearnerPath } from '../../../model/landscapes/trainingFrames.ts';
import type { Engine } from '../../engine/engine.ts';
import type { NetworkLayout } from '../../engine/work/networkLayout.ts';
import { projectOnto } from '../planes/geometry.ts';
import type { SetupOnPlane } from '../setup.ts';

/** Points of a path, at most about. */
const mostPoints = 400;
/** Networks with more parameters than this record their path's coordinates only, not its weights. */
const mostRecordedParameters = 5000;

export const recordsWeights = ({ parameterCount }: NetworkLayout): boolean => parameterCount <= mostRecordedParameters;

export class PathRecorder {
  private readonly stride: number;
  private iteration: number[] = [];
  private a: number[] = [];
  private b: number[] = [];
  private residual: number[] = [];
  private loss: number[] = [];
  private equilibratedEnergy: number[] = [];
  private readonly energyAtStep: number[][];
  private weights: number[] = [];
  /** Weights of recorded points without heights yet; heights are computed together when a frame is due. */
  private waiting: Float64Array[] = [];

  constructor(
    private readonly request: TrainingRequest,
    private readonly setup: SetupOnPlane,
    private readonly engine: Engine,
    private readonly signal: AbortSignal,
    private readonly options: { withHeights: boolean; withWeights: boolean },
    earlier: LearnerPath | null,
  ) {
    this.stride = Math.max(1, Math.ceil(request.iterations / mostPoints));
    this.energyAtStep = request.record.map(() => []);
    if (earlier) this.restore(earlier);
  }

  /** Adds a point if the iteration is a multiple of the stride, or the last. */
  record(iteration: number, weights: Float64Array, isLast: boolean): void {
    if (!isLast && iteration % this.stride !== 0) return;
    if (this.iteration.length > 0 && this.iteration[this.iteration.length - 1] >= iteration) return;
    const { a, b, residual } = projectOnto(this.setup.plane, weights);
    this.iteration.push(iteration);
    this.a.push(a);
    this.b.push(b);
    this.residual.push(residual);
    this.waiting.push(this.options.withHeights ? weights.slice() : new Float64Array(0));
  }

  async path(): Promise<LearnerPath> {
    await this.measureHeights();
    return {
      iteration: Int32Array.from(this.iteration),
      a: Float64Array.from(this.a),
      b: Float64Array.from(this.b),
      residual: Float64Array.from(this.residual),
      loss: Float64Array.from(this.loss),
      equilibratedEnergy: Float64Array.from(this.equilibratedEnergy),
      energyAtStep: this.energyAtStep.map((energies) => Float64Array.from(energies)),
      weights: this.options.withWeights ? Float64Array.from(this.weights) : null,
    };
  }

  private async measureHeights(): Promise<void> {
    if (this.waiting.length === 0) return;
    if (!this.options.withHeights) return this.leaveHeightsOut();
    const { layout, observed: samples } = this.setup;
    const weights = new Float64Array(this.waiting.length * layout.parameterCount);
    for (const [k, point] of this.waiting.entries()) weights.set(point, k * layout.parameterCount);
    const settings = { kind: 'list', count: this.waiting.length, weights } as const;
    const { dt, stopping = 'fixed' } = this.request.inference;
    const work = { layout, samples, settings, dt, stopping, record: this.request.record };
    const values = await this.engine.landscape(work, this.request.backend, { signal: this.signal });
    this.loss.push(...values.loss);
    this.equilibratedEnergy.push(...values.equilibratedEnergy);
    values.energyAtStep.forEach((energies, r) => {
      this.energyAtStep[r].push(...energies);
    });
    if (this.options.withWeights) for (const point of this.waiting) this.weights.push(...point);
    this.waiting = [];
  }

  private leaveHeightsOut(): void {
    for (const heights of [this.loss, this.equilibratedEnergy, ...this.energyAtStep]) {
      heights.push(...this.waiting.map(() => Number.NaN));
    }
    this.waiting = [];
  }

  private restore(path: LearnerPath): void {
    this.iteration = Array.from(path.iteration);
    this.a = Array.from(path.a);
    this.b = Array.from(path.b);
    this.residual = Array.from(path.residual);
    this.loss = Array.from(path.loss);
    this.equilibratedEnergy = Array.from(path.equilibratedEnergy);
    path.energyAtStep.forEach((energies, r) => {
      this.energyAtStep[r] = Array.from(energies);
    });
    this.weights = Array.from(path.weights ?? []);
  }
}
