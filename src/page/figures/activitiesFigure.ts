/**
 * The activities of one sample: every unit is a rod, its activity a bead on it, its prediction a tick, and the error
 * between the two a spring. Inference lets the springs pull.
 */
import type { Layout, ScatterData } from 'plotly.js';
import { flatAxis, flatLayout } from './axes.ts';
import { brokenLine, type Polyline } from './curves.ts';
import type { Figure, Theme } from './figure.ts';
import { colourOfLearner, ink } from './palette.ts';
import { niceAbove } from './ticks.ts';

export interface DrawnActivities {
  /** n_0 = d_x, ..., n_L = d_y. */
  widths: number[];
  /** One value a unit, layers 0 to L one after another. */
  activities: ArrayLike<number>;
  /** Predictions g_l(z_{l-1}) in the same layout; layer 0 holds x. */
  predictions: ArrayLike<number>;
  /** The rods' length: the same at every inference step, so that only beads move. */
  range: [number, number];
  /** Whose colour the beads have; PC's where it is left out. */
  learner?: 'bp' | 'pc';
  theme: Theme;
}

/** Wider layers show dots without rods and springs. */
const mostRods = 8;
const spread = 0.7; // of the distance between layers, taken by a layer's units

/** Around the smallest and the largest activity or prediction over all steps, with a little room, and round: it rests while a net learns. */
export function activityRange(...steps: ArrayLike<number>[]): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const step of steps) {
    for (let i = 0; i < step.length; i++) {
      if (!Number.isFinite(step[i])) continue;
      low = Math.min(low, step[i]);
      high = Math.max(high, step[i]);
    }
  }
  if (low > high) return [-1, 1];
  const room = 0.04 * (high - low || 1);
  const end = (value: number) => (value === 0 ? 0 : Math.sign(value) * niceAbove(Math.abs(value)));
  return [Math.min(0, end(low - room)), Math.max(0, end(high + room))];
}

interface Unit {
  layer: number;
  /** Horizontal place: the layer's number, and a share of the space about it. */
  place: number;
  activity: number;
  prediction: number;
  onRod: boolean;
}

export function activitiesFigure(drawn: DrawnActivities): Figure {
  const { theme, range } = drawn;
  const units = unitsOf(drawn);
  const rods = units.filter(({ onRod }) => onRod);
  const pulled = rods.filter(({ layer }) => layer > 0); // the input is given, not predicted
  const bead = colourOfLearner(drawn.learner ?? 'pc', theme);
  return {
    data: [
      strokes(
        'rods',
        rods.map(({ place }) => [
          [place, range[0]],
          [place, range[1]],
        ]),
        ink[theme].grid,
        2,
      ),
      strokes('errors', pulled.map(spring), ink[theme].quiet, 1.5),
      strokes(
        'predictions',
        pulled.map(({ place, prediction }) => [
          [place - 0.09, prediction],
          [place + 0.09, prediction],
        ]),
        ink[theme].text,
        2,
      ),
      {
        type: 'scatter',
        name: 'activities',
        mode: 'markers',
        x: units.map(({ place }) => place),
        y: units.map(({ activity }) => activity),
        customdata: units.map(({ prediction }) => prediction),
        marker: {
          size: units.map(({ onRod }) => (onRod ? 11 : 4)),
          color: units.map(({ layer }) => (layer === 0 || layer === drawn.widths.length - 1 ? ink[theme].quiet : bead)),
          line: { color: ink[theme].paper, width: 1 },
        },
        cliponaxis: false, // a bead at the rods' end is whole
        hovertemplate: 'activity %{y:.4g}, predicted %{customdata:.4g}<extra></extra>',
        showlegend: false,
      },
    ],
    layout: layout(drawn),
  };
}

function unitsOf({ widths, activities, predictions }: DrawnActivities): Unit[] {
  let first = 0;
  return widths.flatMap((width, layer) => {
    const offset = first;
    first += width;
    return Array.from({ length: width }, (_, unit) => ({
      layer,
      place: layer + (width > 1 ? spread * (unit / (width - 1) - 0.5) : 0),
      activity: activities[offset + unit],
      prediction: predictions[offset + unit],
      onRod: width <= mostRods,
    }));
  });
}

/** A zigzag of eight folds from the prediction to the activity; it narrows as the error vanishes. */
function spring({ place, prediction, activity }: Unit): [number, number][] {
  const folds = 8;
  return Array.from({ length: folds + 1 }, (_, i) => {
    const side = i === 0 || i === folds ? 0 : i % 2 === 0 ? 0.05 : -0.05;
    return [place + side, prediction + ((activity - prediction) * i) / folds];
  });
}

const strokes = (name: string, lines: Polyline[], color: string, width: number): Partial<ScatterData> => ({
  type: 'scatter',
  name,
  mode: 'lines',
  ...brokenLine(lines),
  line: { color, width },
  hoverinfo: 'skip',
  showlegend: false,
});

function layout({ widths, range, theme }: DrawnActivities): Partial<Layout> {
  const last = widths.length - 1;
  const stride = Math.max(1, Math.ceil((last + 1) / 10));
  const shown = widths.map((_, layer) => layer).filter((layer) => layer % stride === 0 || layer === last);
  return {
    margin: { l: 48, r: 12, t: 8, b: 40 },
    ...flatLayout(theme),
    xaxis: {
      ...flatAxis('layer', theme),
      range: [-0.6, last + 0.6],
      showgrid: false,
      showline: false,
      ticks: '',
      tickmode: 'array',
      tickvals: shown,
      ticktext: shown.map((layer) => (layer === 0 ? 'x' : layer === last ? 'y' : String(layer))),
    },
    yaxis: { ...flatAxis('activity', theme), range, nticks: 5, zeroline: true, zerolinecolor: ink[theme].line },
  };
}
