/** The two-moons laboratory in words: how far its sweep is, accuracies with their spread, and what was left out. */

import type { ActivityRatesFrame, ActivityRun } from '../../../model/moons/moonsFrames.ts';
import { durationInWords, numberText } from '../../panels/numberText.ts';
import type { ActivityCell } from './presets/activityStatistics.ts';

/** `120 of 150 runs done, 2 at a time, about 40 s left`. `left` in ms, null where unknown. */
export function sweepText(sweep: ActivityRatesFrame | null, computing: boolean, left: number | null): string {
  if (!sweep) return computing ? 'starting' : 'stopped';
  const done = `${sweep.runs.length} of ${sweep.total} runs done`;
  if (sweep.progress === 1) return done;
  if (!computing) return `${done}, stopped`;
  return `${done}, ${sweep.workers} at a time, ${left === null ? 'estimating' : `about ${durationInWords(left)} left`}`;
}

/** `96.1 ± 0.4`, in per cent; without a spread where there is one run, and empty where there is none. */
export function accuracyText({ mean, deviation, runs, diverged }: ActivityCell): string {
  if (!Number.isFinite(mean)) return diverged > 0 ? 'diverged' : '';
  return runs - diverged > 1 ? `${(100 * mean).toFixed(1)} ± ${(100 * deviation).toFixed(1)}` : (100 * mean).toFixed(1);
}

/** 1.7e-3, 0.58, 3.8, 9.5e+8: ratios of a few decades below each other, as the paper prints them; empty where there is none. */
export function ratioDigits(ratio: number): string {
  if (Number.isNaN(ratio)) return '';
  return ratio >= 0.1 && ratio < 100 ? ratio.toPrecision(2) : ratio.toExponential(1).replace('-', '−');
}

/** Runs that diverged, in one sentence; null where none did. */
export function divergedText(runs: ActivityRun[]): string | null {
  const diverged = runs.filter(({ divergedAt }) => divergedAt >= 0);
  if (diverged.length === 0) return null;
  const rates = diverged.map(({ rate }) => rate ?? Number.POSITIVE_INFINITY);
  const smallest = Math.min(...rates);
  const since = Number.isFinite(smallest) ? `, none of them at a rate below ${numberText(smallest, 2)}` : '';
  return `${diverged.length === 1 ? '1 run' : `${diverged.length} runs`} diverged (×)${since}: they count in no mean.`;
}
