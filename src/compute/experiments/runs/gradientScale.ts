/** The factor of each convention on a learner's gradient: THEORY.md, "As published, and matched". */
import type { Learner, LearningRun, Problem } from '../../../model/problem/problem.ts';
import type { NetworkLayout } from '../../engine/work/networkLayout.ts';

/**
 * PC's scale over BP's as published: BP is a mean over batch and outputs without 1/2, PC sums 1/2 squares over the batch, so `N d_y / 2`
 * (320 for 64 images of 10 classes, 96 for 3-4-4-4-3, 50 for a 10 x 10 matrix). Chains were published matched: 1.
 */
export function publishedRatio(problem: Problem, layout: NetworkLayout): number {
  return layout.isChain ? 1 : (problem.batchSize * layout.widths[layout.layers]) / 2;
}

/** A convention's factor on the gradient of 1/2 squares, averaged over the batch. */
export function gradientScale(
  convention: LearningRun['convention'],
  problem: Problem,
  layout: NetworkLayout,
  learner: Learner,
): number {
  if (convention === 'matched' || layout.isChain) return 1;
  return learner === 'bp' ? problem.batchSize / publishedRatio(problem, layout) : problem.batchSize;
}

/** BP's factor under the other convention, beside PC's factor under this one. */
export function otherScaleOfBp(convention: LearningRun['convention'], problem: Problem, layout: NetworkLayout): number {
  const pc = gradientScale(convention, problem, layout, 'pc');
  return convention === 'matched' ? pc / publishedRatio(problem, layout) : pc;
}
