/** The figures of inference: the energy of every layer against inference time, and one sample's activities at the time shown. */

import type { Annotation, Layout, ScatterData } from 'plotly.js';
import type { InferenceFrame } from '../../../../../model/landscapes/frames.ts';
import { activitiesFigure, activityRange } from '../../../../figures/activitiesFigure.ts';
import { flatAxis, flatLayout, keyLine } from '../../../../figures/axes.ts';
import type { Figure, Theme } from '../../../../figures/figure.ts';
import { figureRow } from '../../../../figures/figureRow.ts';
import { ink } from '../../../../figures/palette.ts';
import { niceAbove } from '../../../../figures/ticks.ts';
import type { DrawnState } from '../../../../panels/drawnState.ts';
import { isFullyConnected, widthsOf } from '../../../../view/networkOf.ts';
import type { InferenceTime } from '../../../../view/view.ts';

type Shown = Pick<DrawnState, 'inference' | 'time' | 'controls'>;

/** The figures of inference: the energy of each layer over time, and one sample's activities at the time shown. */
export const layerEnergyRow = figureRow({
  name: 'inference',
  title: 'Energy by layer',
  heightPerWidth: 0.5,
  slice: ({ inference, time }: Shown) => ({ inference, time: time === 'equilibrium' ? null : time }),
  of({ inference, time }, theme) {
    if (!inference) return null;
    const { layerEnergies, theoryEnergy } = inference;
    const equilibratedEnergy = theoryEnergy ?? inference.equilibratedEnergy;
    return layerEnergyFigure({ layerEnergies, equilibratedEnergy, equilibriumIsTheory: theoryEnergy !== null, time, theme });
  },
  offered: ({ controls }) => isFullyConnected(controls),
});

export const activitiesRow = figureRow({
  name: 'activities',
  title: 'Activities',
  heightPerWidth: 0.5,
  slice: ({ inference, time, controls }: Shown) => ({ inference, time, widths: widthsOf(controls) }),
  of({ inference, time, widths }, theme) {
    if (!inference || inference.activities[0]?.length !== widths.reduce((sum, width) => sum + width, 0)) return null;
    const range = activityRange(...inference.activities, ...inference.predictions, inference.equilibriumActivities);
    return activitiesFigure({ widths, ...shownUnits(inference, time), range, theme });
  },
  offered: ({ controls }) => isFullyConnected(controls),
});

/** Activities and predictions at the time shown; where inference stopped earlier, those it stopped at. */
function shownUnits(inference: InferenceFrame, time: InferenceTime): { activities: Float64Array; predictions: Float64Array } {
  const { activities, predictions, equilibriumActivities, equilibriumPredictions } = inference;
  if (time === 'equilibrium') return { activities: equilibriumActivities, predictions: equilibriumPredictions };
  const step = Math.min(time, activities.length - 1);
  return { activities: activities[step], predictions: predictions[step] };
}

export default [layerEnergyRow, activitiesRow];

export interface DrawnLayerEnergies {
  /** Energy of layer l at step t: [t][l]. */
  layerEnergies: ArrayLike<number>[];
  /** Dashed line; null where it is unknown. */
  equilibratedEnergy: number | null;
  /** Whether the dashed line is Theorem 1's closed form or the end of the gradient flow. */
  equilibriumIsTheory: boolean;
  /** Inference step of the vertical line; null for equilibrium, which lies beyond the axis. */
  time: number | null;
  theme: Theme;
}

/** Deeper nets name only their first and last layer. */
const mostNamed = 3;

/** The energy of every layer against inference time, stacked: the loss at t = 0 spreads over the layers and sinks to F*. */
export function layerEnergyFigure(drawn: DrawnLayerEnergies): Figure {
  const layers = drawn.layerEnergies[0]?.length ?? 0;
  const heights = stackedHeights(drawn.layerEnergies, layers);
  return {
    data: [...heights.map((height, layer) => layerTrace(drawn, layer, height)), equilibriumTrace(drawn)],
    layout: layout(drawn, layers, highest(heights)),
  };
}

