/** Loss, accuracy and outputs of a network on a device, without learning, for many samples at a time. */
import * as tf from '@tensorflow/tfjs-core';
import type { Watch } from '../work/backend.ts';
import type { TestMeasures } from '../work/learnerSteps.ts';
import type { NetworkLayout } from '../work/networkLayout.ts';
import { countCorrect, type Samples } from '../work/samples.ts';
import { lossSum } from './deviceEnergy.ts';
import type { DeviceWeights } from './deviceNetwork.ts';
import { feedforward } from './passes.ts';
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
