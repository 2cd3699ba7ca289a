/** A learner's weight steps in float64, with gradients from whichever path of the engine is the fastest. */
import type { BackendName } from '../../../model/problem/problem.ts';
import { layerOf, openTile, type Tile } from '../kernels/tile.ts';
import { feedforward, lossOf } from '../reference/referenceInference.ts';
import { largestLogVariance, precisionsOf } from '../reference/variances.ts';
import type { GradientValues, GradientWork, Watch } from '../work/backend.ts';
import { Breather } from '../work/breather.ts';
import type {
  InferredSamples,
  LearnerPlan,
  LearnerStart,
  LearnerSteps,
  StepMeasures,
  TestMeasures,
} from '../work/learnerSteps.ts';
import { batchOf, countCorrect, type Samples } from '../work/samples.ts';
import { divergenceFactor } from '../work/stepControl.ts';
import { oneSetting } from '../work/weightSettings.ts';
import { inferSamples, outputsOf } from './inferredSamples.ts';
import { takeStep } from './optimiser.ts';
import { normOf, normsByLayer, variancesByLayer } from './stepMeasures.ts';

type Gradient = (work: GradientWork, watch: Watch) => Promise<GradientValues & { readonly backend: BackendName }>;

/** Changes the arrays of `start` in place: weights, log-variances and the optimiser's state. */
export class HostSteps implements LearnerSteps {
  backend: BackendName = 'reference';
  readonly measuresAtOnce = true;
  private waiting: StepMeasures[] = [];
  private firstLoss: number | null;
  private hasEnded = false;
  private inputs: Float64Array = new Float64Array();
  private heldHalvings: number;
  private readonly parameters: LearntParameters;

  constructor(
    private readonly plan: LearnerPlan,
    private readonly start: LearnerStart,
    private readonly gradientOf: Gradient,
  ) {
    this.firstLoss = start.firstLoss;
    this.heldHalvings = start.halvings ?? 0;
    this.parameters = new LearntParameters(plan, start);
  }

  /** A step that ends the run, or is cancelled, restores the parameters from before the step, updates during inference included. */
  async take(samples: Samples, rate: number, watch: Watch): Promise<void> {
    if (this.hasEnded) return;
    const work = this.work(samples, rate);
    const restore = work.updates ? this.parameters.snapshot() : () => {};
    const values = await this.gradientOf(work, watch).catch((error) => {
      restore();
      throw error;
    });
    this.backend = values.backend;
    this.inputs = values.inputs ?? samples.x;
    const gradient = this.scaled(values.gradient);
    const measured = this.measure(values, gradient);
    this.hasEnded = measured.diverged || measured.completed;
    if (this.hasEnded) restore();
    else {
      this.parameters.step(gradient, rate);
      this.heldHalvings = values.halvings?.[0] ?? 0;
    }
    this.waiting.push({ ...measured, clamped: this.parameters.clamped });
  }

  async measures(): Promise<StepMeasures[]> {
    return this.waiting.splice(0);
  }

  async weights(): Promise<Float64Array> {
    return this.start.weights;
  }

  async logVariances(): Promise<Float64Array> {
    return this.start.logVariances;
  }

  async optimiserState(): Promise<Float64Array> {
    return this.start.optimiserState;
  }

  async halvings(): Promise<number> {
    return this.heldHalvings;
  }

  async test(samples: Samples, { signal }: Watch): Promise<TestMeasures> {
    const tile = this.open(samples);
    await feedforward(tile, new Breather(signal));
    const { layers, widths } = this.plan.layout;
    const correct = countCorrect(samples.y, layerOf(tile, tile.errors, layers), widths[layers]);
    return { loss: lossOf(tile)[0], accuracy: correct / samples.count };
  }

  async predict(x: Float64Array, count: number, { signal }: Watch): Promise<Float64Array> {
    const { layers, widths } = this.plan.layout;
    const tile = this.open(batchOf(x, new Float64Array(count * widths[layers]), count));
    await feedforward(tile, new Breather(signal));
    return outputsOf(tile);
  }

  async infer(samples: Samples, record: readonly number[], { signal }: Watch): Promise<InferredSamples> {
    return inferSamples(this.open(samples), record, this.plan.stopping, new Breather(signal));
  }

  async latestInputs(): Promise<Float64Array> {
    return this.inputs;
  }

  dispose(): void {}

