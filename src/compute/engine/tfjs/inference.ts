/** Euler steps of inference on tfjs, as deviations from a feedforward pass. */
import * as tf from '@tensorflow/tfjs-core';
import type { StoppingRule } from '../../../model/problem/problem.ts';
import type { Breather } from '../work/breather.ts';
import { publishedSmallestDt } from '../work/stepControl.ts';
import { twiceTheRise } from './deviceEnergy.ts';
import { type DeviceWeights, type Forward, felt, type Inferred, type SomeLayers, spreadSignal } from './deviceNetwork.ts';
import { release, tidied } from './tensorMemory.ts';
import { handBack, type TfjsPath } from './tfjsPath.ts';

/** The feedforward start: nothing has moved, and all error sits at the output. */
export function atRest(
  { network, precisions }: DeviceWeights,
  { products, values, preactivations, outputError }: Forward,
): Inferred {
  const zeros = () => preactivations.map((a) => tf.zerosLike(a));
  const last = products.length - 1;
  const output = tf.clone(outputError);
  const weighed = weigh(output, precisions[last]);
  return {
    deviations: [network.hasFreeInputs ? tf.zerosLike(values[0]) : null, ...zeros()],
    errors: [...zeros(), output],
    weighed: [...zeros(), weighed],
    signals: [...zeros(), weighed],
    changes: products.map(() => null),
  };
}

/**
 * One Euler step, all layers at once: `u_l <- u_l - dt dF/dz_l` (see `downhill`). `dt` is a scalar, or [N, 1], a step a sample.
 */
export function eulerStep(weights: DeviceWeights, forward: Forward, before: Inferred, dt: tf.Tensor): Inferred {
  const slopes = downhill(weights, forward, before);
  const moved = before.deviations.map((u, l) => u && tf.add<tf.Tensor2D>(u, tf.mul(dt, slopes[l]!)));
  return atDeviations(weights, forward, moved);
}

/** `-dF/dz_l = W_{l+1}^T signal_{l+1} - pi_l e_l - kappa sign(z_l)` of every layer that moves; free inputs have no error of their own. */
export function downhill(weights: DeviceWeights, forward: Forward, before: Inferred): SomeLayers {
  const { sparsity } = weights.network;
  return before.deviations.map((u, l) => {
    if (!u) return null;
    const pull = felt(weights, l, spreadSignal(weights, forward, before, l));
    const slope = l === 0 ? pull : tf.sub<tf.Tensor2D>(pull, before.weighed[l - 1]);
    return sparsity === 0 ? slope : tf.sub<tf.Tensor2D>(slope, tf.mul(sparsity, tf.sign(tf.add(forward.values[l], u))));
  });
}

/** Deviations of the present activities from the pass of other weights: `u_l + g_l - g_l'`. */
export function rebased(weights: DeviceWeights, before: Forward, forward: Forward, { deviations }: Inferred): Inferred {
  const moved = deviations.map((u, l) => {
    if (!u || l === 0) return u && tf.clone(u);
    return tf.add<tf.Tensor2D>(u, tf.sub(before.values[l], forward.values[l]));
  });
  return atDeviations(weights, forward, moved);
}

function atDeviations(weights: DeviceWeights, forward: Forward, deviations: SomeLayers): Inferred {
  const { network, transposed, precisions } = weights;
  const { maps, phi, output } = network;
  const { products, preactivations, values, y, outputError } = forward;
  const last = transposed.length - 1;
  const changes = deviations.map((u, l) => u && tf.matMul<tf.Tensor2D>(maps[l].rows(u, 0), transposed[l]));
  const errors: tf.Tensor2D[] = [];
  const weighed: tf.Tensor2D[] = [];
  const signals: tf.Tensor2D[] = [];
  for (let l = 0; l < last; l++) {
    const change = changes[l];
    const u = deviations[l + 1]!;
    const rise = change && phi.rise(preactivations[l], values[l + 1], maps[l].poolRise(products[l], change));
    errors.push(rise ? tf.sub(u, rise) : u);
    weighed.push(weigh(errors[l], precisions[l]));
    signals.push(phi.timesSlope(weighed[l], rise ? tf.add(values[l + 1], rise) : values[l + 1]));
  }
  const shift = changes[last];
  errors.push(shift ? output.movedError(outputError, y, products[last], shift) : tf.clone(outputError));
  weighed.push(weigh(errors[last], precisions[last]));
  signals.push(weighed[last]);
  return { deviations, errors, weighed, signals, changes };
}

