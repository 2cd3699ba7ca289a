/** A learner's parameters on a tfjs device, moved by its optimiser. Tensors never change: a step makes new ones. */
import * as tf from '@tensorflow/tfjs-core';
import type { Optimiser } from '../../../model/problem/problem.ts';
import { adam, momentCount, momentStart, momentumDecay, optimiserState } from '../learner/optimiser.ts';
import { largestLogVariance } from '../reference/variances.ts';
import type { Breather } from '../work/breather.ts';
import type { LearnerPlan, LearnerStart } from '../work/learnerSteps.ts';
import { halvedDt, halvingsOf } from '../work/stepControl.ts';
import { requireKnown } from '../work/takes.ts';
import { runCustomKernel } from './customKernel.ts';
import { oneNumber, sumOf, sumOfSquares } from './deviceEnergy.ts';
import type { Gradients } from './deviceGradients.ts';
import { type DeviceNetwork, type DeviceWeights, deviceNetworkOf } from './deviceNetwork.ts';
import { withoutColumn } from './layerMap.ts';
import { release, rowsOf, tidied } from './tensorMemory.ts';
import { handBack, type TfjsPath } from './tfjsPath.ts';
import { tfjsOptimisers } from './tfjsTakes.ts';

/** The part of a plan that decides the layout and the steps of a state. */
type StatePlan = Pick<LearnerPlan, 'layout' | 'optimiser' | 'variant'> &
  Partial<Pick<LearnerPlan, 'learner' | 'dt' | 'stopping'>>;

/** One layer's parameters and their moments. */
interface Trained {
  readonly value: tf.Tensor2D;
  readonly moments: LayerState;
}

export class DeviceState implements DeviceWeights {
  private constructor(
    private readonly plan: StatePlan,
    readonly network: DeviceNetwork,
    private readonly weightLayers: Trained[],
    readonly transposed: tf.Tensor2D[],
    private readonly varianceLayers: (Trained | null)[],
    readonly precisions: (tf.Tensor2D | null)[],
    private keptDt: tf.Scalar | null,
    private steps: number,
  ) {}

  /** On the active backend. */
  static from(plan: StatePlan, start: Omit<LearnerStart, 'firstLoss'>): DeviceState {
    const { layout, optimiser, learner, stopping, dt = 0 } = plan;
    const { weights, logVariances, optimiserState, halvings = 0 } = start;
    const network = deviceNetworkOf(plan);
    const header = momentStart(optimiser);
    const size = weights.length + logVariances.length;
    const trained = (values: Float64Array, from: number, to: number, offset: number, rows: number): Trained => ({
      value: rowsOf(values.subarray(from, to), rows),
      moments: Array.from({ length: momentCount(optimiser) }, (_, m) => {
        const start = header + m * size + offset;
        return rowsOf(optimiserState.subarray(start + from, start + to), rows);
      }),
    });
    const { weightOffset, unitOffset, parameterCount } = layout;
    const weightLayers = layout.shapes.map(({ rows }, l) => trained(weights, weightOffset[l], weightOffset[l + 1], 0, rows));
    const varianceLayers = layout.shapes.map((_, l) => {
      const isFixed = logVariances.length === 0 || (l === layout.layers - 1 && !network.output.isSquares);
      if (isFixed) return null;
      return trained(logVariances, unitOffset[l + 1], unitOffset[l + 2], parameterCount, 1);
    });
    const transposed = weightLayers.map(({ value }) => tf.transpose(value));
    const precisions = varianceLayers.map((layer) => layer && tidied(() => precisionsOf(layer.value)));
    const heldDt = learner === 'pc' && stopping === 'published' ? tf.scalar(halvedDt(dt, halvings)) : null;
    const steps = header ? optimiserState[0] : 0;
    return new DeviceState(plan, network, weightLayers, transposed, varianceLayers, precisions, heldDt, steps);
  }

  /** The dt that PC's next inference starts with under the published rule, which keeps dt from batch to batch; null under another rule. */
  get heldDt(): tf.Scalar | null {
    return this.keptDt;
  }

  get matrices(): tf.Tensor2D[] {
    return this.weightLayers.map(({ value }) => value);
  }