  private open(samples: Samples): Tile {
    const { layout, dt, variant } = this.plan;
    const { weights, logVariances } = this.start;
    const precisions = logVariances.length > 0 ? precisionsOf(layout, logVariances) : null;
    return openTile(layout, samples, oneSetting(weights), 0, 1, dt, { precisions, sparsity: variant.sparsity ?? 0 });
  }

  /** Steps of inference after the last weight update would change no result, and are not taken. */
  private work(samples: Samples, rate: number): GradientWork {
    const { layout, learner, dt, steps, stopping, variant } = this.plan;
    const { weights, logVariances } = this.start;
    const { updateEvery = steps, sparsity } = variant;
    const take = (gradient: Float64Array) => this.parameters.step(this.scaled(gradient), rate);
    return {
      layout,
      samples,
      settings: oneSetting(weights),
      learner,
      dt,
      steps: updateEvery < steps ? steps - (steps % updateEvery) : steps,
      stopping,
      halvings: Int32Array.of(this.heldHalvings),
      sparsity,
      logVariances: logVariances.length > 0 ? logVariances : null,
      updates: updateEvery < steps ? { every: updateEvery, take } : null,
    };
  }

  private scaled(gradient: Float64Array): Float64Array {
    for (let p = 0; p < gradient.length; p++) gradient[p] *= this.plan.scale;
    return gradient;
  }

  /** The measurements that belong to the weights before the step. */
  private measure({ loss: [loss], energy: [energy], divergedAt }: GradientValues, gradient: Float64Array): Measured {
    const { layout, goal, layerNorms } = this.plan;
    const ofWeights = gradient.subarray(0, layout.parameterCount);
    const gradientNorm = normOf(ofWeights);
    this.firstLoss ??= loss;
    const diverged = divergedAt[0] >= 0 || !(loss <= divergenceFactor * this.firstLoss) || !Number.isFinite(gradientNorm);
    const completed = !diverged && goal !== null && loss < goal;
    const byLayer = layerNorms
      ? {
          layerNorms: { gradient: normsByLayer(ofWeights, layout), parameter: normsByLayer(this.start.weights, layout) },
          gradientVariances: variancesByLayer(ofWeights, layout),
        }
      : { layerNorms: null, gradientVariances: null };
    return { loss, energy, gradientNorm, ...byLayer, prediction: null, diverged, completed };
  }
}

type Measured = Omit<StepMeasures, 'clamped'>;

/** The parameters of a learner, changed in place: weights, log-variances where they are trainable, and the optimiser's state. */
class LearntParameters {
  /** theta: the array of weights itself, or a copy of the weights followed by the log-variances. */
  private readonly theta: Float64Array;

  constructor(
    private readonly plan: Pick<LearnerPlan, 'optimiser' | 'variant'>,
    private readonly start: LearnerStart,
  ) {
    const { weights, logVariances } = start;
    this.theta = logVariances.length > 0 ? new Float64Array(weights.length + logVariances.length) : weights;
  }

  /** Units whose log-variance is held at a bound. */
  get clamped(): number {
    return this.start.logVariances.filter((s) => Math.abs(s) === largestLogVariance).length;
  }

  /** `g <- g + lambda theta`, then the optimiser's step along g, [P] or [P + units]; log-variances are held within their bounds. */
  step(gradient: Float64Array, rate: number): void {
    const { theta, start } = this;
    const { optimiser, variant } = this.plan;
    this.gather();
    if (variant.weightDecay) for (let p = 0; p < theta.length; p++) gradient[p] += variant.weightDecay * theta[p];
    takeStep(optimiser, rate, theta, gradient, start.optimiserState);
    this.spread();
  }

  /** Copies weights, log-variances and the optimiser's state. Returns a function that restores them. */
  snapshot(): () => void {
    const { weights, logVariances, optimiserState } = this.start;
    const copies = [weights, logVariances, optimiserState].map((values) => ({ values, copy: values.slice() }));
    return () => {
      for (const { values, copy } of copies) values.set(copy);
    };
  }

  private gather(): void {
    const { weights, logVariances } = this.start;
    if (this.theta === weights) return;
    this.theta.set(weights);
    this.theta.set(logVariances, weights.length);
  }

  private spread(): void {
    const { weights, logVariances } = this.start;
    if (this.theta === weights) return;
    weights.set(this.theta.subarray(0, weights.length));
    for (let unit = 0; unit < logVariances.length; unit++) {
      const s = this.theta[weights.length + unit];
      logVariances[unit] = Math.max(-largestLogVariance, Math.min(largestLogVariance, s));
    }
  }
}
