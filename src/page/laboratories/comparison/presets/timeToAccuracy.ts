/** When a model has learnt most of what it will have learnt: the comparison's measure of speed. */
import type { LearnerTests } from '../../../../model/problem/learnerCurves.ts';

export interface NinetyPercent {
  /** Of the latest test. */
  accuracy: number;
  /** Iterations before the first test whose accuracy is at least 90 % of that. */
  iteration: number;
  /** Milliseconds that the model's own steps had taken by then. */
  milliseconds: number;
}

/** min { t : accuracy[t] >= 0.9 accuracy[last] }; null before the first step has been tested. */
export function ninetyPercent(tests: LearnerTests | null, testedAfter: ArrayLike<number>): NinetyPercent | null {
  if (!tests || tests.accuracy.length < 2) return null;
  const accuracy = tests.accuracy[tests.accuracy.length - 1];
  const first = tests.accuracy.findIndex((value) => value >= 0.9 * accuracy);
  return first < 0 ? null : { accuracy, iteration: tests.iteration[first], milliseconds: testedAfter[first] };
}
