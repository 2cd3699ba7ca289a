/** Loss and energies of many weight settings on tfjs, one after another: the surfaces of networks that the fused kernels do not know. */
import * as tf from '@tensorflow/tfjs-core';
import type { LandscapeValues, LandscapeWork, LossWork, Watch } from '../work/backend.ts';
import { Breather } from '../work/breather.ts';
import { emptyLandscape, recordEnergies } from '../work/recordEnergies.ts';
import { writeWeights } from '../work/weightSettings.ts';
import { energySum, lossSum, oneNumber, rowSums, twiceTheRises } from './deviceEnergy.ts';
import { type DeviceWeights, type Forward, feedforward, type Inferred } from './deviceNetwork.ts';
import { DeviceState } from './deviceState.ts';
import { aboutToInfer, atRest, downhill, eulerStep, inferred, stepsTaken } from './inference.ts';
import { RestingPace } from './restingPace.ts';
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
      if (withEquilibrium) {
        const rest = await findRest(path, at, forward, breather);
        values.equilibratedEnergy[g] = weight * rest.energy;
        values.residual[g] = rest.residual;
      }
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

/** The energy's sum at the end of each sample's gradient flow, and the largest |dF/dz| left as a part of the first; 0 where every sample came to rest. */
async function findRest(
  path: TfjsPath,
  weights: DeviceWeights,
  forward: Forward,
  breather: Breather,
): Promise<{ energy: number; residual: number }> {
  let state = tidied(() => atRest(weights, forward));
  const slopes = () => numbersOf(path, () => slopesOf(weights, forward, state));
  const energy = () => numbersOf(path, () => oneNumber(energySum(weights, forward, state)));
  try {
    const [[loss], first] = [await energy(), await slopes()];
    const pace = new RestingPace(first.length, loss / first.length);
    while (pace.isMoving) {
      await path.activate();
      const before = state;
      const after = tidied(() => eulerStep(weights, forward, before, tf.tensor2d(pace.dt, [first.length, 1], 'float32')));
      state = after;
      pace.see(await numbersOf(path, () => twiceTheRises(weights, forward, before, after)).finally(() => release(before)));
      if (breather.isDue) await handBack(path, breather);
    }
    const [[sum], last] = [await energy(), await slopes()];
    const residual = last.reduce((most, slope, i) => (pace.rests[i] ? most : Math.max(most, Math.sqrt(slope / first[i]))), 0);
    return { energy: sum, residual };
  } finally {
    release(state);
  }
}

/** |dF/dz|^2 of each sample. [N] */
function slopesOf(weights: DeviceWeights, forward: Forward, state: Inferred): tf.Tensor1D {
  const sums = downhill(weights, forward, state).flatMap((slope) => (slope ? [rowSums(tf.square(slope))] : []));
  return sums.reduce((sum, one) => tf.add(sum, one));
}

async function numbersOf(path: TfjsPath, compute: () => tf.Tensor1D): Promise<Float32Array> {
  const tensor = tf.tidy(compute);
  return Float32Array.from(await path.read(tensor).finally(() => tensor.dispose()));
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
