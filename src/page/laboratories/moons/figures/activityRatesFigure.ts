/** Test accuracy against PC's activity learning rate, one curve a width with its best rate marked, and BP's accuracy beside them at the left. */
import type { Layout, ScatterData } from 'plotly.js';
import type { ActivityRun } from '../../../../model/moons/moonsFrames.ts';
import { flatAxis, flatLayout } from '../../../figures/axes.ts';
import type { Figure, Theme } from '../../../figures/figure.ts';
import { categorySymbols, colourOfLearner, ink, shadeAbout } from '../../../figures/palette.ts';
import { logarithmicTicks } from '../../../figures/ticks.ts';
import { type ActivityCell, bestCell, cellOf, ratesIn, widthsIn } from '../presets/activityStatistics.ts';

export interface DrawnRates {
  runs: ActivityRun[];
  /** All rates of the sweep, ascending: the axis shows a rate before its runs are computed. */
  rates: readonly number[];
  widths: readonly number[];
  theme: Theme;
}

/** BP has no activity rate, and is drawn at the smallest rate divided by this number. */
const leftOfAll = 2.2;

/** A share of 1 in per cent. */
const percent = (part: number): number => 100 * part;

export function activityRatesFigure(drawn: DrawnRates): Figure {
  const shown = widthsIn(drawn.runs);
  const curves = drawn.widths.map((width) => (shown.includes(width) ? cellsOf(drawn.runs, width) : []));
  return {
    data: [
      ...drawn.widths.map((width, place) => bandTrace(drawn, width, place, curves[place])),
      ...drawn.widths.map((width, place) => curveTrace(drawn, width, place, curves[place])),
      bpTrace(drawn),
      bestTrace(drawn),
    ],
    layout: layout(drawn, curves.flat()),
  };
}

/** The rates at which a run has come to its end. */
const cellsOf = (runs: ActivityRun[], width: number): ActivityCell[] =>
  ratesIn(runs)
    .map((rate) => cellOf(runs, width, rate))
    .filter(({ mean }) => Number.isFinite(mean));

function bandTrace({ widths, theme }: DrawnRates, width: number, place: number, cells: ActivityCell[]): Partial<ScatterData> {
  const { colour } = widthStyle(place, widths.length, theme);
  const rates = cells.map(({ rate }) => rate!);
  const edge = (side: 1 | -1) => cells.map(({ mean, deviation }) => percent(mean + side * deviation));
  return {
    type: 'scatter',
    name: `h = ${width} sd`,
    mode: 'lines',
    x: [...rates, ...rates.toReversed()],
    y: [...edge(1), ...edge(-1).reverse()],
    fill: 'toself',
    fillcolor: colour.replace('rgb(', 'rgba(').replace(')', ', 0.13)'),
    line: { width: 0 },
    hoverinfo: 'skip',
    showlegend: false,
  };
}

function curveTrace({ widths, theme }: DrawnRates, width: number, place: number, cells: ActivityCell[]): Partial<ScatterData> {
  const { colour, symbol } = widthStyle(place, widths.length, theme);
  return {
    type: 'scatter',
    name: `h = ${width}`,
    mode: 'lines+markers',
    x: cells.map(({ rate }) => rate!),
    y: cells.map(({ mean }) => percent(mean)),
    text: cells.map(spreadText),
    line: { color: colour, width: 1.75 },
    marker: { color: colour, symbol, size: 6 },
    hovertemplate: `h = ${width}, rate %{x}<br>%{text}<extra></extra>`,
  };
}

/** `96.1 ± 0.4 %, 3 runs`, and how many of them diverged. */
function spreadText({ mean, deviation, runs, diverged }: ActivityCell): string {
  const spread = runs - diverged > 1 ? ` ± ${percent(deviation).toFixed(1)}` : '';
  const left = diverged > 0 ? `, ${diverged} of them diverged` : '';
  return `${percent(mean).toFixed(1)}${spread} %, ${runs === 1 ? '1 run' : `${runs} runs`}${left}`;
}

function bpTrace(drawn: DrawnRates): Partial<ScatterData> {
  const cells = drawn.widths
    .map((width, place) => ({ width, place, cell: cellOf(drawn.runs, width, null) }))
    .filter(({ cell }) => Number.isFinite(cell.mean));
  return {
    type: 'scatter',
    name: 'BP',
    mode: 'markers',
    x: cells.map(() => drawn.rates[0] / leftOfAll),
    y: cells.map(({ cell }) => percent(cell.mean)),
    text: cells.map(({ width, cell }) => `BP, h = ${width}<br>${spreadText(cell)}`),
    marker: {
      color: colourOfLearner('bp', drawn.theme),
      symbol: cells.map(({ place }) => widthStyle(place, drawn.widths.length, drawn.theme).symbol),
      size: 8,
      line: { color: ink[drawn.theme].paper, width: 1 },
    },
    hovertemplate: '%{text}<extra></extra>',
    showlegend: false,
  };
}

/** Rings about the best rate of each width. */
function bestTrace({ runs, widths, theme }: DrawnRates): Partial<ScatterData> {
  const best = widths.flatMap((width) => bestCell(runs, width) ?? []);
  return {
    type: 'scatter',
    name: 'best',
    mode: 'markers',
    x: best.map(({ rate }) => rate),
    y: best.map(({ mean }) => percent(mean)),
    marker: { symbol: 'circle-open', size: 14, color: ink[theme].text, line: { color: ink[theme].text, width: 1.75 } },
    hoverinfo: 'skip',
  };
}

function layout({ runs, rates, widths, theme }: DrawnRates, cells: ActivityCell[]): Partial<Layout> {
  const all = [...cells, ...widths.map((width) => cellOf(runs, width, null))].filter(({ mean }) => Number.isFinite(mean));
  const lowest = all.reduce((least, { mean, deviation }) => Math.min(least, percent(mean - deviation)), 90);
  const [first, last] = [rates[0] / leftOfAll, rates[rates.length - 1]];
  const ticks = logarithmicTicks(rates[0], last);
  return {
    margin: { l: 52, r: 14, t: 46, b: 42 },
    ...flatLayout(theme),
    showlegend: true,
    legend: { orientation: 'h', x: 0, y: 1.02, yanchor: 'bottom', font: { size: 11, color: ink[theme].text } },
    xaxis: {
      ...flatAxis('activity learning rate', theme),
      type: 'log',
      range: [Math.log10(first / 1.35), Math.log10(last * 1.25)],
      tickmode: 'array',
      tickvals: [first, ...ticks.tickvals],
      ticktext: ['BP', ...ticks.ticktext],
    },
    yaxis: { ...flatAxis('test accuracy, %', theme), range: [Math.max(0, 10 * Math.floor(lowest / 10)), 100.5], nticks: 6 },
  };
}

type WidthSymbol = (typeof categorySymbols)[number];

/** `place` of `count` widths, ascending. */
export function widthStyle(place: number, count: number, theme: Theme): { colour: string; symbol: WidthSymbol } {
  return {
    colour: shadeAbout(colourOfLearner('pc', theme), place, count, theme),
    symbol: categorySymbols[place % categorySymbols.length],
  };
}
