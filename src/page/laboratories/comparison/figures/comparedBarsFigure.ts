/** Final accuracy of the compared models, and how long each took to 90 % of it: two panels of bars, a row a model. */
import type { Layout, ScatterData } from 'plotly.js';
import { type ComparedModel, comparedModels } from '../../../../model/comparison/comparedModels.ts';
import { flatAxis, flatLayout } from '../../../figures/axes.ts';
import type { Figure, Theme } from '../../../figures/figure.ts';
import { niceAbove } from '../../../figures/ticks.ts';
import type { NinetyPercent } from '../presets/outcomeMeasures.ts';
import { axisNames, cells, cellTitle, comparedStyle } from './comparedStyle.ts';

export interface DrawnBars {
  /** One a model, in order; `time`: null before its first step has been tested. */
  rows: { model: ComparedModel; time: NinetyPercent | null }[];
  theme: Theme;
}

/** Thickness of a bar, in pixels. */
const thickness = 12;

export function comparedBarsFigure({ rows, theme }: DrawnBars): Figure {
  const places = cells(2, 2, { x: 0.1, y: 0 });
  const seconds = rows.map(({ time }) => (time ? time.milliseconds / 1000 : Number.NaN));
  const panels = [
    { title: 'test accuracy', values: rows.map(({ time }) => time?.accuracy ?? Number.NaN), end: 1 },
    {
      title: 'seconds to 90 %',
      values: seconds,
      end: niceAbove(Math.max(...seconds.filter((time) => time > 0), seconds.some((time) => time > 0) ? 0 : 1)),
    },
  ];
  return {
    data: panels.flatMap(({ values }, k) => rows.map((row, place) => bar(row, place, k, values[place], theme))),
    layout: {
      margin: { l: 74, r: 14, t: 24, b: 24 },
      ...flatLayout(theme),
      annotations: panels.map(({ title }, k) => cellTitle(places[k], title, theme)),
      ...Object.assign(
        {},
        ...panels.map(({ end }, k) => {
          const { x, y, xaxis, yaxis } = axisNames(k);
          return {
            [xaxis]: { ...flatAxis('', theme), domain: places[k].x, anchor: y, range: [0, end], nticks: 4 },
            [yaxis]: { ...flatAxis('', theme), domain: places[k].y, anchor: x, showgrid: false, ...rowNames(rows, k === 0) },
          };
        }),
      ),
    } as Partial<Layout>,
  };
}

/** The first model on top; names stand beside the first panel. */
const rowNames = (rows: DrawnBars['rows'], isNamed: boolean) => ({
  range: [rows.length - 0.5, -0.5],
  tickmode: 'array',
  tickvals: rows.map((_, place) => place),
  ticktext: rows.map(({ model }) => (isNamed ? comparedModels[model].label : '')),
});

function bar(
  { model, time }: DrawnBars['rows'][number],
  place: number,
  k: number,
  value: number,
  theme: Theme,
): Partial<ScatterData> {
  const { x, y } = axisNames(k);
  const { label } = comparedModels[model];
  const more = k === 1 && time ? `, iteration ${time.iteration}` : '';
  return {
    type: 'scatter',
    name: label,
    mode: 'lines',
    xaxis: x,
    yaxis: y,
    x: [0, value],
    y: [place, place],
    line: { color: comparedStyle(model, theme).colour, width: thickness },
    hovertemplate: `${label}: %{x:.3g}${more}<extra></extra>`,
    showlegend: false,
  };
}
