/** Euler steps of inference on tfjs, under both stopping rules, with dt on the device so that nothing waits for it. */
import * as tf from '@tensorflow/tfjs-core';
import type { StoppingRule } from '../../../model/problem/problem.ts';
import type { Breather } from '../work/breather.ts';
import { publishedSmallestDt } from '../work/stepControl.ts';
import { twiceTheRise } from './deviceEnergy.ts';
import type { DeviceWeights, Forward, Inferred } from './deviceNetwork.ts';
import { atRest, eulerStep } from './eulerStep.ts';
import { release, tidied } from './tensorMemory.ts';
import { handBack, type TfjsPath } from './tfjsPath.ts';

/** Inference under way. */
export interface Inferring extends Inferred {
  /** 0 once it rests. */
  readonly dt: tf.Scalar;
}

/** At the feedforward start. */
export const aboutToInfer = (weights: DeviceWeights, forward: Forward, dt: number): Inferring => ({
  ...atRest(weights, forward),
  dt: tf.scalar(dt),
});

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
  let state = start;
  try {
    observe?.(state);
    for (let t = 0; t < length; t++) {
      const before = state;
      state = tidied(() => {
        const after = eulerStep(weights, forward, before, before.dt);
        const dt = watchesEnergy ? nextDt(before.dt, twiceTheRise(weights, forward, before, after)) : tf.clone(before.dt);
        return { ...after, dt };
      });
      release(before);
      observe?.(state);
      if (watchesEnergy && path.readsAtOnce && state.dt.dataSync()[0] === 0) break;
      if (breather.isDue) await handBack(path, breather);
    }
  } catch (error) {
    release(state);
    throw error;
  }
  return state;
}

/** Half where the energy rose, 0 where that is small: then nothing moves any more. */
function nextDt(dt: tf.Scalar, rise: tf.Scalar): tf.Scalar {
  const rose = tf.cast(tf.greater(rise, 0), 'float32');
  const half = tf.mul(dt, 0.5);
  const next = tf.mul(half, tf.cast(tf.greater(half, publishedSmallestDt), 'float32'));
  return tf.add(dt, tf.mul(rose, tf.sub(next, dt)));
}
