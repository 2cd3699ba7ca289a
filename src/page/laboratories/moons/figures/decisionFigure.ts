/** A network's decision over the plane: the probability of one class as a heat map, the boundary between both classes, and the training points. */
import type { Data, Layout, ScatterData } from 'plotly.js';
import type { DecisionFrame } from '../../../../model/moons/moonsFrames.ts';
import { flatAxis, flatLayout } from '../../../figures/axes.ts';
import type { Figure, Theme } from '../../../figures/figure.ts';
import {
  type ColourScale,
  categoryColours,
  categorySymbols,
  colourOfLearner,
  ink,
  learnerName,
  mixed,
} from '../../../figures/palette.ts';

export interface DrawnDecision extends Pick<DecisionFrame, 'across' | 'up' | 'points' | 'point'> {
  learner: 'bp' | 'pc';
  /** Probability of class 1, [rows * columns]; empty where the learner had diverged. */
  probability: ArrayLike<number>;
  theme: Theme;
}

/** The names of the classes, as on the tab “Data”. */
const classNames = ['outer', 'inner'];

export function decisionFigure(drawn: DrawnDecision): Figure {
  const rows = rowsOf(drawn);
  return {
    data: [heatMap(drawn, rows), boundary(drawn, rows), ...classNames.map((_, k) => pointsTrace(drawn, k)), chosenTrace(drawn)],
    layout: layout(drawn),
  };
}

function rowsOf({ probability, across, up }: DrawnDecision): number[][] {
  const columns = across.length;
  if (probability.length === 0) return [];
  return Array.from(up, (_, row) => Array.from({ length: columns }, (_, column) => probability[row * columns + column]));
}

function heatMap({ across, up, theme }: DrawnDecision, rows: number[][]): Partial<Data> {
  return {
    type: 'heatmap',
    name: 'probability',
    x: Array.from(across),
    y: Array.from(up),
    z: rows,
    zmin: 0,
    zmax: 1,
    zsmooth: 'fast',
    colorscale: classScale(theme),
    showscale: false,
    hovertemplate: `P(${classNames[1]}) = %{z:.3f}<extra></extra>`,
  } as unknown as Partial<Data>;
}

/** From one class's colour over the paper to the other's, pale enough for points of the same colours to stand out. */
function classScale(theme: Theme): ColourScale {
  const pale = (k: number) => mixed(categoryColours[theme][k], ink[theme].paper, 0.45);
  return [
    [0, pale(0)],
    [0.5, ink[theme].paper],
    [1, pale(1)],
  ];
}

/** Where both classes are as likely, in the learner's colour. */
const boundary = ({ across, up, learner, theme }: DrawnDecision, rows: number[][]): Partial<Data> =>
  ({
    type: 'contour',
    name: 'boundary',
    x: Array.from(across),
    y: Array.from(up),
    z: rows,
    autocontour: false,
    contours: { start: 0.5, end: 0.5, size: 1, coloring: 'none', showlines: true },
    line: { color: colourOfLearner(learner, theme), width: 3 },
    showscale: false,
    hoverinfo: 'skip',
    showlegend: false,
  }) as unknown as Partial<Data>;

function pointsTrace({ points: { x, labels }, theme }: DrawnDecision, k: number): Partial<ScatterData> {
  const ofClass = Array.from(labels.keys()).filter((i) => labels[i] === k);
  return {
    type: 'scatter',
    name: classNames[k],
    mode: 'markers',
    x: ofClass.map((i) => x[2 * i]),
    y: ofClass.map((i) => x[2 * i + 1]),
    text: ofClass.map((i) => `point ${i}, ${classNames[k]}`),
    marker: {
      color: categoryColours[theme][k],
      symbol: categorySymbols[k],
      size: 5,
      line: { color: ink[theme].paper, width: 0.5 },
    },
    hovertemplate: '%{text}<extra></extra>',
  };
}

function chosenTrace({ points: { x }, point, theme }: DrawnDecision): Partial<ScatterData> {
  return {
    type: 'scatter',
    name: 'chosen point',
    mode: 'markers',
    x: [x[2 * point]],
    y: [x[2 * point + 1]],
    marker: { symbol: 'circle-open', size: 14, color: ink[theme].text, line: { color: ink[theme].text, width: 2 } },
    hoverinfo: 'skip',
  };
}

/** The number of the training point nearest to a place. */
export function nearestPoint({ x, labels }: DecisionFrame['points'], a: number, b: number): number {
  let nearest = 0;
  const distance = (i: number) => Math.hypot(x[2 * i] - a, x[2 * i + 1] - b);
  for (let i = 1; i < labels.length; i++) if (distance(i) < distance(nearest)) nearest = i;
  return nearest;
}

const layout = ({ across, up, learner, theme, probability }: DrawnDecision): Partial<Layout> => ({
  margin: { l: 48, r: 12, t: 30, b: 42 },
  ...flatLayout(theme),
  showlegend: true,
  legend: { orientation: 'h', x: 0, y: 1.02, yanchor: 'bottom', font: { size: 11, color: ink[theme].text } },
  xaxis: {
    ...flatAxis('x<sub>1</sub>', theme),
    range: [across[0], across[across.length - 1]],
    showgrid: false,
    constrain: 'domain',
  },
  yaxis: {
    ...flatAxis('x<sub>2</sub>', theme),
    range: [up[0], up[up.length - 1]],
    showgrid: false,
    constrain: 'domain',
    scaleanchor: 'x',
  },
  annotations:
    probability.length > 0
      ? []
      : [
          {
            text: `${learnerName[learner]} diverged before this step.`,
            xref: 'paper',
            yref: 'paper',
            x: 0.5,
            y: 0.5,
            showarrow: false,
            font: { size: 13, color: ink[theme].text },
          },
        ],
});
