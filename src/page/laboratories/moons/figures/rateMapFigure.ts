/** Test accuracy as a heat map, a row a width and a column an activity learning rate, with the best of each row framed, ours and the published one. */
import type { Data, Layout, LayoutAxis, ScatterData } from 'plotly.js';
import type { ActivityRun } from '../../../../model/moons/moonsFrames.ts';
import { flatAxis, flatLayout, keyLine } from '../../../figures/axes.ts';
import type { Figure, Theme } from '../../../figures/figure.ts';
import { heightRamp, ink } from '../../../figures/palette.ts';
import { type ActivityCell, bestCell, cellOf } from '../presets/activityStatistics.ts';

export interface DrawnRateMap {
  runs: ActivityRun[];
  rates: readonly number[];
  widths: readonly number[];
  /** The best rate of each width as published; of those that are shown. */
  published: readonly { width: number; rate: number }[];
  ramp: keyof typeof heightRamp;
  theme: Theme;
}

/** Accuracies below this have one colour: the classes are balanced, so that 50 % is chance. */
const darkest = 80;
/** The published best is marked above the number, in rows. */
const aside = 0.32;

export function rateMapFigure(drawn: DrawnRateMap): Figure {
  const rows = drawn.widths.map((width) => drawn.rates.map((rate) => cellOf(drawn.runs, width, rate)));
  return { data: [heatMap(drawn, rows), publishedTrace(drawn), bestTrace(drawn)], layout: layout(drawn) };
}

function heatMap({ ramp }: DrawnRateMap, rows: ActivityCell[][]): Partial<Data> {
  return {
    type: 'heatmap',
    name: 'accuracy',
    z: rows.map((cells) => cells.map(({ mean }) => 100 * mean)),
    text: rows.map((cells) => cells.map(cellText)),
    texttemplate: '%{text}',
    textfont: { size: 11 },
    x0: 0,
    dx: 1,
    y0: 0,
    dy: 1,
    xgap: 2,
    ygap: 2,
    zmin: darkest,
    zmax: 100,
    colorscale: heightRamp[ramp],
    showscale: false,
    customdata: rows.map((cells) => cells.map(hoverText)),
    hovertemplate: '%{customdata}<extra></extra>',
  } as unknown as Partial<Data>;
}

/** `96.1`; × where all runs diverged, and 96.1× where some did. */
function cellText({ mean, runs, diverged }: ActivityCell): string {
  if (runs === 0) return '';
  return `${diverged === runs ? '' : (100 * mean).toFixed(1)}${diverged > 0 ? '×' : ''}`;
}

function hoverText({ mean, deviation, runs, diverged, rate }: ActivityCell): string {
  if (runs === 0) return '';
  const said = diverged === runs ? 'diverged' : `${(100 * mean).toFixed(1)} ± ${(100 * deviation).toFixed(1)} %`;
  return `rate ${rate}: ${said} (${runs - diverged} of ${runs} runs to the end)`;
}

function bestTrace({ runs, rates, widths }: DrawnRateMap): Partial<ScatterData> {
  const best = widths.flatMap((width, row) => {
    const cell = bestCell(runs, width);
    return cell ? [{ row, column: rates.indexOf(cell.rate) }] : [];
  });
  return marks('best', best, { symbol: 'square-open', size: 32, width: 2 });
}

function publishedTrace({ runs, rates, widths, published }: DrawnRateMap): Partial<ScatterData> {
  const known = published.filter(({ width, rate }) => widths.includes(width) && cellOf(runs, width, rate).runs > 0);
  const best = known.map(({ width, rate }) => ({ row: widths.indexOf(width) + aside, column: rates.indexOf(rate) }));
  return marks('published best', best, { symbol: 'circle-open', size: 9, width: 1.5 });
}

interface Mark {
  symbol: 'square-open' | 'circle-open';
  size: number;
  width: number;
}

/** Dark in both themes: the best cells are the ramp's light end. */
const marks = (name: string, at: { row: number; column: number }[], { symbol, size, width }: Mark): Partial<ScatterData> => ({
  type: 'scatter',
  name,
  mode: 'markers',
  x: at.map(({ column }) => column),
  y: at.map(({ row }) => row),
  marker: { symbol, size, color: '#0f172a', line: { color: '#0f172a', width } },
  hoverinfo: 'skip',
});

function layout({ rates, widths, theme }: DrawnRateMap): Partial<Layout> {
  return {
    margin: { l: 52, r: 14, t: 30, b: 42 },
    ...flatLayout(theme),
    annotations: [keyLine('□ best&nbsp;&nbsp;○ best as published&nbsp;&nbsp;× diverged', theme)],
    xaxis: { ...named('activity learning rate', rates, theme), range: [-0.5, rates.length - 0.5] },
    yaxis: { ...named('width h', widths, theme), range: [-0.5, widths.length - 0.5] },
  };
}

const named = (title: string, values: readonly number[], theme: Theme): Partial<LayoutAxis> => ({
  ...flatAxis(title, theme),
  showgrid: false,
  ticks: '',
  tickmode: 'array',
  tickvals: values.map((_, i) => i),
  ticktext: values.map(String),
  tickcolor: ink[theme].line,
});