/** Upper edge of each layer's band, [layer][t]; null from the step on at which the band's energy is NaN or infinite. */
function stackedHeights(layerEnergies: ArrayLike<number>[], layers: number): (number | null)[][] {
  const below = layerEnergies.map(() => 0);
  return Array.from({ length: layers }, (_, layer) =>
    layerEnergies.map((energies, t) => {
      below[t] += energies[layer];
      return Number.isFinite(below[t]) ? below[t] : null;
    }),
  );
}

function highest(heights: (number | null)[][]): number {
  return (heights.at(-1) ?? []).reduce<number>((most, height) => Math.max(most, height ?? 0), 0);
}

/** One layer's band. Heights are stacked here, since plotly's own stacking lays out the whole figure anew at every step of a run. */
function layerTrace(
  { layerEnergies, theme }: DrawnLayerEnergies,
  layer: number,
  height: (number | null)[],
): Partial<ScatterData> {
  const colour = layerColour(layer, layerEnergies[0].length, theme);
  return {
    type: 'scatter',
    name: `layer ${layer + 1}`,
    mode: 'lines',
    x: layerEnergies.map((_, t) => t),
    y: height,
    customdata: layerEnergies.map((energies) => energies[layer]),
    fill: layer === 0 ? 'tozeroy' : 'tonexty',
    line: { width: 0.5, color: colour },
    fillcolor: colour,
    hovertemplate: `layer ${layer + 1}: %{customdata:.4g}<extra></extra>`,
    showlegend: false,
  };
}

/** Shades of PC's blue, darkest for the first layer. */
function layerColour(layer: number, layers: number, theme: Theme): string {
  const [dark, light] =
    theme === 'dark'
      ? [
          [60, 150, 205],
          [28, 66, 96],
        ]
      : [
          [98, 160, 210],
          [206, 224, 240],
        ];
  const along = layers > 1 ? layer / (layers - 1) : 0;
  return `rgb(${dark.map((channel, i) => Math.round(channel + along * (light[i] - channel))).join(',')})`;
}

const equilibriumName = (isTheory: boolean): string => (isTheory ? 'F* (Theorem 1)' : 'F* (at rest)');

function equilibriumTrace({
  layerEnergies,
  equilibratedEnergy,
  equilibriumIsTheory,
  theme,
}: DrawnLayerEnergies): Partial<ScatterData> {
  const known = equilibratedEnergy !== null;
  return {
    type: 'scatter',
    name: equilibriumName(equilibriumIsTheory),
    mode: 'lines',
    x: known ? [0, layerEnergies.length - 1] : [],
    y: known ? [equilibratedEnergy, equilibratedEnergy] : [],
    line: { color: ink[theme].theory, width: 1.5, dash: 'dash' },
    hovertemplate: `${equilibriumName(equilibriumIsTheory)}: %{y:.4g}<extra></extra>`,
  };
}

function layout(drawn: DrawnLayerEnergies, layers: number, top: number): Partial<Layout> {
  const { layerEnergies, time, theme } = drawn;
  const last = Math.max(layerEnergies.length - 1, 1);
  return {
    margin: { l: 70, r: 12, t: 24, b: 40 },
    ...flatLayout(theme),
    annotations: [key(drawn, layers)],
    hovermode: 'x unified',
    xaxis: { ...flatAxis('inference step t', theme), range: [0, last] },
    yaxis: { ...flatAxis('energy', theme), exponentformat: 'e', range: [0, top > 0 ? niceAbove(top) : 1], nticks: 3 },
    shapes:
      time === null
        ? []
        : [
            {
              type: 'line',
              xref: 'x',
              yref: 'paper',
              x0: time,
              x1: time,
              y0: 0,
              y1: 1,
              line: { color: ink[theme].text, width: 1 },
            },
          ],
  };
}

/** The key of shades and dashes in one line, however many layers there are. */
function key({ equilibriumIsTheory, theme }: DrawnLayerEnergies, layers: number): Partial<Annotation> {
  const swatch = (layer: number) => `<span style="color:${layerColour(layer, layers, theme)}">■</span> layer ${layer + 1}`;
  const shades =
    layers <= mostNamed
      ? Array.from({ length: layers }, (_, layer) => swatch(layer)).join('  ')
      : `${swatch(0)} to ${swatch(layers - 1)}`;
  return keyLine(`${shades}  ┅ ${equilibriumName(equilibriumIsTheory)}`, theme);
}
