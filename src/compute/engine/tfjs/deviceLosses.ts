/** The loss of many weight settings on tfjs, one after another, without inference: the surfaces of large trained networks. */
import type { LossWork, Watch } from '../backend.ts';
import { Breather } from '../breather.ts';
import { writeWeights } from '../weightSettings.ts';
import { lossSum } from './deviceEnergy.ts';
import { DeviceState } from './deviceState.ts';
import { handBack } from './handBack.ts';
import { feedforward } from './passes.ts';
import { release, rowsOf, tidied } from './scope.ts';
import type { TfjsPath } from './tfjsPath.ts';

/** The mean over the samples at every setting, [G]. Throws the watch's reason when cancelled. */
export async function deviceLosses(path: TfjsPath, work: LossWork, watch: Watch): Promise<Float64Array> {
  const { layout, samples, settings } = work;
  const plan = { layout, optimiser: 'sgd', scale: 1, variant: {} } as const;
  const losses = new Float64Array(settings.count);
  const weights = new Float64Array(layout.parameterCount);
  const breather = new Breather(watch.signal);
  await path.activate();
  const data = tidied(() => ({ x: rowsOf(samples.x, samples.count), y: rowsOf(samples.y, samples.count) }));
  try {
    for (let g = 0; g < settings.count; g++) {
      writeWeights(settings, g, weights, 0);
      await path.activate();
      const at = DeviceState.from(plan, { weights, logVariances: new Float64Array(), optimiserState: new Float64Array() });
      const sum = tidied(() => lossSum(at, feedforward(at, data.x, data.y)));
      at.dispose();
      const [loss] = await path.read(sum).finally(() => sum.dispose());
      losses[g] = samples.weight * loss;
      watch.onProgress?.((g + 1) / settings.count);
      if (breather.isDue) await handBack(path, breather);
    }
  } finally {
    release(data);
  }
  return losses;
}
