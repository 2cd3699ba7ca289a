/** One weight step of PC whose inference runs in the webgpu path's fused kernels, on the device that tfjs computes on too: nothing is read back. */
import * as tf from '@tensorflow/tfjs-core';
import type { Gpu } from '../gpu/gpu.ts';
import { type GpuStream, withStream } from '../gpu/gpuStream.ts';
import { equilibrateExactly } from '../webgpu/gpuEquilibrium.ts';
import { energyTotals, feedforward as feedforwardOnTile, inferFused, weightGradient } from '../webgpu/gpuInference.ts';
import { gpuTileWith, inferenceStepCost } from '../webgpu/gpuTile.ts';
import type { Watch } from '../work/backend.ts';
import { Breather } from '../work/breather.ts';
import type { LearnerPlan } from '../work/learnerSteps.ts';
import type { NetworkLayout } from '../work/networkLayout.ts';
import type { Samples } from '../work/samples.ts';
import { changedInference } from '../work/takes.ts';
import { rescaled } from './deviceEquilibrium.ts';
import { feedforward, type Layers } from './deviceNetwork.ts';
import type { DeviceState } from './deviceState.ts';
import { release, rowsOf, tidied } from './tensorMemory.ts';
import type { TfjsPath } from './tfjsPath.ts';
import { joined, type TakenStep } from './weightStep.ts';

/** Changes the state, as `weightStep` does. tfjs's own operations are left for the optimiser, or for the numbers that theory is compared with. */
export async function fusedStep(
  path: TfjsPath,
  gpu: Gpu,
  plan: LearnerPlan,
  state: DeviceState,
  samples: Samples,
  rate: number,
  watch: Watch,
): Promise<TakenStep> {
  const found = await fusedInference(path, gpu, plan, state.matrices, samples, watch);
  const prediction: tf.Tensor1D[] = [];
  const ofWeights = (l: number) => tf.mul<tf.Tensor2D>(plan.scale, found.gradients[l]);
  try {
    if (plan.prediction) prediction.push(tidied(() => predictionAt(state, samples)));
    const { layers } = await state.step(rate, { ofWeights, ofLogVariances: null }, path, new Breather(watch.signal));
    const row = tidied(() => joined({ sums: [found.sums], layers, variances: [], prediction }));
    release(layers);
    return { row, inputs: null };
  } finally {
    release(found, prediction);
  }
}

function predictionAt(state: DeviceState, { x, y, count, weight }: Samples): tf.Tensor1D {
  return rescaled(state, feedforward(state, rowsOf(x, count), rowsOf(y, count)), weight);
}

/** The loss, the energies, the gradients where inference ended. */
interface Found {
  /** The loss, twice, since inference starts at that energy; and the energy where inference ended: means over the batch. [3] */
  readonly sums: tf.Tensor1D;
  /** dF/dW_l, l = 1, ..., L at index l - 1. */
  readonly gradients: Layers;
}

/**
 * Most reads of weights in an Euler step: every sample reads all weights. Beyond this number, tfjs's products, which share weights among samples, are faster in spite
 * of the operations around them.
 */
const mostReads = 1e8;

/**
 * Whether the fused kernels take a step's inference: T steps in a standard network with one gradient at their end, or a linear network's equilibrium, as far as the
 * device's arrays have room and the layers are not too wide.
 */
export function isFusible(gpu: Gpu, plan: LearnerPlan, { count }: Samples): boolean {
  const { layout, learner, steps, stopping, isTimed } = plan;
  const numbers = Math.max(layout.parameterCount, count * Math.max(layout.unitCount, steps + 1));
  const fits = 4 * numbers <= gpu.largestBuffer && count * inferenceStepCost(layout) <= mostReads;
  const isKnown = learner === 'pc' ? layout.isStandard && stopping === 'fixed' : learner === 'pc-equilibrium' && layout.isLinear;
  return !isTimed && isKnown && fits && changedInference(plan) === null;
}

/** Leaves the path active. Throws the watch's reason when cancelled. */
async function fusedInference(
  path: TfjsPath,
  gpu: Gpu,
  { layout, learner, dt, steps }: LearnerPlan,
  matrices: Layers,
  samples: Samples,
  { signal }: Watch,
): Promise<Found> {
  const copies = matrices.map(copyOnDevice);
  try {
    return await withStream(gpu, signal, async (stream) => {
      const weights = joinedWeights(stream, copies, layout);
      const tile = gpuTileWith(stream, { layout, samples, dt, distribution: 'thread' }, weights, 1, steps + 1);
      await feedforwardOnTile(tile);
      const loss = await energyTotals(tile, 1);
      const last = learner === 'pc' ? steps : 0; // the equilibrium's energy takes the loss's place
      if (learner === 'pc') await inferFused(tile, steps);
      else await equilibrateExactly(tile);
      const sums = sumsOf(stream, loss, await energyTotals(tile, last + 1), last);
      const gradients = layersOf(stream, await weightGradient(tile), layout);
      await stream.send(); // before tfjs copies the answers, which end with the stream
      await path.activate();
      return tidied(() => ({
        sums: tf.tensor({ buffer: sums }, [3]) as tf.Tensor1D,
        gradients: layout.shapes.map(
          ({ rows, columns }, l) => tf.tensor({ buffer: gradients[l] }, [rows, columns]) as tf.Tensor2D,
        ),
      }));
    });
  } finally {
    release(copies.map(({ tensorRef }) => tensorRef));
  }
}

/** tfjs also sends the operations that it has held back. */
function copyOnDevice(matrix: tf.Tensor2D): tf.GPUData {
  (tf.backend() as unknown as Uploads).uploadToGPU(matrix.dataId); // what is small may not be there yet
  return matrix.dataToGPU();
}

/** The method by which tfjs's webgpu backend brings a tensor to the device. */
interface Uploads {
  uploadToGPU(dataId: object): void;
}

/** Layer after layer in one array. */
function joinedWeights(
  stream: GpuStream,
  matrices: readonly tf.GPUData[],
  { parameterCount, weightOffset }: NetworkLayout,
): GPUBuffer {
  const weights = stream.array(parameterCount);
  for (const [l, { buffer }] of matrices.entries()) {
    stream.copy(buffer!, 0, weights, weightOffset[l], weightOffset[l + 1] - weightOffset[l]);
  }
  return weights;
}

function layersOf(stream: GpuStream, gradient: GPUBuffer, { shapes, weightOffset }: NetworkLayout): GPUBuffer[] {
  return shapes.map(({ rows, columns }, l) => {
    const layer = stream.array(rows * columns);
    stream.copy(gradient, weightOffset[l], layer, 0, rows * columns);
    return layer;
  });
}

function sumsOf(stream: GpuStream, loss: GPUBuffer, energies: GPUBuffer, last: number): GPUBuffer {
  const sums = stream.array(3);
  for (const k of [0, 1]) stream.copy(loss, 0, sums, k, 1);
  stream.copy(energies, last, sums, 2, 1);
  return sums;
}
