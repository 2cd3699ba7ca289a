/** Curves over the iterations of a run: mean and deviation over seeds, no more points than pixels, axes, and the line of the playhead. */
import type { Layout } from 'plotly.js';
import { flatAxis, flatLayout } from './axes.ts';
import type { Figure, Theme } from './figure.ts';
import { ink } from './palette.ts';
import { logarithmicTicks, niceAbove, niceBelow } from './ticks.ts';

export interface SeedStatistics {
  mean: Float64Array;
  /** Sample standard deviation (n - 1); zero where only one seed got that far. */
  deviation: Float64Array;
}

/** Mean and deviation iteration by iteration. A run that ended early (it diverged, or met its criterion) counts only as far as it went. `at`: the iterations wanted; left out for all. */
export function seedStatistics(runs: ArrayLike<number>[], at?: readonly number[]): SeedStatistics {
  const length = at?.length ?? longest(runs);
  const mean = new Float64Array(length);
  const deviation = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const iteration = at ? at[i] : i;
    let count = 0;
    let sum = 0;
    for (const run of runs) {
      if (iteration >= run.length) continue;
      count++;
      sum += run[iteration];
    }
    mean[i] = sum / count;
    let squares = 0;
    for (const run of runs) if (iteration < run.length) squares += (run[iteration] - mean[i]) ** 2;
    deviation[i] = count > 1 ? Math.sqrt(squares / (count - 1)) : 0;
  }
  return { mean, deviation };
}

export const longest = (runs: ArrayLike<number>[]): number => runs.reduce((most, run) => Math.max(most, run.length), 0);

/** Points of a curve that are drawn, at most: more than pixels cost time and show nothing. */
const most = 1500;

/** Indices of the points that are drawn: all of 0 .. length - 1 while they are few, else every k-th and the last. */
export function thinned(length: number): number[] {
  const stride = Math.max(1, Math.ceil(length / most));
  const indices = Array.from({ length: Math.ceil(length / stride) }, (_, i) => i * stride);
  if (length > 0 && indices[indices.length - 1] !== length - 1) indices.push(length - 1);
  return indices;
}

export type Polyline = (readonly [x: number, y: number])[];

/** Many polylines as one trace, which plotly draws much faster than one trace each: their points one after another, NaN after each line. */
export function brokenLine(lines: Polyline[]): { x: number[]; y: number[] } {
  const points = lines.flatMap((line) => [...line, [Number.NaN, Number.NaN] as const]);
  return { x: points.map(([x]) => x), y: points.map(([, y]) => y) };
}

export interface CurveAxes {
  /** Title of the vertical axis. */
  title: string;
  range: [number, number];
  logarithmic: boolean;
  /** The last iteration that there is room for. */
  reach: number;
  /** Iteration shown by the vertical line. */
  playhead: number;
  theme: Theme;
}

/** Round numbers about all values; on a logarithmic axis about the positive ones, within twelve decades of the largest. */
export function curveRange(curves: ArrayLike<number>[], logarithmic: boolean): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const values of curves) {
    for (let i = 0; i < values.length; i++) {
      if (!Number.isFinite(values[i]) || (logarithmic && values[i] <= 0)) continue;
      low = Math.min(low, values[i]);
      high = Math.max(high, values[i]);
    }
  }
  if (low > high) return logarithmic ? [0.1, 1] : [0, 1];
  if (logarithmic) return [niceBelow(Math.max(low, high * 1e-12) / 1.1), niceAbove(high * 1.1)];
  return [low < 0 ? -niceAbove(-low) : 0, high > 0 ? niceAbove(high * 1.02) : 1];
}

export function curveLayout({ title, range, logarithmic, reach, playhead, theme }: CurveAxes): Partial<Layout> {
  const vertical = flatAxis(title, theme);
  return {
    margin: { l: 60, r: 16, t: 8, b: 40 },
    ...flatLayout(theme),
    xaxis: { ...flatAxis('iteration', theme), range: [0, reach], hoverformat: ',d' },
    yaxis: logarithmic
      ? {
          ...vertical,
          type: 'log',
          range: range.map(Math.log10) as [number, number],
          tickmode: 'array',
          ...logarithmicTicks(...range),
        }
      : { ...vertical, range, nticks: 5 },
    shapes: [
      {
        type: 'line',
        xref: 'x',
        yref: 'paper',
        x0: playhead,
        x1: playhead,
        y0: 0,
        y1: 1,
        line: { color: ink[theme].text, width: 1 },
      },
    ],
  };
}

/** The figure with the vertical line at another iteration: the line moves with every picture, the curves only when the run has gone on. */
export const withPlayhead = (figure: Figure, playhead: number): Figure => ({
  data: figure.data,
  layout: { ...figure.layout, shapes: figure.layout.shapes?.map((line) => ({ ...line, x0: playhead, x1: playhead })) },
});
