/** Escape times: when a learner leaves the saddle it started at, and the times of several seeds in words. */
import type { TrainingFrame } from '../../../../model/landscapes/trainingFrames.ts';
import type { LearnerCurves } from '../../../../model/problem/learnerCurves.ts';

/** min { t : loss[t] < loss[0] / 2 }, the first iteration whose training loss is below half of its starting value; null if there is none yet. */
export function escapeTime(loss: ArrayLike<number>): number | null {
  for (let t = 1; t < loss.length; t++) if (loss[t] < loss[0] / 2) return t;
  return null;
}

/** A run's learners in the order in which they are told; the other convention's BP by that convention's name. */
export function learnersOf({ pc, bp, otherBp, scaleRatio }: TrainingFrame): { name: string; runs: LearnerCurves[] }[] {
  const other = scaleRatio === 1 ? 'BP as published' : 'BP matched';
  return [{ name: 'PC', runs: pc }, { name: 'BP', runs: bp }, ...(otherBp ? [{ name: other, runs: otherBp }] : [])];
}

/**
 * Median, least and greatest escape time of all runs, those that have not escaped counted as later than any that has: `44 (27 to 62)`;
 * `over 300 (120 to over 300; 1 of 3 escaped)`, and how many diverged.
 */
export function escapeRange(runs: LearnerCurves[]): string {
  const longest = Math.max(...runs.map(({ loss }) => loss.length - 1));
  const times = runs.map(({ loss }) => escapeTime(loss) ?? Number.POSITIVE_INFINITY).sort((a, b) => (a === b ? 0 : a - b));
  const words = (time: number) =>
    (Number.isFinite(time) ? time : Math.max(0, longest)).toLocaleString('en', { maximumFractionDigits: 1 });
  const told = (time: number) => `${Number.isFinite(time) ? '' : 'over '}${words(time)}`;
  const upper = times.length >> 1;
  const median = times.length % 2 === 1 ? times[upper] : (times[upper - 1] + times[upper]) / 2;
  const range = times.length > 1 && Number.isFinite(times[0]) ? [`${told(times[0])} to ${told(times[times.length - 1])}`] : [];
  const said = [...range, ...fatesOf(runs, times.filter(Number.isFinite).length)].join('; ');
  return said === '' ? told(median) : `${told(median)} (${said})`;
}

/** `2 of 3 escaped`, `1 diverged`: said where several runs did not all escape. */
function fatesOf(runs: LearnerCurves[], escaped: number): string[] {
  if (escaped === runs.length) return [];
  const diverged = runs.filter(({ loss, divergedAt }) => divergedAt >= 0 && escapeTime(loss) === null).length;
  const share = runs.length > 1 ? [`${escaped} of ${runs.length} escaped`] : [];
  return diverged > 0 ? [...share, runs.length > 1 ? `${diverged} diverged` : 'diverged'] : share;
}
