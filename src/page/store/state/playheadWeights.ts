/** Whose weights are looked at: the chosen learner's, where the playhead stands. */
import type { LearnerPath } from '../../../model/landscapes/trainingFrames.ts';
import type { RunMemory } from '../checkpoints/runMemory.ts';
import type { PageState } from './pageState.ts';

/** Flat weights at the closest kept iteration at or before the playhead; null for the start's. */
export function playheadWeights(state: PageState, memory: RunMemory): Float64Array | null {
  const { training, playhead } = state;
  const { probe } = state.controls;
  if (probe === 'start' || !training) return null;
  const path = probe === 'bp' ? training.bpPath : training.pcPath;
  if (path.weights) return weightsAt(path, path.weights, playhead);
  return memory.atOrBefore(playhead)?.weights[probe === 'bp' ? 0 : 1][0] ?? null;
}

/** The same as weights, those of the start included; null while no run says them. */
export function shownWeights(state: PageState, memory: RunMemory): Float64Array | null {
  const { training } = state;
  if (!training) return null;
  if (state.controls.probe !== 'start') return playheadWeights(state, memory);
  const { weights } = training.pcPath;
  return weights ? weightsAt(training.pcPath, weights, 0) : (memory.atOrBefore(0)?.weights[1][0] ?? null);
}

function weightsAt(path: LearnerPath, weights: Float64Array, playhead: number): Float64Array {
  const points = path.iteration.length;
  const count = weights.length / points;
  const point = Math.max(
    0,
    path.iteration.findLastIndex((iteration) => iteration <= playhead),
  );
  return weights.slice(point * count, (point + 1) * count); // a copy of one point: the path itself stays here
}
