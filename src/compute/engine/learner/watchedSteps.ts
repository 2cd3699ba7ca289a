/** A learner's weight steps that move to another path as soon as their own no longer takes the weights to which they have come. */
import { toTheEnd } from '../../math/stepwise.ts';
import { layerOf, openTile } from '../kernels/tile.ts';
import { feedforward } from '../reference/referenceInference.ts';
import { rescalingOf } from '../rest/linearEquilibrium.ts';
import type { Watch } from '../work/backend.ts';
import { Breather } from '../work/breather.ts';
import type {
  InferredSamples,
  LearnerPlan,
  LearnerStart,
  LearnerSteps,
  Rescaled,
  StepMeasures,
  TestMeasures,
} from '../work/learnerSteps.ts';
import type { Samples } from '../work/samples.ts';
import { oneSetting } from '../work/weightSettings.ts';

/** Most steps between two looks at the weights, which are read beside the steps' measures anyway. */
const mostUnseen = 32;

export class WatchedSteps implements LearnerSteps {
  readonly measuresAtOnce = false;
  private waiting: StepMeasures[] = [];
  private unseen = 0;
  private isWatched = true;
  /** For steps in float64, which leave them to the caller. */
  private predictions: Rescaled[] = [];

  /** `takes`: whether the path goes on taking steps at these weights. `reopen`: steps on another path, from there. */
  constructor(
    private readonly plan: LearnerPlan,
    private steps: LearnerSteps,
    private firstLoss: number | null,
    private readonly takes: (weights: Float64Array) => boolean,
    private readonly reopen: (start: LearnerStart) => Promise<LearnerSteps>,
  ) {}

  get backend() {
    return this.steps.backend;
  }

  async take(samples: Samples, rate: number, watch: Watch): Promise<void> {
    if (this.plan.prediction && this.steps.measuresAtOnce) this.predictions.push(await this.predicted(samples, watch));
    await this.steps.take(samples, rate, watch);
    if (++this.unseen >= mostUnseen) await this.look();
  }

  async measures(): Promise<StepMeasures[]> {
    await this.look();
    return this.waiting.splice(0);
  }

  weights(): Promise<Float64Array> {
    return this.steps.weights();
  }

  logVariances(): Promise<Float64Array> {
    return this.steps.logVariances();
  }

  optimiserState(): Promise<Float64Array> {
    return this.steps.optimiserState();
  }

  halvings(): Promise<number> {
    return this.steps.halvings();
  }

  test(samples: Samples, watch: Watch): Promise<TestMeasures> {
    return this.steps.test(samples, watch);
  }

  predict(x: Float64Array, count: number, watch: Watch): Promise<Float64Array> {
    return this.steps.predict(x, count, watch);
  }

  infer(samples: Samples, record: readonly number[], watch: Watch): Promise<InferredSamples> {
    return this.steps.infer(samples, record, watch);
  }

  latestInputs(): Promise<Float64Array> {
    return this.steps.latestInputs();
  }

  dispose(): void {
    this.steps.dispose();
  }

  /** Collects what was measured, and moves where the weights have left the path. A run that has ended stays. */
  private async look(): Promise<void> {
    this.unseen = 0;
    for (const measured of await this.steps.measures()) {
      this.firstLoss ??= measured.loss;
      const prediction = this.predictions.shift();
      this.waiting.push(prediction ? { ...measured, prediction } : measured);
      if (measured.diverged || measured.completed) this.isWatched = false;
    }
    if (this.isWatched && !this.takes(await this.weights())) await this.move();
  }

  private async move(): Promise<void> {
    const { steps, firstLoss } = this;
    this.isWatched = false;
    this.steps = await this.reopen({
      weights: (await steps.weights()).slice(),
      logVariances: (await steps.logVariances()).slice(),
      optimiserState: (await steps.optimiserState()).slice(),
      halvings: await steps.halvings(),
      firstLoss,
    });
    steps.dispose();
  }

  /** S and the moments of the residuals at the weights before a step. */
  private async predicted(samples: Samples, { signal }: Watch): Promise<Rescaled> {
    const { layout, dt } = this.plan;
    const tile = openTile(layout, samples, oneSetting(await this.weights()), 0, 1, dt);
    await feedforward(tile, new Breather(signal));
    const residuals = layerOf(tile, tile.errors, layout.layers);
    return { rescaling: toTheEnd(rescalingOf(tile, 0)).rescaling, residualMoments: momentsOf(residuals, samples.count) };
  }
}

/** `1/N sum_i r_i r_i^T` for r [N * d]. */
function momentsOf(residuals: Float64Array, count: number): Float64Array {
  const width = residuals.length / count;
  const moments = new Float64Array(width * width);
  for (let i = 0; i < residuals.length; i += width)
    for (let j = 0; j < width; j++)
      for (let k = 0; k < width; k++) moments[j * width + k] += (residuals[i + j] * residuals[i + k]) / count;
  return moments;
}
