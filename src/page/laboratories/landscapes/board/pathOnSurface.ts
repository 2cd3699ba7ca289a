/** A learner's recorded path, lifted onto the landscape that is shown and cut at the playhead. */
import type { LearnerPath } from '../../../../model/landscapes/trainingFrames.ts';
import type { DrawnPath } from '../../../figures/figure.ts';

/** Which landscape's heights a path takes: the loss, the equilibrated energy, or the energy at a recorded inference step. */
export type PathHeight = { of: 'loss' } | { of: 'equilibratedEnergy' } | { of: 'energyAtStep'; recordIndex: number };

/** The path's points with iteration <= playhead, at their true heights. All arrays have one entry a kept iteration. */
export function pathOnSurface(learner: 'bp' | 'pc', path: LearnerPath, height: PathHeight, playhead: number): DrawnPath {
  const heights = height.of === 'energyAtStep' ? path.energyAtStep[height.recordIndex] : path[height.of];
  const count = pointsUpTo(path.iteration, playhead);
  return {
    learner,
    a: path.a.subarray(0, count),
    b: path.b.subarray(0, count),
    height: heights.subarray(0, count),
    residual: path.residual.subarray(0, count),
    iteration: path.iteration.subarray(0, count),
  };
}

/** How many entries of the ascending `iteration` are <= playhead. */
export function pointsUpTo(iteration: ArrayLike<number>, playhead: number): number {
  let low = 0;
  let high = iteration.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (iteration[middle] <= playhead) low = middle + 1;
    else high = middle;
  }
  return low;
}
