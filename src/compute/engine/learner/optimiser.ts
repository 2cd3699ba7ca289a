/** How a gradient becomes a weight step: plain SGD, momentum, Adam, and Adam with decoupled weight decay. */
import type { Optimiser } from '../../../model/problem/problem.ts';

export const momentumDecay = 0.9;
/** `decay` is AdamW's alone. */
export const adam = { first: 0.9, second: 0.999, epsilon: 1e-8, decay: 0.01 };

/** How many moments a parameter has. */
export const momentCount: Readonly<Record<Optimiser, number>> = { sgd: 0, momentum: 1, adam: 2, adamw: 2 };

/** Where the moments begin in a state: Adam counts its steps ahead of them. */
export const momentStart = (optimiser: Optimiser): 0 | 1 => (momentCount[optimiser] === 2 ? 1 : 0);

/** State for P parameters, all zero: nothing, the velocity [P], or Adam's step count and two moments [1 + 2 P]. */
export function optimiserState(optimiser: Optimiser, parameters: number): Float64Array {
  return new Float64Array(momentStart(optimiser) + momentCount[optimiser] * parameters);
}

/**
 * One step in place. SGD: `w -= rate g`. Momentum: `v = 0.9 v + g`, `w -= rate v`.
 * Adam (Kingma and Ba, 2015): `m = 0.9 m + 0.1 g`, `s = 0.999 s + 0.001 g^2`, `w -= rate m^ / (sqrt(s^) + 1e-8)`, both moments debiased.
 * AdamW (Loshchilov and Hutter, 2019): `w *= 1 - 0.01 rate` before Adam's step.
 */
export function takeStep(
  optimiser: Optimiser,
  rate: number,
  weights: Float64Array,
  gradient: Float64Array,
  state: Float64Array,
): void {
  if (optimiser === 'sgd') for (let p = 0; p < weights.length; p++) weights[p] -= rate * gradient[p];
  else if (optimiser === 'momentum') stepWithMomentum(rate, weights, gradient, state);
  else {
    if (optimiser === 'adamw') for (let p = 0; p < weights.length; p++) weights[p] *= 1 - rate * adam.decay;
    stepWithAdam(rate, weights, gradient, state);
  }
}

function stepWithMomentum(rate: number, weights: Float64Array, gradient: Float64Array, velocity: Float64Array): void {
  for (let p = 0; p < weights.length; p++) {
    velocity[p] = momentumDecay * velocity[p] + gradient[p];
    weights[p] -= rate * velocity[p];
  }
}

function stepWithAdam(rate: number, weights: Float64Array, gradient: Float64Array, state: Float64Array): void {
  const step = ++state[0];
  const first = state.subarray(1, 1 + weights.length);
  const second = state.subarray(1 + weights.length);
  const debiasFirst = 1 - adam.first ** step;
  const debiasSecond = 1 - adam.second ** step;
  for (let p = 0; p < weights.length; p++) {
    first[p] = adam.first * first[p] + (1 - adam.first) * gradient[p];
    second[p] = adam.second * second[p] + (1 - adam.second) * gradient[p] ** 2;
    weights[p] -= (rate * (first[p] / debiasFirst)) / (Math.sqrt(second[p] / debiasSecond) + adam.epsilon);
  }
}
