/** Inference without learning, recorded at chosen steps. */
import * as tf from '@tensorflow/tfjs-core';
import type { Watch } from '../work/backend.ts';
import { Breather } from '../work/breather.ts';
import type { InferredSamples, LearnerPlan } from '../work/learnerSteps.ts';
import type { Samples } from '../work/samples.ts';
import { layerSums, oneNumber } from './deviceEnergy.ts';
import { activitiesOf } from './deviceGradients.ts';
import type { DeviceWeights, Forward, Inferred } from './deviceNetwork.ts';
import { aboutToInfer, inferred, stepsTaken } from './inference.ts';
import { feedforward } from './passes.ts';
import { release, rowsOf, tidied } from './tensorMemory.ts';
import type { TfjsPath } from './tfjsPath.ts';

/** The state at one recorded step. */
interface Seen {
  /** Null where inputs are clamped. */
  readonly inputs: tf.Tensor2D | null;
  readonly outputs: tf.Tensor2D;
  /** Means over the samples: [L] */
  readonly layerEnergies: tf.Tensor1D;
}

/** Inference that rests early shows its last state at the later steps. */
export async function watchedInference(
  path: TfjsPath,
  { dt, stopping }: LearnerPlan,
  weights: DeviceWeights,
  samples: Samples,
  record: readonly number[],
  { signal }: Watch,
): Promise<InferredSamples> {
  await path.activate();
  const forward = tidied(() => feedforward(weights, rowsOf(samples.x, samples.count), rowsOf(samples.y, samples.count)));
  const seen: Seen[] = [];
  let t = 0;
  const visit = (at: Inferred) => seen.push(tidied(() => seenAt(weights, forward, at, samples)));
  const observe = (at: Inferred) => {
    if (record.includes(t++)) visit(at);
  };
  try {
    const start = tidied(() => aboutToInfer(weights, forward, dt));
    const length = stepsTaken(record[record.length - 1], stopping);
    const end = await inferred(path, weights, forward, start, { length, stopping }, new Breather(signal), observe);
    while (seen.length < record.length) visit(end);
    release(end);
    return await readAll(path, samples, seen);
  } finally {
    release(forward, seen);
  }
}

function seenAt(weights: DeviceWeights, forward: Forward, at: Inferred, { weight }: Samples): Seen {
  return {
    inputs: weights.network.hasFreeInputs ? activitiesOf(forward, at, 0) : null,
    outputs: tf.sub(forward.y, at.errors[at.errors.length - 1]),
    layerEnergies: tf.concat1d(layerSums(weights, forward, at).map((sum) => oneNumber(tf.mul(sum, weight)))),
  };
}

async function readAll(path: TfjsPath, { x }: Samples, seen: readonly Seen[]): Promise<InferredSamples> {
  const read = async (tensor: tf.Tensor) => {
    await path.activate();
    return Float64Array.from(await path.read(tensor));
  };
  const found: InferredSamples = { inputs: [], outputs: [], layerEnergies: [] };
  for (const { inputs, outputs, layerEnergies } of seen) {
    found.inputs.push(inputs ? await read(inputs) : x);
    found.outputs.push(await read(outputs));
    found.layerEnergies.push(await read(layerEnergies));
  }
  return found;
}
