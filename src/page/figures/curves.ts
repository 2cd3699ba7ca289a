/** Curves over the iterations of a run: mean and deviation over seeds, no more points than pixels, axes, and the line of the playhead. */
import type { Layout, LayoutAxis } from 'plotly.js';
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

/** Indices of the points that are drawn: all of 0 .. length - 1 while they are few, else every k-th and the last; on a logarithmic axis evenly along the axis. */
export function thinned(length: number, alongLogarithm = false): number[] {
  if (alongLogarithm && length > most) return thinnedAlongLogarithm(length);
  const stride = Math.max(1, Math.ceil(length / most));
  const indices = Array.from({ length: Math.ceil(length / stride) }, (_, i) => i * stride);
  if (length > 0 && indices[indices.length - 1] !== length - 1) indices.push(length - 1);
  return indices;
}

/** 0, 1, 2, ... while neighbours are a point apart or more, then ever larger steps up to the last index. */
function thinnedAlongLogarithm(length: number): number[] {
  const indices = [0];
  const growth = (length - 1) ** (1 / most);
  while (indices[indices.length - 1] < length - 1) {
    const last = indices[indices.length - 1];
    indices.push(Math.min(length - 1, Math.max(last + 1, Math.round(last * growth))));
  }
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
  /** Whether the iterations are spaced by their logarithm, from 1 on; left out for linearly. */
  logarithmicIterations?: boolean;
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

export function curveLayout(axes: CurveAxes): Partial<Layout> {
  const { title, range, logarithmic, reach, playhead, logarithmicIterations = false, theme } = axes;
  const vertical = flatAxis(title, theme);
  const at = logarithmicIterations ? Math.max(playhead, 1) : playhead;
  return {
    margin: { l: 60, r: 16, t: 8, b: 40 },
    ...flatLayout(theme),
    xaxis: logarithmicIterations ? logarithmicIterationAxis(reach, theme) : iterationAxis(reach, theme),
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
        x0: at,
        x1: at,
        y0: 0,
        y1: 1,
        line: { color: ink[theme].text, width: 1 },
      },
    ],
  };
}

const iterationAxis = (reach: number, theme: Theme): Partial<LayoutAxis> => ({
  ...flatAxis('iteration', theme),
  range: [0, reach],
  hoverformat: ',d',
});

/** An axis from iteration 1 on: a logarithm knows no 0. */
const logarithmicIterationAxis = (reach: number, theme: Theme): Partial<LayoutAxis> => ({
  ...flatAxis('iteration, logarithmic from 1 on', theme),
  type: 'log',
  range: [0, Math.log10(Math.max(reach, 2))],
  tickmode: 'array',
  ...logarithmicTicks(1, Math.max(reach, 2)),
  hoverformat: ',d',
});

/** The figure with the vertical line at another iteration: the line moves with every picture, the curves only when the run has gone on. */
export function withPlayhead({ data, layout }: Figure, playhead: number): Figure {
  const at = layout.xaxis?.type === 'log' ? Math.max(playhead, 1) : playhead;
  return { data, layout: { ...layout, shapes: layout.shapes?.map((line) => ({ ...line, x0: at, x1: at })) } };
}
