/** A learner's weight steps in the SIMD kernels: weights and optimiser stay in the kernels' memory, and a step is a few calls, however long its inference. */
import type { Stepwise } from '../../math/stepwise.ts';
import { openTile } from '../kernels/tile.ts';
import { inferSamples } from '../learner/inferredSamples.ts';
import { measuresFrom } from '../learner/stepMeasures.ts';
import type { Watch } from '../work/backend.ts';
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
import { oneSetting } from '../work/weightSettings.ts';
import { type Evaluated, evaluate, residualMoments } from './evaluate.ts';
import { GradientSums, learnerErrors } from './gradient.ts';
import { borrowHeap, giveBack, Heap } from './heap.ts';
import { LinearSolver } from './linearSolver.ts';
import { SimdNetwork } from './networkMemory.ts';
import { SimdParameters } from './simdParameters.ts';
import { SimdTile } from './simdTile.ts';

/** Memory for a batch and its gradient. */
interface Workbench {
  readonly tile: SimdTile;
  readonly sums: GradientSums;
  /** For networks whose equilibrium has a closed form; null for others. */
  readonly solver: LinearSolver | null;
  /** The most samples that there is room for. */
  readonly samples: number;
}

export class SimdSteps implements LearnerSteps {
  readonly backend = 'simd';
  readonly measuresAtOnce = false; // weights are not where the plan's start has them
  private readonly heap = new Heap();
  private readonly network: SimdNetwork;
  private readonly parameters: SimdParameters;
  private bench: Workbench | null = null;
  private waiting: StepMeasures[] = [];
  private firstLoss: number | null;
  private hasEnded = false;
  private inputs: Float64Array = new Float64Array();

  constructor(
    private readonly plan: LearnerPlan,
    start: LearnerStart,
  ) {
    this.firstLoss = start.firstLoss;
    this.network = new SimdNetwork(this.heap, plan.layout, oneSetting(start.weights));
    this.network.load(0);
    this.parameters = new SimdParameters(this.heap, this.network, plan, start.optimiserState);
  }

  /** A step that ends the run, or is cancelled, leaves the weights as they were before it. */
  async take(samples: Samples, rate: number, { signal }: Watch): Promise<void> {
    if (this.hasEnded) return;
    const bench = this.benchFor(samples);
    const row = await new Breather(signal).run(this.measure(bench));
    const measures = measuresFrom(row, this.plan, this.firstLoss);
    this.firstLoss ??= measures.loss;
    this.hasEnded = measures.diverged || measures.completed;
    if (!this.hasEnded) this.parameters.step(bench.sums.flat, rate);
    this.inputs = samples.x;
    this.waiting.push(measures);
  }

  async measures(): Promise<StepMeasures[]> {
    return this.waiting.splice(0);
  }

  async weights(): Promise<Float64Array> {
    return this.parameters.weights();
  }

  async logVariances(): Promise<Float64Array> {
    return new Float64Array();
  }

  async optimiserState(): Promise<Float64Array> {
    return this.parameters.optimiserState();
  }

  async halvings(): Promise<number> {
    return 0; // these kernels take no other rule than T steps
  }

  async test(samples: Samples, watch: Watch): Promise<TestMeasures> {
    const { widths, layers } = this.plan.layout;
    const { loss, residuals } = await this.evaluated(samples, watch);
    return { loss, accuracy: countCorrect(samples.y, residuals, widths[layers]) / samples.count };
  }

  async predict(x: Float64Array, count: number, watch: Watch): Promise<Float64Array> {
    const { widths, layers } = this.plan.layout;
    const { residuals } = await this.evaluated(batchOf(x, new Float64Array(count * widths[layers]), count), watch);
    return residuals.map((residual) => -residual);
  }

  /** In float64, since few callers ask for inference. */
  async infer(samples: Samples, record: readonly number[], { signal }: Watch): Promise<InferredSamples> {
    const { layout, dt, stopping } = this.plan;
    const tile = openTile(layout, samples, oneSetting(this.parameters.weights()), 0, 1, dt);
    return inferSamples(tile, record, stopping, new Breather(signal));
  }

  async latestInputs(): Promise<Float64Array> {
    return this.inputs;
  }

  dispose(): void {
    this.hasEnded = true;
  }

  private benchFor(samples: Samples): Workbench {
    if (this.bench && samples.count <= this.bench.samples) {
      this.bench.tile.put(samples);
      return this.bench;
    }
    const { layout, steps } = this.plan;
    const tile = new SimdTile(this.heap, this.network, samples, steps);
    const solver = layout.hasClosedForm ? new LinearSolver(tile) : null;
    this.bench = { tile, sums: new GradientSums(tile), solver, samples: samples.count };
    return this.bench;
  }

  /** Makes the gradient of the bench's samples. Returns what was measured on the way, as stepMeasures.ts reads it. */
  private *measure({ tile, sums, solver }: Workbench): Stepwise<Float64Array> {
    const { loss, energy, gradient } = yield* learnerErrors(tile, this.plan, solver);
    const { scale, layout } = this.plan;
    if (gradient) this.heap.floats(sums.flat, layout.parameterCount).set(gradient.map((slope) => scale * slope));
    else yield* sums.compute(scale * tile.samples.weight);
    const prediction = this.plan.prediction && solver ? [...(yield* solver.maps.rescaling()), ...residualMoments(tile)] : [];
    return Float64Array.from([loss, loss, energy, ...this.parameters.layerNumbers(sums.flat), ...prediction]);
  }

  private async evaluated(samples: Samples, { signal }: Watch): Promise<Evaluated> {
    const heap = borrowHeap();
    const steps = evaluate(heap, this.plan.layout, this.parameters.weights(), samples);
    return new Breather(signal).run(steps).finally(() => giveBack(heap));
  }
}
