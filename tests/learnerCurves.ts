/** A learner's curves for tests that look at one of them: the loss given, the same as energy and gradient norm, nothing else measured. */
import type { LearnerCurves } from '../src/model/problem/learnerCurves.ts';

export function learnerCurves(loss: ArrayLike<number>): LearnerCurves {
  const values = Float64Array.from(loss);
  return {
    loss: values,
    energy: values,
    gradientNorm: values,
    theoryEnergy: null,
    tests: null,
    layerNorms: null,
    divergedAt: -1,
    finished: false,
  };
}
