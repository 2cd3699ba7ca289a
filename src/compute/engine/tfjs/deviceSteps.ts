/** A learner's weight steps on tfjs: weights and optimiser stay on the device, and what the steps measure is read now and then. */
import * as tf from '@tensorflow/tfjs-core';
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
import type { Samples } from '../work/samples.ts';
import { predictedOutputs, testMeasures, watchedInference } from './deviceEvaluation.ts';
import { DeviceState } from './deviceState.ts';
import { fusedStep, isFusible } from './fusedStep.ts';
import { release, tidied } from './tensorMemory.ts';
import type { TfjsName, TfjsPath } from './tfjsPath.ts';
import { type TakenStep, weightStep } from './weightStep.ts';

/** Most steps between two readings: their batches are stored so that the steps before a divergence can be repeated. */
const mostUnseen = 32;

/** Steps that the device may be behind. */
const mostAhead = 4;

/** A step since the last reading: its arguments and its measurements. */
interface Unseen {
  readonly samples: Samples;
  readonly rate: number;
  /** In the layout of `StepRow` in weightStep.ts. */
  readonly row: tf.Tensor1D;
}

export class DeviceSteps implements LearnerSteps {
  readonly backend: TfjsName;
  readonly measuresAtOnce = false;
  private state: DeviceState;
  /** The state at the last reading. */
  private seen: DeviceState;
  private unseen: Unseen[] = [];
  private waiting: StepMeasures[] = [];
  private firstLoss: number | null;
  private hasEnded = false;
  /** x of the latest step, and z_0 where inference moved it. */
  private latest: { readonly x: Float64Array; readonly inputs: tf.Tensor2D | null } = { x: new Float64Array(), inputs: null };

  constructor(
    private readonly path: TfjsPath,
    private readonly plan: LearnerPlan,
    start: LearnerStart,
  ) {
    this.backend = path.name;
    this.firstLoss = start.firstLoss;
    this.state = DeviceState.from(plan, start);
    this.seen = this.state.share();
  }

  async take(samples: Samples, rate: number, watch: Watch): Promise<void> {
    if (this.hasEnded) return;
    await this.path.activate();
    this.unseen.push({ samples, rate, row: await this.step(samples, rate, watch) });
    if (this.unseen.length >= mostUnseen) await this.readMeasures();
    else if (this.unseen.length % mostAhead === 0) await this.path.settle();
  }

  async measures(): Promise<StepMeasures[]> {
    await this.readMeasures();
    return this.waiting.splice(0);
  }

  async weights(): Promise<Float64Array> {
    return (await this.parameters()).subarray(0, this.plan.layout.parameterCount);
  }

  async logVariances(): Promise<Float64Array> {
    return (await this.parameters()).subarray(this.plan.layout.parameterCount);
  }

  async optimiserState(): Promise<Float64Array> {
    await this.readMeasures();
    return this.state.optimiserState(this.path);
  }

  async halvings(): Promise<number> {
    await this.readMeasures();
    await this.path.activate();
    return this.state.halvings(this.path);
  }

  async test(samples: Samples, watch: Watch): Promise<TestMeasures> {
    await this.readMeasures();
    return testMeasures(this.path, this.plan.layout, this.state, samples, watch);
  }

  async predict(x: Float64Array, count: number, watch: Watch): Promise<Float64Array> {
    await this.readMeasures();
    return predictedOutputs(this.path, this.plan.layout, this.state, x, count, watch);
  }

  async infer(samples: Samples, record: readonly number[], watch: Watch): Promise<InferredSamples> {
    await this.readMeasures();
    return watchedInference(this.path, this.plan, this.state, samples, record, watch);
  }

  async latestInputs(): Promise<Float64Array> {
    await this.readMeasures();
    await this.path.activate();
    const { x, inputs } = this.latest;
    return inputs ? Float64Array.from(await this.path.read(inputs)) : x;
  }

  dispose(): void {
    this.hasEnded = true;
    release(
      this.unseen.map(({ row }) => row),
      [this.latest.inputs],
    );
    this.unseen = [];
    this.state.dispose();
    this.seen.dispose();
  }

  /** Weights and log-variances; after a divergence, those from before it. */
  private async parameters(): Promise<Float64Array> {
    await this.readMeasures();
    return this.state.parameters(this.path);
  }

  /** Changes the state, and returns the measurements at the state before. A cancelled step leaves the state as it was. */
  private async step(samples: Samples, rate: number, watch: Watch): Promise<tf.Tensor1D> {
    const before = this.state.share();
    const { row, inputs } = await this.taken(samples, rate, watch).catch((error) => {
      this.state.dispose();
      this.state = before;
      throw error;
    });
    before.dispose();
    release([this.latest.inputs]);
    this.latest = { x: samples.x, inputs };
    return row;
  }

  private taken(samples: Samples, rate: number, watch: Watch): Promise<TakenStep> {
    const { path, plan, state } = this;
    if (path.gpu && isFusible(path.gpu, plan, samples)) return fusedStep(path, path.gpu, plan, state, samples, rate, watch);
    return weightStep(path, plan, state, samples, rate, new Breather(watch.signal));
  }

  /** Reads the measurements of the steps since the last reading. Where a step diverged, returns to the weights before it, by repeating the steps since the last reading. */
  private async readMeasures(): Promise<void> {
    if (this.unseen.length === 0) return;
    const { unseen } = this;
    this.unseen = [];
    const rows = unseen.map(({ row }) => row);
    await this.path.activate();
    const table = tidied(() => tf.concat1d(rows));
    const values = await this.path.read(table);
    release(table, rows);
    const width = values.length / unseen.length;
    const measures = unseen.map((_, k) => this.measuresFrom(values.subarray(k * width, (k + 1) * width)));
    const end = measures.findIndex(({ diverged, completed }) => diverged || completed);
    this.waiting.push(...(end < 0 ? measures : measures.slice(0, end + 1)));
    if (end >= 0) await this.goBack(unseen.slice(0, end));
    this.seen.dispose();
    this.seen = this.state.share();
  }

  private async goBack(taken: readonly Unseen[]): Promise<void> {
    this.hasEnded = true;
    this.state.dispose();
    this.state = this.seen.share();
    for (const { samples, rate } of taken) {
      await this.path.activate();
      (await this.step(samples, rate, { signal: new AbortController().signal })).dispose();
    }
  }

  private measuresFrom(row: Float32Array): StepMeasures {
    const measures = measuresFrom(row, this.plan, this.firstLoss);
    this.firstLoss ??= measures.loss;
    return measures;
  }
}
