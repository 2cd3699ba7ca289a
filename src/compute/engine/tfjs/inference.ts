/** T Euler steps of inference on tfjs, under both stopping rules, with dt on the device so that nothing waits for it. */
import * as tf from '@tensorflow/tfjs-core';
import type { Breather } from '../breather.ts';
import type { LearnerPlan } from '../learnerSteps.ts';
import { publishedSmallestDt } from '../stepControl.ts';
import { handBack } from './deviceState.ts';
import type { Nonlinearity } from './nonlinearity.ts';
import { atRest, type DeviceWeights, eulerStep, type Forward, type Inferred, riseOfSquares } from './passes.ts';
import { release, tidied } from './scope.ts';
import type { TfjsPath } from './tfjsPath.ts';

/** Where inference from the feedforward start ends; `observe` sees every state, the start's too. As `StepControl` has it: the published rule takes T - 1 steps at most. */
export async function inferred(
  path: TfjsPath,
  weights: DeviceWeights,
  phi: Nonlinearity,
  forward: Forward,
  { dt, steps, stopping }: Pick<LearnerPlan, 'dt' | 'steps' | 'stopping'>,
  breather: Breather,
  observe?: (state: Inferred) => void,
): Promise<Inferred> {
  const watchesEnergy = stopping === 'published';
  const length = watchesEnergy ? steps - 1 : steps;
  let state = { ...tidied(() => atRest(forward)), dt: tf.scalar(dt) };
  try {
    observe?.(state);
    for (let t = 0; t < length; t++) {
      const before = state;
      state = tidied(() => {
        const after = eulerStep(weights, phi, forward, before, before.dt);
        return { ...after, dt: watchesEnergy ? nextDt(before.dt, riseOfSquares(before, after)) : tf.clone(before.dt) };
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
  const { dt: last, ...end } = state;
  last.dispose();
  return end;
}

/** Half where the energy rose, 0 where that is small: then nothing moves any more. */
function nextDt(dt: tf.Scalar, rise: tf.Scalar): tf.Scalar {
  const rose = tf.cast(tf.greater(rise, 0), 'float32');
  const half = tf.mul(dt, 0.5);
  const next = tf.mul(half, tf.cast(tf.greater(half, publishedSmallestDt), 'float32'));
  return tf.add(dt, tf.mul(rose, tf.sub(next, dt)));
}
