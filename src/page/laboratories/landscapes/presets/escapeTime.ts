/** Escape times: when a learner leaves the saddle it started at, and the times of several seeds in words. */
import type { TrainingFrame } from '../../../../model/landscapes/trainingFrames.ts';
import type { LearnerCurves } from '../../../../model/problem/learnerCurves.ts';
import { numberText } from '../../../panels/numberText.ts';

/** min { t : loss[t] < loss[0] / 2 }, the first iteration whose training loss is below half of its starting value; null if there is none yet. */
export function escapeTime(loss: ArrayLike<number>): number | null {
  for (let t = 1; t < loss.length; t++) if (loss[t] < loss[0] / 2) return t;
  return null;
}

/** A start is near a saddle where its loss differs from the saddle's by no more than this part of the saddle's. */
const nearby = 0.05;

/** Whether every seed starts near its saddle: only then a falling loss is an escape. */
export const startsNearSaddle = ({ startLosses, saddleLosses }: Pick<TrainingFrame, 'startLosses' | 'saddleLosses'>): boolean =>
  startLosses.every((loss, s) => Math.abs(loss - saddleLosses[s]) <= nearby * saddleLosses[s]);

/** `the start’s loss, 2.31, is not within 5 % of the saddle’s, 0.5`, of the first seed for which that is so. */
export function farFromSaddle({ startLosses, saddleLosses }: Pick<TrainingFrame, 'startLosses' | 'saddleLosses'>): string {
  const s = startLosses.findIndex((loss, seed) => !(Math.abs(loss - saddleLosses[seed]) <= nearby * saddleLosses[seed]));
  return `the start’s loss, ${numberText(startLosses[s], 3)}, is not within ${100 * nearby} % of the saddle’s, ${numberText(saddleLosses[s], 3)}`;
}

/** A run's learners in the order in which they are told; the other convention's BP by that convention's name. */
export function learnersOf({ pc, bp, otherBp, scaleRatio }: TrainingFrame): { name: string; runs: LearnerCurves[] }[] {
  const other = scaleRatio === 1 ? 'BP as published' : 'BP matched';
  return [{ name: 'PC', runs: pc }, { name: 'BP', runs: bp }, ...(otherBp ? [{ name: other, runs: otherBp }] : [])];
}

/** Learners of which a run that could go on has not escaped: `['BP']`. */
export const waitingAtSaddle = (training: TrainingFrame): string[] =>
  learnersOf(training)
    .filter(({ runs }) => runs.some(({ loss, finished, divergedAt }) => !finished && divergedAt < 0 && escapeTime(loss) === null))
    .map(({ name }) => name);

/** The curves that tell a run's escape; kept runs do not say where they diverged. */
type Escaping = Pick<LearnerCurves, 'loss'> & Partial<Pick<LearnerCurves, 'divergedAt'>>;

/** Ascending; Infinity for a run that has not escaped, which counts as later than any that has. */
const escapeTimes = (runs: Escaping[]): number[] =>
  runs.map(({ loss }) => escapeTime(loss) ?? Number.POSITIVE_INFINITY).sort((a, b) => (a === b ? 0 : a - b));

function median(ascending: number[]): number {
  const middle = (ascending.length - 1) / 2;
  return (ascending[Math.floor(middle)] + ascending[Math.ceil(middle)]) / 2;
}

/** `44`, `3.5`; `over 99` where the runs were seen for that long and no longer. */
function timeInWords(time: number, runs: Escaping[]): string {
  const longest = Math.max(0, ...runs.map(({ loss }) => loss.length - 1));
  const words = (Number.isFinite(time) ? time : longest).toLocaleString('en', { maximumFractionDigits: 1 });
  return Number.isFinite(time) ? words : `over ${words}`;
}

/** The median escape time of all runs; Infinity where too few have escaped. */
export const medianEscape = (runs: Escaping[]): number => median(escapeTimes(runs));

/** The median escape time in words: `44`, `over 300`. */
export const escapeMedian = (runs: Escaping[]): string => timeInWords(medianEscape(runs), runs);

/**
 * Median, least and greatest escape time of all runs, those that have not escaped counted as later than any that has: `44 (27 to 62)`;
 * `over 300 (120 to over 300; 1 of 3 escaped)`, and how many diverged.
 */
export function escapeRange(runs: Escaping[]): string {
  const times = escapeTimes(runs);
  const [least, greatest] = [times[0], times[times.length - 1]].map((time) => timeInWords(time, runs));
  const range = times.length > 1 && Number.isFinite(times[0]) ? [`${least} to ${greatest}`] : [];
  const said = [...range, ...fatesOf(runs, times.filter(Number.isFinite).length)].join('; ');
  return said === '' ? escapeMedian(runs) : `${escapeMedian(runs)} (${said})`;
}

/** `2 of 3 escaped`, `1 diverged`: said where several runs did not all escape. */
function fatesOf(runs: Escaping[], escaped: number): string[] {
  if (escaped === runs.length) return [];
  const diverged = runs.filter(({ loss, divergedAt = -1 }) => divergedAt >= 0 && escapeTime(loss) === null).length;
  const share = runs.length > 1 ? [`${escaped} of ${runs.length} escaped`] : [];
  return diverged > 0 ? [...share, runs.length > 1 ? `${diverged} diverged` : 'diverged'] : share;
}
