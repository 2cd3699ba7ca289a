/** A learner's weights and its optimiser's moments on a tfjs device. Tensors never change: a step makes new ones. */
import * as tf from '@tensorflow/tfjs-core';
import type { Optimiser } from '../../../model/problem.ts';
import type { Breather } from '../breather.ts';
import type { LearnerPlan, LearnerStart } from '../learnerSteps.ts';
import type { NetworkLayout } from '../network.ts';
import { optimiserState } from '../optimiser.ts';
import { type LayerState, momentCount, stepped } from './deviceOptimiser.ts';
import { type LayerMap, layerMapOf } from './layerMap.ts';
import { type DeviceWeights, sumOfSquares } from './passes.ts';
import { release, tidied } from './scope.ts';
import type { TfjsPath } from './tfjsPath.ts';

/** What each layer learns from, l = 1, ..., L at index l - 1: the signal, of its products, and what it read [N, n_{l-1}]. */
interface LayerLessons {
  readonly signals: readonly tf.Tensor2D[];
  readonly inputs: readonly tf.Tensor2D[];
}

export class DeviceState implements DeviceWeights {
  private constructor(
    private readonly layout: NetworkLayout,
    private readonly optimiser: Optimiser,
    readonly maps: readonly LayerMap[],
    readonly matrices: tf.Tensor2D[],
    readonly transposed: tf.Tensor2D[],
    private readonly moments: LayerState[],
    private steps: number,
  ) {}

  /** On the active backend. */
  static from(
    { layout, optimiser }: Pick<LearnerPlan, 'layout' | 'optimiser'>,
    { weights, optimiserState }: Pick<LearnerStart, 'weights' | 'optimiserState'>,
  ): DeviceState {
    const count = momentCount[optimiser];
    const header = headerOf(optimiser);
    const layersOf = (values: Float64Array) =>
      layout.shapes.map(({ rows, columns }, l) => {
        const part = values.subarray(layout.weightOffset[l], layout.weightOffset[l + 1]);
        return tf.tensor2d(Float32Array.from(part), [rows, columns]);
      });
    const matrices = layersOf(weights);
    const moments = Array.from({ length: count }, (_, m) => {
      const start = header + m * layout.parameterCount;
      return layersOf(optimiserState.subarray(start, start + layout.parameterCount));
    });
    const byLayer = matrices.map((_, l) => moments.map((layers) => layers[l]));
    const transposed = matrices.map((w) => tf.transpose(w));
    const maps = layout.shapes.map(layerMapOf);
    return new DeviceState(layout, optimiser, maps, matrices, transposed, byLayer, header ? optimiserState[0] : 0);
  }

  /** The same tensors under a second owner: nothing is copied. */
  share(): DeviceState {
    const clones = (tensors: readonly tf.Tensor2D[]) => tensors.map((t) => tf.clone(t));
    const { layout, optimiser, maps, matrices, transposed, moments, steps } = this;
    return new DeviceState(layout, optimiser, maps, clones(matrices), clones(transposed), moments.map(clones), steps);
  }

  /**
   * One optimiser step along `scale * signal^T rows(input)`, layer by layer. Returns the squared norms of that gradient and of the weights before
   * it, each [1].
   */
  async step(
    optimiser: Optimiser,
    rate: number,
    scale: number,
    { signals, inputs }: LayerLessons,
    path: TfjsPath,
    breather: Breather,
  ): Promise<{ gradient: tf.Tensor1D[]; parameter: tf.Tensor1D[] }> {
    const squares = { gradient: [] as tf.Tensor1D[], parameter: [] as tf.Tensor1D[] };
    this.steps++;
    for (let l = 0; l < this.layout.layers; l++) {
      const after = tidied(() => {
        const gradient = tf.mul<tf.Tensor2D>(scale, tf.matMul(tf.transpose(signals[l]), this.maps[l].rows(inputs[l], 1)));
        const { w, state } = stepped(optimiser, rate, this.steps, this.matrices[l], gradient, this.moments[l]);
        const one = (t: tf.Tensor2D) => tf.reshape(sumOfSquares(t), [1]) as tf.Tensor1D;
        return { w, transposed: tf.transpose(w), state: [...state], gradient: one(gradient), parameter: one(this.matrices[l]) };
      });
      release(this.matrices[l], this.transposed[l], this.moments[l]);
      this.matrices[l] = after.w;
      this.transposed[l] = after.transposed;
      this.moments[l] = after.state;
      squares.gradient.push(after.gradient);
      squares.parameter.push(after.parameter);
      if (breather.isDue) {
        await handBack(path, breather).catch((error) => {
          release(squares);
          throw error;
        });
      }
    }
    return squares;
  }

  weights(path: TfjsPath): Promise<Float64Array> {
    return this.flat(path, this.matrices);
  }

  async optimiserState(path: TfjsPath): Promise<Float64Array> {
    const count = momentCount[this.optimiser];
    const state = optimiserState(this.optimiser, this.layout.parameterCount);
    const header = headerOf(this.optimiser);
    if (header > 0) state[0] = this.steps;
    for (let m = 0; m < count; m++) {
      const values = await this.flat(
        path,
        this.moments.map((layer) => layer[m]),
      );
      state.set(values, header + m * this.layout.parameterCount);
    }
    return state;
  }

  dispose(): void {
    release(this.matrices, this.transposed, this.moments);
  }

  private async flat(path: TfjsPath, layers: readonly tf.Tensor2D[]): Promise<Float64Array> {
    const values = new Float64Array(this.layout.parameterCount);
    for (const [l, tensor] of layers.entries()) {
      await path.activate();
      values.set(await path.read(tensor), this.layout.weightOffset[l]);
    }
    return values;
  }
}

/** Adam counts its steps ahead of its moments. */
const headerOf = (optimiser: Optimiser): number => (momentCount[optimiser] === 2 ? 1 : 0);

/** Hands the thread back for one turn, once the device has caught up, and takes the backend again. */
export async function handBack(path: TfjsPath, breather: Breather): Promise<void> {
  await path.settle();
  await breather.pause();
  await path.activate();
}
