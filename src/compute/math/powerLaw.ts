/** Power laws through measured points: a least-squares line on log-log axes, and where it may be drawn. */
import type { PowerLaw } from '../../model/landscapes/escapeFrames.ts';

/** A local slope has settled when it is within this part of the slope of all smaller x. */
const tolerance = 0.1;
/** Least number of points of a fit. */
const leastPoints = 3;

/**
 * `ln y = intercept + slope ln x` by least squares over the points with finite y and from <= x <= to; null with fewer than 2 of them.
 */
export function powerLaw(x: ArrayLike<number>, y: ArrayLike<number>, from: number, to: number): PowerLaw | null {
  const within = Array.from(x, (_, i) => i).filter((i) => x[i] >= from && x[i] <= to && Number.isFinite(y[i]));
  const points = within.length;
  if (points < 2) return null;
  const u = within.map((i) => Math.log(x[i]));
  const v = within.map((i) => Math.log(y[i]));
  const meanU = mean(u);
  const meanV = mean(v);
  const slope = sum(u.map((value, k) => (value - meanU) * (v[k] - meanV))) / sum(u.map((value) => (value - meanU) ** 2));
  return { slope, intercept: meanV - slope * meanU, from: x[within[0]], to: x[within[points - 1]], points };
}

/**
 * The power law of the smallest x (ascending) over which the slope has settled, by this rule: of the points with finite `y >= least`, start
 * with the three smallest x; their two local slopes must agree within 10 %. Go on to the next larger x while the local slope towards it is within
 * 10 % of the slope fitted so far. The rule knows no theory. Null where the slope has not settled.
 */
export function settledPowerLaw(x: ArrayLike<number>, y: ArrayLike<number>, least: number): PowerLaw | null {
  const usable = Array.from(x, (_, i) => i).filter((i) => y[i] >= least && Number.isFinite(y[i]));
  if (usable.length < leastPoints) return null;
  const slopeTo = (k: number) => Math.log(y[usable[k]] / y[usable[k - 1]]) / Math.log(x[usable[k]] / x[usable[k - 1]]);
  const fitTo = (k: number) => powerLaw(x, y, x[usable[0]], x[usable[k]])!;
  if (!isClose(slopeTo(2), slopeTo(1))) return null;
  let last = leastPoints - 1;
  while (last + 1 < usable.length && isClose(slopeTo(last + 1), fitTo(last).slope)) last++;
  return fitTo(last);
}

/** The power law through the three smallest x (ascending) with finite y: the slope at the small end of a curve that bends; null with fewer. */
export function powerLawOfSmallest(x: ArrayLike<number>, y: ArrayLike<number>): PowerLaw | null {
  const known = Array.from(x, (_, i) => i).filter((i) => Number.isFinite(y[i]));
  return known.length < leastPoints ? null : powerLaw(x, y, x[known[0]], x[known[leastPoints - 1]]);
}

const isClose = (slope: number, settled: number) => Math.abs(slope - settled) <= tolerance * Math.abs(settled);
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: number[]) => sum(values) / values.length;