  /** s_l [1, n_l], l = 1, ..., L at index l - 1; null where they are fixed. */
  get logVariances(): (tf.Tensor2D | null)[] {
    return this.varianceLayers.map((layer) => layer?.value ?? null);
  }

  /** A second owner of the present tensors: nothing is copied. */
  share(): DeviceState {
    const cloned = (t: tf.Tensor2D) => tf.clone(t);
    const both = ({ value, moments }: Trained) => ({ value: cloned(value), moments: moments.map(cloned) });
    const { plan, network, weightLayers, transposed, varianceLayers, precisions, keptDt, steps } = this;
    const variances = varianceLayers.map((layer) => layer && both(layer));
    const weighing = precisions.map((pi) => pi && cloned(pi));
    const dt = keptDt && tf.clone(keptDt);
    return new DeviceState(plan, network, weightLayers.map(both), transposed.map(cloned), variances, weighing, dt, steps);
  }

  /** Keeps the dt that inference ended with for the next batch's. */
  holdDt(dt: tf.Scalar): void {
    this.keptDt?.dispose();
    this.keptDt = tf.clone(dt);
  }

  /**
   * One optimiser step, layer by layer, along `gradient + lambda theta`. Returns `layerNumbers` of each layer, and for each layer with
   * variances how many of them were held at their bounds.
   */
  async step(
    rate: number,
    gradients: Gradients,
    path: TfjsPath,
    breather: Breather,
  ): Promise<{ layers: tf.Tensor1D[]; held: tf.Tensor1D[] }> {
    const found = { layers: [] as tf.Tensor1D[], held: [] as tf.Tensor1D[] };
    const { ofLogVariances } = gradients;
    this.steps++;
    for (let l = 0; l < this.plan.layout.layers; l++) {
      found.layers.push(...this.stepWeights(l, rate, gradients));
      if (this.varianceLayers[l] && ofLogVariances) found.held.push(this.stepVariances(l, rate, ofLogVariances));
      if (breather.isDue) {
        await handBack(path, breather).catch((error) => {
          release(found);
          throw error;
        });
      }
    }
    return found;
  }

  /** Weights, and log-variances [units] behind them where there are any. */
  parameters(path: TfjsPath): Promise<Float64Array> {
    return this.flat(path, ({ value }) => value);
  }

  async optimiserState(path: TfjsPath): Promise<Float64Array> {
    const { optimiser } = this.plan;
    const state = optimiserState(optimiser, this.size);
    const header = momentStart(optimiser);
    if (header > 0) state[0] = this.steps;
    for (let m = 0; m < momentCount(optimiser); m++) {
      state.set(await this.flat(path, ({ moments }) => moments[m]), header + m * this.size);
    }
    return state;
  }

  /** How often the published rule has halved dt. */
  async halvings(path: TfjsPath): Promise<number> {
    const { keptDt, plan } = this;
    return keptDt ? halvingsOf(plan.dt ?? 0, await path.read(keptDt))[0] : 0;
  }

  dispose(): void {
    release(this.weightLayers, this.transposed, this.varianceLayers, this.precisions, [this.keptDt]);
  }

  /** Weights, and log-variances where there are any. */
  private get size(): number {
    const { parameterCount, unitCount } = this.plan.layout;
    return parameterCount + (this.varianceLayers.some((layer) => layer) ? unitCount : 0);
  }

  private stepWeights(l: number, rate: number, gradients: Gradients): tf.Tensor1D[] {
    const before = this.weightLayers[l];
    const { hasBias } = this.plan.layout.shapes[l];
    const { after, transposed, measures } = tidied(() => {
      const gradient = gradients.ofWeights(l);
      const after = this.after(before, rate, gradient);
      return { after, transposed: tf.transpose(after.value), measures: layerNumbers(gradient, before.value, hasBias) };
    });
    release(before, this.transposed[l]);
    this.weightLayers[l] = after;
    this.transposed[l] = transposed;
    return measures;
  }

