/** The axes of curves over the iterations of a run, with the vertical line of the playhead. */
import type { Layout } from 'plotly.js';
import { flatAxis, flatLayout } from './axes.ts';
import type { Figure, Theme } from './figure.ts';
import { ink } from './palette.ts';
import { logarithmicTicks, niceAbove, niceBelow } from './ticks.ts';

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
