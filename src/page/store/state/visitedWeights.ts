/** The weights that both learners of a run visited, thinned to as many points as directions are looked at. */

import type { LearnerPath, TrainingFrame } from '../../../model/landscapes/trainingFrames.ts';
import type { VisitedWeights } from '../../../model/problem/problem.ts';

/** Points of each path, at most. */
const MOST_POINTS = 31;

/** Null where the network is too large for its path's weights to be kept. */
export function visitedWeights({ bpPath, pcPath }: TrainingFrame): Record<'bp' | 'pc', VisitedWeights> | null {
  const [bp, pc] = [thinned(bpPath), thinned(pcPath)];
  return bp && pc && { bp, pc };
}

/** Evenly spaced, the first and the last point among them. */
function thinned({ iteration, weights }: LearnerPath): VisitedWeights | null {
  if (!weights) return null;
  const count = Math.min(iteration.length, MOST_POINTS);
  const places = Array.from({ length: count }, (_, i) => Math.round((i * (iteration.length - 1)) / Math.max(count - 1, 1)));
  const controls = weights.length / iteration.length;
  const chosen = new Float64Array(count * controls);
  for (const [i, place] of places.entries()) {
    chosen.set(weights.subarray(place * controls, (place + 1) * controls), i * controls);
  }
  return { iteration: Int32Array.from(places, (place) => iteration[place]), weights: chosen };
}
