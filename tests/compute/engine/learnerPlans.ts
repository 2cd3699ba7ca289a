/** Learners in float32 as the tests open them, and their gradients against the float64 path's. */

import { optimiserState } from '../../../src/compute/engine/learner/optimiser.ts';
import type { LearnerPlan, LearnerStart, LearnerSteps } from '../../../src/compute/engine/work/learnerSteps.ts';
import type { NetworkLayout } from '../../../src/compute/engine/work/networkLayout.ts';
import type { Samples } from '../../../src/compute/engine/work/samples.ts';
import type { Learner, Optimiser } from '../../../src/model/problem/problem.ts';
import { expectClose } from '../closeness.ts';
import { watch } from './referenceCases.ts';

/** How far float32 may be from float64, as a part of the largest number. */
export const tolerance = 1e-4;

export function planOf(layout: NetworkLayout, learner: Learner, changes: Partial<LearnerPlan>): LearnerPlan {
  return {
    layout,
    learner,
    optimiser: 'sgd',
    scale: 1,
    dt: 0.1,
    steps: 10,
    stopping: 'fixed',
    goal: null,
    layerNorms: true,
    prediction: layout.isLinear,
    variant: {},
    ...changes,
  };
}

export function startAt(weights: Float64Array, optimiser: Optimiser = 'sgd'): LearnerStart {
  const state = optimiserState(optimiser, weights.length);
  return { weights, logVariances: new Float64Array(), optimiserState: state, firstLoss: null };
}

/** The gradient is the velocity that a first step with momentum leaves behind. */
export async function gradientFrom(steps: LearnerSteps, samples: Samples) {
  await steps.take(samples, 1, watch);
  const [measures] = await steps.measures();
  const gradient = await steps.optimiserState();
  steps.dispose();
  return { ...measures, gradient };
}

/** Closeness layer by layer: the first layers' gradients are small. */
export function expectByLayer({ weightOffset, layers }: NetworkLayout, found: Float64Array, expected: Float64Array): void {
  for (let l = 0; l < layers; l++) {
    const part = (of: Float64Array) => of.subarray(weightOffset[l], weightOffset[l + 1]);
    expectClose(part(found), part(expected), tolerance);
  }
}
