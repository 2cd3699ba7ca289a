/** Loss and energies of many weight settings on tfjs, one after another: the surfaces of networks that the fused kernels do not know. */
import * as tf from '@tensorflow/tfjs-core';
import type { LandscapeValues, LandscapeWork, Watch } from '../backend.ts';
import { Breather } from '../breather.ts';
import { emptyLandscape, recordEnergies } from '../recordEnergies.ts';
import { nextSettlingStep, settling, surfaceRest } from '../settling.ts';
import { writeWeights } from '../weightSettings.ts';
import { DeviceState, handBack } from './deviceState.ts';
import { inferred } from './inference.ts';
import { type Nonlinearity, nonlinearityOf } from './nonlinearity.ts';
import {
  atRest,
  type DeviceWeights,
  eulerStep,
  type Forward,
  feedforward,
  type Inferred,
  riseOfSquares,
  squaresOf,
} from './passes.ts';
import { release, tidied } from './scope.ts';
import type { TfjsPath } from './tfjsPath.ts';

export async function deviceLandscape(path: TfjsPath, work: LandscapeWork, watch: Watch): Promise<LandscapeValues> {
  const { layout, samples, settings, record } = work;
  const phi = nonlinearityOf(layout.network.activation);
  const values = emptyLandscape(work);
  const weights = new Float64Array(layout.parameterCount);
  const breather = new Breather(watch.signal);
  const matrix = (data: Float64Array) => tf.tensor2d(Float32Array.from(data), [samples.count, data.length / samples.count]);
  await path.activate();
  const data = tidied(() => ({ x: matrix(samples.x), y: matrix(samples.y) }));
  try {
    for (let g = 0; g < settings.count; g++) {
      writeWeights(settings, g, weights, 0);
      await path.activate();
      const at = DeviceState.from({ layout, optimiser: 'sgd' }, { weights, optimiserState: new Float64Array() });
      const forward = tidied(() => feedforward(at, phi, tf.clone(data.x), data.y));
      try {
        const half = samples.weight / 2;
        const energies = await energiesOf(path, at, phi, forward, work, breather);
        recordEnergies(
          values,
          g,
          record,
          energies.map((squares) => half * squares),
        );
        values.equilibratedEnergy[g] = half * (await squaresAtRest(path, at, phi, forward, breather));
      } finally {
        release(forward);
        at.dispose();
      }
      watch.onProgress?.((g + 1) / settings.count);
    }
  } finally {
    release(data);
  }
  return values;
}

/** `sum_l |e_l|^2` at steps 0 to the last recorded; one that rests early keeps its last. */
async function energiesOf(
  path: TfjsPath,
  weights: DeviceWeights,
  phi: Nonlinearity,
  forward: Forward,
  { dt, stopping, record }: LandscapeWork,
  breather: Breather,
): Promise<Float64Array> {
  const steps = record[record.length - 1];
  const squares: tf.Tensor1D[] = [];
  const observe = ({ errors }: Inferred) => squares.push(tf.tidy(() => tf.reshape(squaresOf(errors), [1]) as tf.Tensor1D));
  try {
    release(await inferred(path, weights, phi, forward, { dt, steps, stopping }, breather, observe));
    const all = tidied(() => tf.concat1d(squares));
    const values = await path.read(all).finally(() => all.dispose());
    return Float64Array.from({ length: steps + 1 }, (_, t) => values[Math.min(t, values.length - 1)]);
  } finally {
    release(squares);
  }
}

/** `sum_l |e_l|^2` where inference rests, by the reference path's own rule. */
async function squaresAtRest(
  path: TfjsPath,
  weights: DeviceWeights,
  phi: Nonlinearity,
  forward: Forward,
  breather: Breather,
): Promise<number> {
  let state = tidied(() => atRest(forward));
  try {
    const loss = await scalarValue(path, () => squaresOf(state.errors));
    let dt = settling.dt;
    for (let t = 0; t < settling.steps && dt > 0; t++) {
      await path.activate();
      const before = state;
      const after = tidied(() => eulerStep(weights, phi, forward, before, tf.scalar(dt)));
      state = after;
      const rise = await scalarValue(path, () => riseOfSquares(before, after)).finally(() => release(before));
      dt = nextSettlingStep(dt, -rise / loss, Number.POSITIVE_INFINITY, surfaceRest);
      if (breather.isDue) await handBack(path, breather);
    }
    return await scalarValue(path, () => squaresOf(state.errors));
  } finally {
    release(state);
  }
}

async function scalarValue(path: TfjsPath, compute: () => tf.Scalar): Promise<number> {
  const scalar = tf.tidy(compute);
  const [value] = await path.read(scalar).finally(() => scalar.dispose());
  return value;
}