function weigh(error: tf.Tensor2D, precisions: tf.Tensor2D | null): tf.Tensor2D {
  return precisions ? tf.mul(error, precisions) : error;
}

/** Inference under way. */
export interface Inferring extends Inferred {
  /** Of the next Euler step; 0 once inference rests. */
  readonly dt: tf.Scalar;
  /** `heldDt` of `StepControl`: of the Euler step after the next, and of the next batch. */
  readonly heldDt: tf.Scalar;
}

/** At the feedforward start. */
export const aboutToInfer = (weights: DeviceWeights, forward: Forward, dt: number | tf.Scalar): Inferring => ({
  ...atRest(weights, forward),
  ...alwaysOf(typeof dt === 'number' ? tf.scalar(dt) : dt),
});

/** A dt that no rule has changed yet. */
export const alwaysOf = (dt: tf.Scalar): Pick<Inferring, 'dt' | 'heldDt'> => ({ dt: tf.clone(dt), heldDt: tf.clone(dt) });

/** Euler steps that T stand for. As `StepControl` has it: the published rule takes T - 1 at most. */
export const stepsTaken = (steps: number, stopping: StoppingRule): number => (stopping === 'published' ? steps - 1 : steps);

/** Where inference is after `length` more steps. It takes `start` over; `observe` sees every state, the start's too. */
export async function inferred(
  path: TfjsPath,
  weights: DeviceWeights,
  forward: Forward,
  start: Inferring,
  { length, stopping }: { length: number; stopping: StoppingRule },
  breather: Breather,
  observe?: (state: Inferred) => void,
): Promise<Inferring> {
  const watchesEnergy = stopping === 'published';
  const startDt = tf.clone(start.heldDt);
  let state = start;
  try {
    observe?.(state);
    for (let t = 0; t < length; t++) {
      const before = state;
      state = tidied(() => {
        const after = eulerStep(weights, forward, before, before.dt);
        if (!watchesEnergy) return { ...after, ...alwaysOf(before.dt) };
        return { ...after, ...nextDt(before, startDt, twiceTheRise(weights, forward, before, after)) };
      });
      release(before);
      observe?.(state);
      if (watchesEnergy && path.readsAtOnce && state.dt.dataSync()[0] === 0) break;
      if (breather.isDue) await handBack(path, breather);
    }
  } catch (error) {
    release(state);
    throw error;
  } finally {
    startDt.dispose();
  }
  return state;
}

/** `judge` of `StepControl`, without reading what the device has found: 1 stands for true. */
function nextDt({ dt, heldDt }: Inferring, startDt: tf.Scalar, rise: tf.Scalar): Pick<Inferring, 'dt' | 'heldDt'> {
  const isAbove = (a: tf.Scalar | number, b: tf.Scalar | number): tf.Scalar => tf.cast(tf.greater(a, b), 'float32');
  const not = (a: tf.Scalar): tf.Scalar => tf.sub(1, a);
  const moves = isAbove(dt, 0);
  const halves = tf.mul<tf.Scalar>(tf.mul(moves, not(isAbove(0, rise))), isAbove(heldDt, publishedSmallestDt));
  const halved = tf.mul<tf.Scalar>(heldDt, tf.sub(1, tf.mul(0.5, halves)));
  const stops = tf.mul<tf.Scalar>(halves, not(isAbove(halved, publishedSmallestDt)));
  return {
    dt: tf.mul(tf.mul(moves, not(stops)), heldDt),
    heldDt: tf.add(tf.mul(not(stops), halved), tf.mul(stops, startDt)),
  };
}
