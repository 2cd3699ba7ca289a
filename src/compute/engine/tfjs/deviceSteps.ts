/** A learner's weight steps on tfjs: weights and optimiser stay on the device, and what the steps measure is read now and then. */
import * as tf from '@tensorflow/tfjs-core';
import type { Watch } from '../backend.ts';
import { Breather } from '../breather.ts';
import type { LearnerPlan, LearnerStart, LearnerSteps, StepMeasures, TestMeasures } from '../learnerSteps.ts';
import { countCorrect } from '../outputs.ts';
import type { Samples } from '../samples.ts';
import { divergenceFactor, hasDiverged } from '../stepControl.ts';
import { DeviceState } from './deviceState.ts';
import { inferred } from './inference.ts';
import { type Nonlinearity, nonlinearityOf } from './nonlinearity.ts';
import { backpropagate, equilibrium, type Forward, feedforward, rescaled, spreadSignal, squaresOf } from './passes.ts';
import { release, tidied } from './scope.ts';
import type { TfjsName, TfjsPath } from './tfjsPath.ts';

/** Most steps between two looks: their batches are kept so that a divergence can be found again. */
const mostUnseen = 32;

/** Steps that the device may be behind. */
const mostAhead = 4;

/** Samples of a test that go through the network together, and the most numbers that a layer's rows of them may be. */
const testChunk = 500;
const testNumbers = 2e7;

/** A step since the last look: what it was given, and what it measured. */
interface Unseen {
  readonly samples: Samples;
  readonly rate: number;
  /** [loss, energy, squares of the gradient by layer, squares of the parameters by layer, and S and r r^T where a prediction is wanted] */
  readonly row: tf.Tensor1D;
}

export class DeviceSteps implements LearnerSteps {
  readonly backend: TfjsName;
  readonly measuresAtOnce = false;
  private readonly phi: Nonlinearity;
  private state: DeviceState;
  /** The state at the last look. */
  private seen: DeviceState;
  private unseen: Unseen[] = [];
  private waiting: StepMeasures[] = [];
  private firstLoss: number | null;
  private hasEnded = false;

  constructor(
    private readonly path: TfjsPath,
    private readonly plan: LearnerPlan,
    start: LearnerStart,
  ) {
    this.backend = path.name;
    this.phi = nonlinearityOf(plan.layout.network.activation);
    this.firstLoss = start.firstLoss;
    this.state = DeviceState.from(plan, start);
    this.seen = this.state.share();
  }

  async take(samples: Samples, rate: number, watch: Watch): Promise<void> {
    if (this.hasEnded) return;
    await this.path.activate();
    this.unseen.push({ samples, rate, row: await this.step(samples, rate, watch) });
    if (this.unseen.length >= mostUnseen) await this.look();
    else if (this.unseen.length % mostAhead === 0) await this.path.settle();
  }

  async measures(): Promise<StepMeasures[]> {
    await this.look();
    return this.waiting.splice(0);
  }

  async weights(): Promise<Float64Array> {
    await this.look(); // after a divergence, those before it
    return this.state.weights(this.path);
  }

  async optimiserState(): Promise<Float64Array> {
    await this.look();
    return this.state.optimiserState(this.path);
  }

  async test({ x, y, count }: Samples, { signal }: Watch): Promise<TestMeasures> {
    const { widths, layers, shapes } = this.plan.layout;
    const largest = Math.max(...shapes.map(({ positions, columns }) => positions * columns));
    const together = Math.max(1, Math.min(testChunk, Math.floor(testNumbers / largest)));
    let squares = 0;
    let correct = 0;
    for (let from = 0; from < count; from += together) {
      signal.throwIfAborted();
      await this.path.activate();
      const to = Math.min(from + together, count);
      const part = (values: Float64Array, width: number) => values.subarray(from * width, to * width);
      const chunk = { x: part(x, widths[0]), y: part(y, widths[layers]), count: to - from, weight: 1 };
      const error = tidied(() => this.forward(chunk).outputError);
      const values = await this.path.read(error);
      error.dispose();
      for (const value of values) squares += value * value;
      correct += countCorrect(chunk.y, values, widths[layers]);
    }
    return { loss: squares / (2 * count), accuracy: correct / count };
  }

  dispose(): void {
    this.hasEnded = true;
    release(this.unseen.map(({ row }) => row));
    this.unseen = [];
    this.state.dispose();
    this.seen.dispose();
  }

