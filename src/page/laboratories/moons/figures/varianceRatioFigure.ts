/** var(dW_2) / var(dW_3) over the weight steps, one curve a width, on a logarithmic axis, with its mean as published at the right edge. */
import type { Layout, ScatterData } from 'plotly.js';
import type { ActivityRun } from '../../../../model/moons/moonsFrames.ts';
import { curveLayout, curveRange } from '../../../figures/curves.ts';
import type { Figure, Theme } from '../../../figures/figure.ts';
import { colourOfLearner, ink } from '../../../figures/palette.ts';
import { ratioCell } from '../presets/activityStatistics.ts';
import { widthStyle } from './activityRatesFigure.ts';

export interface DrawnRatios {
  runs: ActivityRun[];
  /** Null for BP. */
  rate: number | null;
  widths: readonly number[];
  /** Published means, of the widths that have one. */
  published: readonly { width: number; ratio: number }[];
  /** Weight steps of a run. */
  iterations: number;
  theme: Theme;
}

export function varianceRatioFigure(drawn: DrawnRatios): Figure {
  const cells = drawn.widths.map((width) => ratioCell(drawn.runs, width, drawn.rate));
  return {
    data: [...cells.map(({ curve }, place) => curveTrace(drawn, place, curve)), publishedTrace(drawn)],
    layout: layout(
      drawn,
      cells.map(({ curve }) => curve),
    ),
  };
}

function curveTrace({ widths, theme, rate }: DrawnRatios, place: number, curve: Float64Array): Partial<ScatterData> {
  const { colour } = widthStyle(place, widths.length, theme);
  return {
    type: 'scatter',
    name: `h = ${widths[place]}`,
    mode: 'lines',
    x: Array.from(curve, (_, step) => step),
    y: Array.from(curve),
    line: { color: rate === null ? colourOfLearner('bp', theme) : colour, width: 1.75 },
    hovertemplate: `h = ${widths[place]}, step %{x}: %{y:.2e}<extra></extra>`,
    showlegend: true,
  };
}

function publishedTrace({ widths, published, iterations, theme }: DrawnRatios): Partial<ScatterData> {
  const shown = published.filter(({ width }) => widths.includes(width));
  return {
    type: 'scatter',
    name: 'mean as published',
    mode: 'markers',
    x: shown.map(() => iterations),
    y: shown.map(({ ratio }) => ratio),
    text: shown.map(({ width }) => `h = ${width}`),
    marker: {
      symbol: 'triangle-left',
      size: 11,
      color: shown.map(({ width }) => widthStyle(widths.indexOf(width), widths.length, theme).colour),
      line: { color: ink[theme].paper, width: 1 },
    },
    hovertemplate: '%{text}: %{y:.2e} as published<extra></extra>',
    showlegend: false,
  };
}

function layout({ published, iterations, theme }: DrawnRatios, curves: Float64Array[]): Partial<Layout> {
  const range = curveRange([...curves, published.map(({ ratio }) => ratio)], true);
  const { shapes: _, ...axes } = curveLayout({
    title: 'var(dW<sub>2</sub>) / var(dW<sub>3</sub>)',
    range,
    logarithmic: true,
    reach: iterations + 0.5,
    playhead: 0,
    theme,
  });
  return {
    ...axes,
    margin: { l: 64, r: 16, t: 46, b: 42 },
    hovermode: 'closest',
    showlegend: true,
    legend: { orientation: 'h', x: 0, y: 1.02, yanchor: 'bottom', font: { size: 11, color: ink[theme].text } },
  };
}
