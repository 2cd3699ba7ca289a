/** Runs of the two-moons sweep by width and activity learning rate: mean and spread over the seeds, and the best rate of a width. */
import type { ActivityRun } from '../../../../model/moons/moonsFrames.ts';
import { seedStatistics } from '../../../figures/curves.ts';
import { quantile } from '../../../figures/heightRange.ts';

/** All runs of one width and one rate. */
export interface ActivityCell {
  /** Null for BP. */
  rate: number | null;
  /** Runs that are done, and the diverged runs among these. */
  runs: number;
  diverged: number;
  /** Mean test accuracy of the runs that did not diverge; NaN where there is none. */
  mean: number;
  /** Sample standard deviation; zero for one run. */
  deviation: number;
}

export function cellOf(runs: ActivityRun[], width: number, rate: number | null): ActivityCell {
  const here = runs.filter((run) => run.width === width && run.rate === rate);
  const accuracies = here.filter(({ divergedAt }) => divergedAt < 0).map(({ accuracy }) => [accuracy]);
  const { mean, deviation } = seedStatistics(accuracies, [0]);
  return { rate, runs: here.length, diverged: here.length - accuracies.length, mean: mean[0], deviation: deviation[0] };
}

/** The widths of these runs, ascending. */
export const widthsIn = (runs: ActivityRun[]): number[] => ascending(runs.map(({ width }) => width));

/** The activity rates of these runs, ascending; BP's null is left out. */
export const ratesIn = (runs: ActivityRun[]): number[] => ascending(runs.flatMap(({ rate }) => rate ?? []));

/** PC's cell of a width with the highest mean, where at least one run has come to its end and none diverged; null where there is none. */
export function bestCell(runs: ActivityRun[], width: number): (ActivityCell & { rate: number }) | null {
  const ofWidth = runs.filter((run) => run.width === width);
  const cells = ratesIn(ofWidth)
    .map((rate) => ({ ...cellOf(ofWidth, width, rate), rate }))
    .filter(({ diverged }) => diverged === 0);
  return cells.reduce<(typeof cells)[number] | null>((best, cell) => (best && best.mean >= cell.mean ? best : cell), null);
}

/** var(dW_2) / var(dW_3) of all seeds of one width and rate. */
export interface RatioCell {
  /** Runs that have taken a step. */
  runs: number;
  /** Geometric mean over the seeds at each weight step; a run that diverged counts as far as it went. */
  curve: Float64Array;
  /** Mean and median over all steps of all runs, NaN where there are none: one unstable step can decide the mean, but not the median. */
  mean: number;
  median: number;
}

export function ratioCell(runs: ActivityRun[], width: number, rate: number | null): RatioCell {
  const here = runs.filter((run) => run.width === width && run.rate === rate && run.varianceRatio.length > 0);
  const ratios = here.flatMap(({ varianceRatio }) => Array.from(varianceRatio));
  const { mean: logarithms } = seedStatistics(here.map(({ varianceRatio }) => varianceRatio.map(Math.log)));
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
  return { runs: here.length, curve: logarithms.map(Math.exp), mean, median: quantile(ratios, 0.5) };
}

const ascending = (values: number[]): number[] => [...new Set(values)].sort((a, b) => a - b);