  private stepVariances(l: number, rate: number, gradientOf: (l: number) => tf.Tensor2D): tf.Tensor1D {
    const before = this.varianceLayers[l]!;
    const { after, precisions, held } = tidied(() => {
      const { value: free, moments } = this.after(before, rate, gradientOf(l));
      const value = tf.clipByValue<tf.Tensor2D>(free, -largestLogVariance, largestLogVariance);
      const held = oneNumber(sumOf(tf.cast(tf.notEqual(value, free), 'float32')));
      return { after: { value, moments }, precisions: precisionsOf(value), held };
    });
    release(before, this.precisions[l]!);
    this.varianceLayers[l] = after;
    this.precisions[l] = precisions;
    return held;
  }

  private after({ value, moments }: Trained, rate: number, gradient: tf.Tensor2D): Trained {
    const { optimiser, variant } = this.plan;
    const decayed = variant.weightDecay ? tf.add<tf.Tensor2D>(gradient, tf.mul(variant.weightDecay, value)) : gradient;
    const { w, state } = stepped(optimiser, rate, this.steps, value, decayed, moments);
    return { value: w, moments: [...state] };
  }

  private async flat(path: TfjsPath, of: (layer: Trained) => tf.Tensor2D): Promise<Float64Array> {
    const { weightOffset, unitOffset, parameterCount } = this.plan.layout;
    const values = new Float64Array(this.size);
    const write = async (layer: Trained, at: number) => {
      await path.activate();
      values.set(await path.read(of(layer)), at);
    };
    for (const [l, layer] of this.weightLayers.entries()) await write(layer, weightOffset[l]);
    for (const [l, layer] of this.varianceLayers.entries()) if (layer) await write(layer, parameterCount + unitOffset[l + 1]);
    return values;
  }
}

/** `exp(-s)` */
const precisionsOf = (logVariances: tf.Tensor2D): tf.Tensor2D => tf.exp(tf.mul(-1, logVariances));

/** [squares of the gradient, squares of the parameters, sum of the gradient's entries, and their squares, both without the biases' column] */
function layerNumbers(gradient: tf.Tensor2D, parameters: tf.Tensor2D, hasBias: boolean): tf.Tensor1D[] {
  const columns = gradient.shape[1] - 1;
  const inner = hasBias ? runCustomKernel(withoutColumn, { rows: gradient }, { columns }) : gradient;
  const squares = sumOfSquares(gradient);
  return [squares, sumOfSquares(parameters), sumOf(inner), hasBias ? sumOfSquares(inner) : squares].map(oneNumber);
}

/** One layer's moments, as optimiser.ts lays them out: none, the velocity, or Adam's two. */
type LayerState = readonly tf.Tensor2D[];

/** The layer's weights and state after a step; `step` counts from 1. Throws a RangeError at an optimiser that has no tensors here. */
function stepped(
  optimiser: Optimiser,
  rate: number,
  step: number,
  w: tf.Tensor2D,
  gradient: tf.Tensor2D,
  state: LayerState,
): { w: tf.Tensor2D; state: LayerState } {
  const known = requireKnown('optimiser', optimiser, tfjsOptimisers);
  switch (known) {
    case 'sgd':
      return { w: tf.sub(w, tf.mul(rate, gradient)), state };
    case 'momentum': {
      const velocity = tf.add<tf.Tensor2D>(tf.mul(momentumDecay, state[0]), gradient);
      return { w: tf.sub(w, tf.mul(rate, velocity)), state: [velocity] };
    }
    case 'adam':
      return adamStep(rate, step, w, gradient, state);
    case 'adamw':
      return adamStep(rate, step, tf.mul(w, 1 - rate * adam.decay), gradient, state);
  }
}

function adamStep(rate: number, step: number, w: tf.Tensor2D, gradient: tf.Tensor2D, state: LayerState) {
  const first = tf.add<tf.Tensor2D>(tf.mul(adam.first, state[0]), tf.mul(1 - adam.first, gradient));
  const second = tf.add<tf.Tensor2D>(tf.mul(adam.second, state[1]), tf.mul(1 - adam.second, tf.square(gradient)));
  const size = tf.add(tf.sqrt(tf.mul(second, 1 / (1 - adam.second ** step))), adam.epsilon);
  const change = tf.div(tf.mul(first, rate / (1 - adam.first ** step)), size);
  return { w: tf.sub<tf.Tensor2D>(w, change), state: [first, second] };
}
