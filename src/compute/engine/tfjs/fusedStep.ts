/** One weight step of PC in which fused kernels take all of inference: tfjs's own operations are left for the optimiser, and for what theory is compared with. */
import * as tf from '@tensorflow/tfjs-core';
import type { Gpu } from '../gpu/gpu.ts';
import type { Watch } from '../work/backend.ts';
import { Breather } from '../work/breather.ts';
import type { LearnerPlan } from '../work/learnerSteps.ts';
import type { Samples } from '../work/samples.ts';
import { rescaled } from './deviceEquilibrium.ts';
import type { DeviceState } from './deviceState.ts';
import { fusedInference } from './fusedInference.ts';
import { feedforward } from './passes.ts';
import { joined } from './stepRow.ts';
import { release, rowsOf, tidied } from './tensorMemory.ts';
import type { TfjsPath } from './tfjsPath.ts';
import type { TakenStep } from './weightStep.ts';

/** Changes the state, as `weightStep` does. */
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
