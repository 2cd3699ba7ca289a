/** The loss of many weight settings on tfjs, one after another, without inference: the surfaces of large trained networks. */
import type { LossWork, Watch } from '../work/backend.ts';
import { Breather } from '../work/breather.ts';
import { lossSum } from './deviceEnergy.ts';
import { handBack } from './handBack.ts';
import { overSettings } from './overSettings.ts';
import { feedforward } from './passes.ts';
import { tidied } from './tensorMemory.ts';
import type { TfjsPath } from './tfjsPath.ts';

/** The mean over the samples at every setting, [G]. Throws the watch's reason when cancelled. */
export async function deviceLosses(path: TfjsPath, work: LossWork, watch: Watch): Promise<Float64Array> {
  const losses = new Float64Array(work.settings.count);
  const breather = new Breather(watch.signal);
  await overSettings(path, work, watch, async (at, data, g) => {
    const sum = tidied(() => lossSum(at, feedforward(at, data.x, data.y)));
    const [loss] = await path.read(sum).finally(() => sum.dispose());
    losses[g] = work.samples.weight * loss;
    if (breather.isDue) await handBack(path, breather);
  });
  return losses;
}
