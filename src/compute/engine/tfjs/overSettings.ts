/** Visits many weight settings on tfjs, one after another, over one batch of samples. */
import type * as tf from '@tensorflow/tfjs-core';
import type { LossWork, Watch } from '../work/backend.ts';
import { writeWeights } from '../work/weightSettings.ts';
import type { DeviceWeights } from './deviceNetwork.ts';
import { DeviceState } from './deviceState.ts';
import { release, rowsOf, tidied } from './tensorMemory.ts';
import type { TfjsPath } from './tfjsPath.ts';

export interface DeviceData {
  readonly x: tf.Tensor2D;
  readonly y: tf.Tensor2D;
}

/** Calls `visit` at each setting, the path active; it hands the thread back where that is due. */
export async function overSettings(
  path: TfjsPath,
  { layout, samples, settings }: LossWork,
  { onProgress }: Watch,
  visit: (at: DeviceWeights, data: DeviceData, g: number) => Promise<void>,
): Promise<void> {
  const plan = { layout, optimiser: 'sgd', variant: {} } as const;
  const start = {
    weights: new Float64Array(layout.parameterCount),
    logVariances: new Float64Array(),
    optimiserState: new Float64Array(),
  };
  await path.activate();
  const data = tidied(() => ({ x: rowsOf(samples.x, samples.count), y: rowsOf(samples.y, samples.count) }));
  try {
    for (let g = 0; g < settings.count; g++) {
      writeWeights(settings, g, start.weights, 0);
      await path.activate();
      const at = DeviceState.from(plan, start);
      await visit(at, data, g).finally(() => at.dispose());
      onProgress?.((g + 1) / settings.count);
    }
  } finally {
    release(data);
  }
}
