/** Escape times over seeds in words, for every learner of a run. */

import type { TrainingFrame } from '../../../../model/landscapes/trainingFrames.ts';
import type { LearnerCurves } from '../../../../model/problem/learnerCurves.ts';
import { escapeTime } from './escapeTime.ts';

/** A run's learners in the order in which they are told; the other convention's BP by that convention's name. */
export function learnersOf({ pc, bp, otherBp, scaleRatio }: TrainingFrame): { name: string; runs: LearnerCurves[] }[] {
  const other = scaleRatio === 1 ? 'BP as published' : 'BP matched';
  return [{ name: 'PC', runs: pc }, { name: 'BP', runs: bp }, ...(otherBp ? [{ name: other, runs: otherBp }] : [])];
}

/** Median, least and greatest escape time: `44 (27 to 62)`; `over 300 (120 to over 300)` where not all runs have escaped. */
export function escapeRange(runs: LearnerCurves[]): string {
  const longest = Math.max(...runs.map(({ loss }) => loss.length - 1));
  const times = runs.map(({ loss }) => escapeTime(loss) ?? Number.POSITIVE_INFINITY).sort((a, b) => (a === b ? 0 : a - b));
  const words = (time: number) =>
    (Number.isFinite(time) ? time : Math.max(0, longest)).toLocaleString('en', { maximumFractionDigits: 1 });
  const told = (time: number) => `${Number.isFinite(time) ? '' : 'over '}${words(time)}`;
  const upper = times.length >> 1;
  const median = times.length % 2 === 1 ? times[upper] : (times[upper - 1] + times[upper]) / 2;
  return times.length === 1 || !Number.isFinite(times[0])
    ? told(median)
    : `${told(median)} (${told(times[0])} to ${told(times[times.length - 1])})`;
}
