/** Inference under given log-variances on tfjs: the energy step by step, and its gradients at the end. */
import * as tf from '@tensorflow/tfjs-core';
import type { VariancesValues, VariancesWork, Watch } from '../work/backend.ts';
import { Breather } from '../work/breather.ts';
import type { Samples } from '../work/samples.ts';
import { energySum, normaliserOf, oneNumber } from './deviceEnergy.ts';
import { activitiesOf, inferredLessons, logVarianceGradient, weightGradient } from './deviceGradients.ts';
import { type Forward, feedforward, type Inferred } from './deviceNetwork.ts';
import { DeviceState } from './deviceState.ts';
import { aboutToInfer, type Inferring, inferred } from './inference.ts';
import { release, rowsOf, tidied } from './tensorMemory.ts';
import type { TfjsPath } from './tfjsPath.ts';

/** `inferUnderVariances` of the reference path, in tensors. */
export async function deviceVariances(path: TfjsPath, work: VariancesWork, { signal }: Watch): Promise<VariancesValues> {
  const { layout, samples, weights, logVariances, dt, steps } = work;
  await path.activate();
  const plan = { layout, optimiser: 'sgd', scale: 1, variant: {} } as const;
  const state = DeviceState.from(plan, { weights, logVariances, optimiserState: new Float64Array() });
  const forward = tidied(() => feedforward(state, rowsOf(samples.x, samples.count), rowsOf(samples.y, samples.count)));
  const energies: tf.Tensor1D[] = [];
  const observe = (at: Inferred) => energies.push(tidied(() => energyOf(state, forward, at, samples)));
  let end: Inferring | null = null;
  try {
    const start = tidied(() => aboutToInfer(state, forward, dt));
    end = await inferred(path, state, forward, start, { length: steps, stopping: 'fixed' }, new Breather(signal), observe);
    return await valuesAt(path, work, state, forward, end, energies);
  } finally {
    release(forward, energies, [end]);
    state.dispose();
  }
}

/** F, [1] */
function energyOf(state: DeviceState, forward: Forward, at: Inferred, { weight, count }: Samples): tf.Tensor1D {
  const [normaliser] = normaliserOf(state.logVariances);
  return oneNumber(tf.mul(weight, tf.add(energySum(state, forward, at), tf.mul(count, normaliser))));
}

async function valuesAt(
  path: TfjsPath,
  { layout, samples }: VariancesWork,
  state: DeviceState,
  forward: Forward,
  at: Inferred,
  energies: readonly tf.Tensor1D[],
): Promise<VariancesValues> {
  const { layers, widths, unitOffset, unitCount, weightOffset, parameterCount } = layout;
  const { count, weight, y } = samples;
  const found = tidied(() => {
    const lessons = inferredLessons(state, forward, at);
    return {
      energies: tf.concat1d([...energies]),
      activities: Array.from({ length: layers }, (_, l) => activitiesOf(forward, at, l)),
      weights: state.matrices.map((_, l) => weightGradient(state, lessons, l, weight)),
      variances: state.logVariances.map((s, l) => s && logVarianceGradient(lessons, l, weight)),
    };
  });
  const read = async (tensor: tf.Tensor) => {
    await path.activate();
    return path.read(tensor);
  };
  const values: VariancesValues = {
    energies: new Float64Array(energies.length),
    activities: new Float64Array(count * unitCount),
    logVarianceGradient: new Float64Array(unitCount),
    weightGradient: new Float64Array(parameterCount),
  };
  const place = (layer: ArrayLike<number>, l: number) => {
    for (let k = 0; k < layer.length; k++) {
      values.activities[Math.floor(k / widths[l]) * unitCount + unitOffset[l] + (k % widths[l])] = layer[k];
    }
  };
  try {
    values.energies.set(await read(found.energies));
    for (const [l, layer] of found.activities.entries()) place(await read(layer), l);
    place(y, layers);
    for (const [l, gradient] of found.weights.entries()) values.weightGradient.set(await read(gradient), weightOffset[l]);
    for (const [l, gradient] of found.variances.entries()) {
      if (gradient) values.logVarianceGradient.set(await read(gradient), unitOffset[l + 1]);
    }
    return values;
  } finally {
    release(found);
  }
}
