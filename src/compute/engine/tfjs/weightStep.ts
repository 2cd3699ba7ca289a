/** One weight step of a learner on a device: forward, back or inference, then the optimiser, as often as the learner's variant moves the weights. */
import * as tf from '@tensorflow/tfjs-core';
import type { Breather } from '../work/breather.ts';
import type { LearnerPlan } from '../work/learnerSteps.ts';
import type { Samples } from '../work/samples.ts';
import { energySum, lossSum, normaliserOf, oneNumber } from './deviceEnergy.ts';
import { equilibrium, rescaled } from './deviceEquilibrium.ts';
import { activitiesOf, backpropLessons, gradientsFrom, inferredLessons, type Lessons } from './deviceGradients.ts';
import { type Forward, feedforward } from './deviceNetwork.ts';
import type { DeviceState } from './deviceState.ts';
import { aboutToInfer, alwaysOf, type Inferring, inferred, rebased, stepsTaken } from './inference.ts';
import { release, rowsOf, tidied } from './tensorMemory.ts';
import type { TfjsPath } from './tfjsPath.ts';

/** A pass through the present weights, and how far inference has got from it; none in backpropagation. */
interface Scene {
  readonly forward: Forward;
  readonly at: Inferring | null;
}

export interface TakenStep {
  /** In the layout of `StepRow`. */
  readonly row: tf.Tensor1D;
  /** z_0 where inference ended, [N, n_0]; null where inputs are clamped. */
  readonly inputs: tf.Tensor2D | null;
}

/** Changes the state. All measurements belong to the last update, except the loss, which belongs to the weights before the first. */
export async function weightStep(
  path: TfjsPath,
  plan: LearnerPlan,
  state: DeviceState,
  samples: Samples,
  rate: number,
  breather: Breather,
): Promise<TakenStep> {
  let scene = tidied(() => opening(plan, state, samples));
  const start = tidied(() => foundAtStart(plan, state, scene, samples));
  const learn = async () => {
    const lessons = tidied(() => lessonsFrom(state, scene));
    const gradients = gradientsFrom(state, lessons, plan.scale * samples.weight);
    return state.step(rate, gradients, path, breather).finally(() => release(lessons));
  };
  try {
    const rounds = roundsOf(plan);
    for (const length of rounds.slice(0, -1)) {
      scene = { ...scene, at: await settled(path, plan, state, scene, length, breather) };
      release(await learn());
      const before = scene;
      scene = tidied(() => underNewWeights(state, before));
      release(before);
    }
    scene = { ...scene, at: await settled(path, plan, state, scene, rounds[rounds.length - 1], breather) };
    const end = tidied(() => foundAtEnd(state, scene, samples));
    if (state.heldDt && scene.at) state.holdDt(scene.at.heldDt);
    const { layers, held } = await learn();
    const { sums, normaliser, inputs } = end;
    const parts = { sums: [...start.sums, ...sums], layers, variances: [...normaliser, ...held], prediction: start.prediction };
    const row = tidied(() => joined(parts));
    release(layers, held, sums, normaliser);
    return { row, inputs };
  } finally {
    release(scene, start);
  }
}

/** Steps of inference before each update of the weights. Steps after the last update would change no result. */
function roundsOf({ learner, steps, stopping, variant: { updateEvery } }: LearnerPlan): number[] {
  if (learner !== 'pc') return [0];
  return updateEvery ? new Array(Math.floor(steps / updateEvery)).fill(updateEvery) : [stepsTaken(steps, stopping)];
}

function opening({ learner, dt }: LearnerPlan, state: DeviceState, { x, y, count }: Samples): Scene {
  const forward = feedforward(state, rowsOf(x, count), rowsOf(y, count));
  return { forward, at: learner === 'pc' ? aboutToInfer(state, forward, state.heldDt ?? dt) : null };
}

/** The state at which the weights' gradient is taken. */
async function settled(
  path: TfjsPath,
  { learner, layout, stopping }: LearnerPlan,
  state: DeviceState,
  { forward, at }: Scene,
  length: number,
  breather: Breather,
): Promise<Inferring | null> {
  if (at) return inferred(path, state, forward, at, { length, stopping }, breather);
  if (learner === 'bp') return null;
  if (!layout.isLinear) throw new RangeError('no exact equilibrium of a nonlinear net');
  return { ...(await equilibrium(path, state, forward)), ...tidied(() => alwaysOf(tf.scalar(0))) };
}

const lessonsFrom = (state: DeviceState, { forward, at }: Scene): Lessons =>
  at ? inferredLessons(state, forward, at) : backpropLessons(state, forward);

/** A pass under the new weights; inference goes on from the present activities. */
function underNewWeights(state: DeviceState, { forward: before, at }: Scene): Scene {
  const forward = feedforward(state, tf.clone(before.values[0]), tf.clone(before.y));
  return { forward, at: at && { ...rebased(state, before, forward, at), ...alwaysOf(at.dt) } };
}

/** The loss; the energy that inference starts from, which is the loss unless the energy has further terms; and the matrices from which Theorem 1 predicts the energy at the end. */
function foundAtStart({ prediction }: LearnerPlan, state: DeviceState, { forward, at }: Scene, { weight }: Samples) {
  const loss = mean(lossSum(state, forward), weight);
  return {
    sums: [loss, at && hasFurtherTerms(state) ? mean(energySum(state, forward, at), weight) : tf.clone(loss)],
    prediction: prediction ? [rescaled(state, forward, weight)] : [],
  };
}

const hasFurtherTerms = ({ network, precisions }: DeviceState): boolean =>
  network.sparsity > 0 || precisions.some((pi) => pi !== null);

/** The energy that the gradient is of, what log-variances add to it, and z_0. */
function foundAtEnd(state: DeviceState, { forward, at }: Scene, { weight }: Samples) {
  return {
    sums: [mean(at ? energySum(state, forward, at) : lossSum(state, forward), weight)],
    normaliser: normaliserOf(state.logVariances).map(oneNumber),
    inputs: at && state.network.hasFreeInputs ? activitiesOf(forward, at, 0) : null,
  };
}

const mean = (sum: tf.Scalar, weight: number): tf.Tensor1D => oneNumber(tf.mul(sum, weight));

/** The measurements of one weight step, one after another: `measuresFrom` of stepMeasures.ts reads this row of numbers. */
interface StepRow {
  /** Loss; energy where inference started, and where the gradient was taken, without the log-variances' own term. [3] in all */
  readonly sums: readonly tf.Tensor1D[];
  /** `layerNumbers`, l = 1, ..., L, one after another. [1] each */
  readonly layers: readonly tf.Tensor1D[];
  /** The log-variances' own term of the energy, and how many of each layer's were held at their bounds; empty where variances are fixed. [1] each */
  readonly variances: readonly tf.Tensor1D[];
  /** S and r r^T where a prediction is wanted. */
  readonly prediction: readonly tf.Tensor1D[];
}

export const joined = ({ sums, layers, variances, prediction }: StepRow): tf.Tensor1D =>
  tf.concat1d([...sums, ...layers, ...variances, ...prediction]);
