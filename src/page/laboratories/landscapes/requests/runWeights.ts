/** The weights of the learners' run that other experiments look at: at the playhead, and along the whole run. */
import type { LearnerPath, TrainingFrame } from '../../../../model/landscapes/trainingFrames.ts';
import type { VisitedWeights } from '../../../../model/problem/problem.ts';
import type { RunMemory } from '../../../store/checkpoints/runMemory.ts';
import type { PageState } from '../../../store/state/pageState.ts';
import { weightCount } from '../../../view/networkOf.ts';

/** Flat weights at the closest kept iteration at or before the playhead; null for the start's. */
export function playheadWeights(state: PageState, memory: RunMemory): Float64Array | null {
  const { probe } = state.controls;
  return probe === 'start' ? null : learnerWeights(probe, state, memory);
}

/** Flat weights of both learners at the playhead; null while no run of this network says them. */
export function learnersWeights(state: PageState, memory: RunMemory): Record<'bp' | 'pc', Float64Array> | null {
  const [bp, pc] = [learnerWeights('bp', state, memory), learnerWeights('pc', state, memory)];
  const count = weightCount(state.controls);
  return bp?.length === count && pc?.length === count ? { bp, pc } : null;
}

function learnerWeights(learner: 'bp' | 'pc', { training, playhead }: PageState, memory: RunMemory): Float64Array | null {
  if (!training) return null;
  const path = learner === 'bp' ? training.bpPath : training.pcPath;
  if (path.weights) return weightsAt(path, path.weights, playhead);
  return memory.atOrBefore(playhead)?.weights[learner === 'bp' ? 0 : 1][0] ?? null;
}

/** Flat weights at the playhead, or of the start where the start is looked at; null while no run says them. */
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

/** Points of each path, at most. */
const MOST_POINTS = 31;

type Visited = Record<'bp' | 'pc', VisitedWeights> | null;

const visited = new WeakMap<TrainingFrame, Visited>(); // so that two requests along one run hold the same arrays

/** The weights that both learners of a run visited, thinned to few points; null where the network is too large for its path's weights to be recorded. */
export function visitedWeights(run: TrainingFrame): Visited {
  if (!visited.has(run)) {
    const [bp, pc] = [thinned(run.bpPath), thinned(run.pcPath)];
    visited.set(run, bp && pc && { bp, pc });
  }
  return visited.get(run)!;
}

/** Evenly spaced, the first and the last point among them. */
function thinned({ iteration, weights }: LearnerPath): VisitedWeights | null {
  if (!weights) return null;
  const count = Math.min(iteration.length, MOST_POINTS);
  const places = Array.from({ length: count }, (_, i) => Math.round((i * (iteration.length - 1)) / Math.max(count - 1, 1)));
  const perPoint = weights.length / iteration.length;
  const chosen = new Float64Array(count * perPoint);
  for (const [i, place] of places.entries()) {
    chosen.set(weights.subarray(place * perPoint, (place + 1) * perPoint), i * perPoint);
  }
  return { iteration: Int32Array.from(places, (place) => iteration[place]), weights: chosen };
}
