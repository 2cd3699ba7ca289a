/** How a gradient becomes a weight step, in float64: one rule an optimiser. */
import type { Optimiser } from '../../../model/problem/problem.ts';

export const momentumDecay = 0.9;
/** Only AdamW uses `decay`. */
export const adam = { first: 0.9, second: 0.999, epsilon: 1e-8, decay: 0.01 };

interface OptimiserRule {
  /** How many numbers the optimiser remembers for every parameter. */
  readonly moments: number;
  /** Whether the optimiser counts its steps, in a number ahead of the moments. */
  readonly countsSteps: boolean;
  /** Changes the weights [P] in place, and the state, which holds the count if there is one and then moment after moment, [P] each. */
  step(rate: number, weights: Float64Array, gradient: Float64Array, state: Float64Array): void;
}

const rules: Readonly<Record<Optimiser, OptimiserRule>> = {
  /** `w -= rate g` */
  sgd: {
    moments: 0,
    countsSteps: false,
    step(rate, weights, gradient) {
      for (let p = 0; p < weights.length; p++) weights[p] -= rate * gradient[p];
    },
  },
  /** `v = 0.9 v + g`, `w -= rate v` */
  momentum: { moments: 1, countsSteps: false, step: stepWithMomentum },
  /** Kingma and Ba, 2015: `m = 0.9 m + 0.1 g`, `s = 0.999 s + 0.001 g^2`, `w -= rate m^ / (sqrt(s^) + 1e-8)`, both moments debiased. */
  adam: { moments: 2, countsSteps: true, step: stepWithAdam },
  /** Loshchilov and Hutter, 2019: `w *= 1 - 0.01 rate` before Adam's step. */
  adamw: {
    moments: 2,
    countsSteps: true,
    step(rate, weights, gradient, state) {
      for (let p = 0; p < weights.length; p++) weights[p] *= 1 - rate * adam.decay;
      stepWithAdam(rate, weights, gradient, state);
    },
  },
};

/** How many moments a parameter has. */
export const momentCount = (optimiser: Optimiser): number => rules[optimiser].moments;

/** Where the moments begin in a state: behind the count of steps, if there is one. */
export const momentStart = (optimiser: Optimiser): 0 | 1 => (rules[optimiser].countsSteps ? 1 : 0);

/** The state for P parameters before the first step: zeros. */
export function optimiserState(optimiser: Optimiser, parameters: number): Float64Array {
  return new Float64Array(momentStart(optimiser) + momentCount(optimiser) * parameters);
}

/** One step in place, by the optimiser's rule. */
export function takeStep(
  optimiser: Optimiser,
  rate: number,
  weights: Float64Array,
  gradient: Float64Array,
  state: Float64Array,
): void {
  rules[optimiser].step(rate, weights, gradient, state);
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
