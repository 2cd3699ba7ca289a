/** Loss and energies of many weight settings on tfjs, one after another: the surfaces of networks that the fused kernels do not know. */
import * as tf from '@tensorflow/tfjs-core';
import type { LandscapeValues, LandscapeWork, LossWork, Watch } from '../work/backend.ts';
import { Breather } from '../work/breather.ts';
import { emptyLandscape, recordEnergies } from '../work/recordEnergies.ts';
import { nextSettlingStep, settling, surfaceRest } from '../work/stepControl.ts';
import { writeWeights } from '../work/weightSettings.ts';
import { energySum, lossSum, oneNumber, twiceTheRise } from './deviceEnergy.ts';
import { type DeviceWeights, type Forward, feedforward, type Inferred } from './deviceNetwork.ts';
import { DeviceState } from './deviceState.ts';
import { aboutToInfer, atRest, eulerStep, inferred, stepsTaken } from './inference.ts';
import { release, rowsOf, tidied } from './tensorMemory.ts';
import { handBack, type TfjsPath } from './tfjsPath.ts';

export async function deviceLandscape(path: TfjsPath, work: LandscapeWork, watch: Watch): Promise<LandscapeValues> {
  const values = emptyLandscape(work);
  const breather = new Breather(watch.signal);
  const {
    samples: { weight },
    withEquilibrium = true,
  } = work;
  await overSettings(path, work, watch, async (at, data, g) => {
    const forward = tidied(() => feedforward(at, tf.clone(data.x), tf.clone(data.y)));
    try {
      const energies = await energiesOf(path, at, forward, work, breather);
      const means = energies.map((sum) => weight * sum);
      recordEnergies(values, g, work.record, means);
      if (withEquilibrium) values.equilibratedEnergy[g] = weight * (await energyAtRest(path, at, forward, breather));
    } finally {
      release(forward);
    }
  });
  return values;
}

/** The energy's sums over the samples at steps 0 to the last recorded one. Inference that rests early repeats its last energy. */
async function energiesOf(
  path: TfjsPath,
  weights: DeviceWeights,
  forward: Forward,
  { dt, stopping, record }: LandscapeWork,
  breather: Breather,
): Promise<Float64Array> {
  const steps = record[record.length - 1];
  const sums: tf.Tensor1D[] = [];
  const observe = (at: Inferred) => sums.push(tf.tidy(() => oneNumber(energySum(weights, forward, at))));
  try {
    const start = tidied(() => aboutToInfer(weights, forward, dt));
    release(await inferred(path, weights, forward, start, { length: stepsTaken(steps, stopping), stopping }, breather, observe));
    const all = tidied(() => tf.concat1d(sums));
    const values = await path.read(all).finally(() => all.dispose());
    return Float64Array.from({ length: steps + 1 }, (_, t) => values[Math.min(t, values.length - 1)]);
  } finally {
    release(sums);
  }
}

/** The energy's sum where inference rests, by the rule of the reference path. */
async function energyAtRest(path: TfjsPath, weights: DeviceWeights, forward: Forward, breather: Breather): Promise<number> {
  let state = tidied(() => atRest(weights, forward));
  const energy = () => scalarValue(path, () => energySum(weights, forward, state));
  try {
    const loss = await energy();
    let dt = settling.dt;
    for (let t = 0; t < settling.steps && dt > 0; t++) {
      await path.activate();
      const before = state;
      const after = tidied(() => eulerStep(weights, forward, before, tf.scalar(dt)));
      state = after;
      const rise = await scalarValue(path, () => tf.mul(0.5, twiceTheRise(weights, forward, before, after))).finally(() =>
        release(before),
      );
      dt = nextSettlingStep(dt, -rise / loss, Number.POSITIVE_INFINITY, surfaceRest);
      if (breather.isDue) await handBack(path, breather);
    }
    return await energy();
  } finally {
    release(state);
  }
}

async function scalarValue(path: TfjsPath, compute: () => tf.Scalar): Promise<number> {
  const scalar = tf.tidy(compute);
  const [value] = await path.read(scalar).finally(() => scalar.dispose());
  return value;
}

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

interface DeviceData {
  readonly x: tf.Tensor2D;
  readonly y: tf.Tensor2D;
}

/** Calls `visit` at each setting, the path active; it hands the thread back where that is due. */
async function overSettings(
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
