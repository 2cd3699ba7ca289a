/** A learner's weight steps on the engine's own paths: the gradient from where it is computed soonest, the step in float64. */
import type { BackendName } from '../../model/problem.ts';
import type { GradientValues, GradientWork, Watch } from './backend.ts';
import { Breather } from './breather.ts';
import type { LearnerPlan, LearnerStart, LearnerSteps, StepMeasures, TestMeasures } from './learnerSteps.ts';
import type { NetworkLayout } from './network.ts';
import { takeStep } from './optimiser.ts';
import { countCorrect } from './outputs.ts';
import { energyOf, feedforward } from './referenceInference.ts';
import type { Samples } from './samples.ts';
import { divergenceFactor } from './stepControl.ts';
import { openTile } from './tile.ts';
import { oneSetting } from './weightSettings.ts';

type Gradient = (work: GradientWork, watch: Watch) => Promise<GradientValues & { readonly backend: BackendName }>;

/** Steps in place: `start`'s arrays are the learner's weights and its optimiser's state. */
export class HostSteps implements LearnerSteps {
  backend: BackendName = 'reference';
  readonly measuresAtOnce = true;
  private waiting: StepMeasures[] = [];
  private firstLoss: number | null;
  private hasEnded = false;

  constructor(
    private readonly plan: LearnerPlan,
    private readonly start: LearnerStart,
    private readonly gradientOf: Gradient,
  ) {
    this.firstLoss = start.firstLoss;
  }

  async take(samples: Samples, rate: number, watch: Watch): Promise<void> {
    if (this.hasEnded) return;
    const { layout, learner, dt, steps, stopping, scale, optimiser } = this.plan;
    const { weights, optimiserState } = this.start;
    const work = { layout, samples, settings: oneSetting(weights), learner, dt, steps, stopping };
    const values = await this.gradientOf(work, watch);
    this.backend = values.backend;
    const { gradient } = values;
    for (let p = 0; p < gradient.length; p++) gradient[p] *= scale;
    const gradientNorm = norm(gradient);
    const [loss, energy] = [values.loss[0], values.energy[0]];
    this.firstLoss ??= loss;
    const diverged = values.divergedAt[0] >= 0 || !(loss <= divergenceFactor * this.firstLoss) || !Number.isFinite(gradientNorm);
    const completed = !diverged && this.plan.goal !== null && loss < this.plan.goal;
    this.hasEnded = diverged || completed;
    const layerNorms = this.plan.layerNorms ? { gradient: normsOf(gradient, layout), parameter: normsOf(weights, layout) } : null;
    this.waiting.push({ loss, energy, gradientNorm, layerNorms, prediction: null, diverged, completed });
    if (!this.hasEnded) takeStep(optimiser, rate, weights, gradient, optimiserState);
  }

  async measures(): Promise<StepMeasures[]> {
    return this.waiting.splice(0);
  }

  async weights(): Promise<Float64Array> {
    return this.start.weights;
  }

  async optimiserState(): Promise<Float64Array> {
    return this.start.optimiserState;
  }

  async test(samples: Samples, { signal }: Watch): Promise<TestMeasures> {
    const { layout } = this.plan;
    const tile = openTile(layout, samples, oneSetting(this.start.weights), 0, 1, 0);
    await feedforward(tile, new Breather(signal));
    const { unitOffset, unitCount, layers, widths } = layout;
    const outputErrors = new Float64Array(samples.y.length);
    for (let i = 0; i < samples.count; i++) {
      const output = i * unitCount + unitOffset[layers];
      outputErrors.set(tile.errors.subarray(output, output + widths[layers]), i * widths[layers]);
    }
    return { loss: energyOf(tile)[0], accuracy: countCorrect(samples.y, outputErrors, widths[layers]) / samples.count };
  }

  dispose(): void {}
}

/** Of a flat array's layers, [L]. */
const normsOf = (flat: Float64Array, { layers, weightOffset }: NetworkLayout): Float64Array =>
  Float64Array.from({ length: layers }, (_, l) => norm(flat.subarray(weightOffset[l], weightOffset[l + 1])));

function norm(values: Float64Array): number {
  let squares = 0;
  for (let p = 0; p < values.length; p++) squares += values[p] ** 2;
  return Math.sqrt(squares);
}
