/** The evaluation of a network on a device, without learning: its loss, its accuracy, its outputs, or its inference at chosen steps. */
import * as tf from '@tensorflow/tfjs-core';
import type { Watch } from '../work/backend.ts';
import { Breather } from '../work/breather.ts';
import type { InferredSamples, LearnerPlan, TestMeasures } from '../work/learnerSteps.ts';
import type { NetworkLayout } from '../work/networkLayout.ts';
import { countCorrect, type Samples } from '../work/samples.ts';
import { layerSums, lossSum, oneNumber } from './deviceEnergy.ts';
import { activitiesOf } from './deviceGradients.ts';
import { type DeviceWeights, type Forward, feedforward, type Inferred } from './deviceNetwork.ts';
import { aboutToInfer, inferred, stepsTaken } from './inference.ts';
import { release, rowsOf, tidied } from './tensorMemory.ts';
import type { TfjsPath } from './tfjsPath.ts';

/** Samples that go through the network together, and the most numbers that a layer's rows of them may be. */
const most = { samples: 500, numbers: 2e7 };

/** Loss, and how often the largest output is where y is largest. */
export async function testMeasures(
  path: TfjsPath,
  layout: NetworkLayout,
  weights: DeviceWeights,
  { x, y, count }: Samples,
  { signal }: Watch,
): Promise<TestMeasures> {
  const { widths, layers } = layout;
  let loss = 0;
  let correct = 0;
  for (const { from, to } of chunksOf(layout, count)) {
    signal.throwIfAborted();
    await path.activate();
    const wanted = y.subarray(from * widths[layers], to * widths[layers]);
    const found = tidied(() => {
      const inputs = rowsOf(x.subarray(from * widths[0], to * widths[0]), to - from);
      const forward = feedforward(weights, inputs, rowsOf(wanted, to - from));
      return { error: forward.outputError, loss: lossSum(weights, forward) };
    });
    try {
      correct += countCorrect(wanted, await path.read(found.error), widths[layers]);
      await path.activate();
      loss += (await path.read(found.loss))[0];
    } finally {
      release(found);
    }
  }
  return { loss: loss / count, accuracy: correct / count };
}

/** a_L, or its softmax under cross-entropy: [count * n_L] */
export async function predictedOutputs(
  path: TfjsPath,
  layout: NetworkLayout,
  weights: DeviceWeights,
  x: Float64Array,
  count: number,
  { signal }: Watch,
): Promise<Float64Array> {
  const { widths, layers } = layout;
  const outputs = new Float64Array(count * widths[layers]);
  for (const { from, to } of chunksOf(layout, count)) {
    signal.throwIfAborted();
    await path.activate();
    const predicted = tidied(() => {
      const y = tf.zeros<tf.Rank.R2>([to - from, widths[layers]]);
      const { outputError } = feedforward(weights, rowsOf(x.subarray(from * widths[0], to * widths[0]), to - from), y);
      return tf.sub<tf.Tensor2D>(y, outputError);
    });
    outputs.set(await path.read(predicted).finally(() => predicted.dispose()), from * widths[layers]);
  }
  return outputs;
}

function chunksOf({ shapes }: NetworkLayout, count: number): { from: number; to: number }[] {
  const largest = Math.max(...shapes.map(({ positions, columns }) => positions * columns));
  const together = Math.max(1, Math.min(most.samples, Math.floor(most.numbers / largest)));
  const chunks = Math.ceil(count / together);
  return Array.from({ length: chunks }, (_, k) => ({ from: k * together, to: Math.min((k + 1) * together, count) }));
}

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