  private forward({ x, y, count }: Samples): Forward {
    const { widths, layers } = this.plan.layout;
    const matrix = (values: Float64Array, width: number) => tf.tensor2d(Float32Array.from(values), [count, width]);
    return feedforward(this.state, this.phi, matrix(x, widths[0]), matrix(y, widths[layers]));
  }

  /** Changes the state, and returns what was measured before. */
  private async step(samples: Samples, rate: number, watch: Watch): Promise<tf.Tensor1D> {
    const breather = new Breather(watch.signal);
    const forward = tidied(() => this.forward(samples));
    const learnt = await this.learnt(forward, breather).catch((error) => {
      release(forward);
      throw error;
    });
    const sums = tidied(() => {
      const half = samples.weight / 2;
      const energies = [squaresOf([forward.outputError]), squaresOf(learnt.errors)];
      return energies.map((sum) => tf.reshape(tf.mul(sum, half), [1])) as tf.Tensor1D[];
    });
    const prediction = this.plan.prediction ? [tidied(() => rescaled(this.state, forward, samples.weight))] : [];
    const scale = -samples.weight * this.plan.scale;
    try {
      const squares = await this.state.step(this.plan.optimiser, rate, scale, learnt, this.path, breather);
      const row = tidied(() => tf.concat1d([...sums, ...squares.gradient, ...squares.parameter, ...prediction]));
      release(squares);
      return row;
    } finally {
      release(forward, learnt, sums, prediction);
    }
  }

  /** What the weights learn from: signals l = 1, ..., L, what each layer read, and the errors whose energy that is. */
  private async learnt(forward: Forward, breather: Breather): Promise<Learnt> {
    const { learner, layout } = this.plan;
    if (learner === 'bp') {
      return tidied(() => ({
        signals: backpropagate(this.state, this.phi, forward),
        inputs: forward.values.map((g) => tf.clone(g)),
        errors: [tf.clone(forward.outputError)],
      }));
    }
    if (learner === 'pc-equilibrium' && !layout.isLinear) throw new RangeError('no exact equilibrium of a nonlinear net');
    const at =
      learner === 'pc'
        ? await inferred(this.path, this.state, this.phi, forward, this.plan, breather)
        : await equilibrium(this.path, this.state, forward);
    const { errors, deviations } = at;
    const lessons = tidied(() => ({
      signals: at.signals.map((_, l) => spreadSignal(this.state, forward, at, l)),
      inputs: forward.values.map((g, l) => (l === 0 ? tf.clone(g) : tf.add<tf.Tensor2D>(g, deviations[l - 1]))),
    }));
    const kept = new Set<tf.Tensor | null>([...errors, ...lessons.signals]);
    release([...deviations, ...at.signals, ...at.changes].filter((tensor) => !kept.has(tensor)));
    return { ...lessons, errors };
  }

  /** Reads what is unseen. Where a step diverged, goes back to the weights before it: from the last look, by the same steps again. */
  private async look(): Promise<void> {
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

  private measuresFrom([loss, energy, ...rest]: Float32Array): StepMeasures {
    const { layers, widths } = this.plan.layout;
    const sizes = Float64Array.from(rest.slice(0, 2 * layers), Math.sqrt);
    const layerNorms = { gradient: sizes.slice(0, layers), parameter: sizes.slice(layers) };
    const matrix = (k: number) =>
      Float64Array.from(rest.slice(2 * layers + k * widths[layers] ** 2, 2 * layers + (k + 1) * widths[layers] ** 2));
    const prediction = this.plan.prediction ? { rescaling: matrix(0), residualMoments: matrix(1) } : null;
    const gradientNorm = Math.hypot(...layerNorms.gradient);
    this.firstLoss ??= loss;
    const diverged = hasDiverged(energy, loss) || !(loss <= divergenceFactor * this.firstLoss) || !Number.isFinite(gradientNorm);
    const completed = !diverged && this.plan.goal !== null && loss < this.plan.goal;
    return { loss, energy, gradientNorm, layerNorms, prediction, diverged, completed };
  }
}

interface Learnt {
  readonly signals: readonly tf.Tensor2D[];
  readonly inputs: readonly tf.Tensor2D[];
  readonly errors: readonly tf.Tensor2D[];
}
