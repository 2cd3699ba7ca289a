/** The samples of a batch, drawn by their shape: images, series, matrices, points or vectors. */

import type { Data, ScatterData } from 'plotly.js';
import type { DataFrame } from '../../../../../model/landscapes/frames.ts';
import { flatAxis, flatLayout } from '../../../../figures/axes.ts';
import type { Figure, Theme } from '../../../../figures/figure.ts';
import { figureRow } from '../../../../figures/figureRow.ts';
import { tilesFigure } from '../../../../figures/imageTiles.ts';
import { asTyped } from '../../../../figures/markup.ts';
import { categoryColours, categorySymbols, heightRamp, ink } from '../../../../figures/palette.ts';
import type { DrawnState } from '../../../../panels/drawnState.ts';

export const samplesRow = figureRow({
  name: 'samples',
  title: 'Samples',
  heightPerWidth: 0.9,
  slice: ({ data }: Pick<DrawnState, 'data'>) => ({ data }),
  of: ({ data }, theme) => data && samplesFigure(data, theme),
});

export default [samplesRow];

const figures = {
  image: imagesFigure,
  series: seriesFigure,
  matrix: matrixFigure,
  point: pointsFigure,
  vector: vectorsFigure,
} satisfies Record<DrawnBatch['facts']['shape'], (batch: DrawnBatch, theme: Theme) => Figure>;

/** The samples of a batch, drawn as what the data say they are: images, series, matrices, points or vectors. */
export const samplesFigure = (batch: DrawnBatch, theme: Theme): Figure => figures[batch.facts.shape](batch, theme);

export type DrawnBatch = Pick<DataFrame, 'facts' | 'mask' | 'x' | 'y' | 'count' | 'inputs' | 'outputs' | 'labels'>;

const COLUMNS = 5;
const MOST_ROWS = 4;

type Images = Pick<DrawnBatch, 'facts' | 'x' | 'count' | 'inputs' | 'labels'>;

/** The first images of a batch, tile by tile, the class under each. */
export function imagesFigure({ facts: { image, classNames }, x, count, inputs, labels }: Images, theme: Theme): Figure {
  const { width, height, channels } = image!;
  const tiles = Array.from({ length: Math.min(count, COLUMNS * MOST_ROWS) }, (_, i) => ({
    pixels: lightnessOf(x.subarray(i * inputs, (i + 1) * inputs), channels),
    text: labels && classNames ? asTyped(classNames[labels[i]]) : '',
  }));
  return tilesFigure({
    tiles,
    width,
    height,
    columns: COLUMNS,
    white: 1,
    hasTexts: labels !== null && classNames !== null,
    theme,
  });
}

/** One number a pixel, from 0 to 1 between the image's darkest and lightest: of a colour image, the mean of its channels. */
function lightnessOf(values: Float64Array, channels: number): Float64Array {
  const pixels = values.length / channels;
  const light = Float64Array.from({ length: pixels }, (_, p) => {
    let sum = 0;
    for (let c = 0; c < channels; c++) sum += values[c * pixels + p];
    return sum;
  });
  const low = light.reduce((least, value) => Math.min(least, value), Infinity);
  const high = light.reduce((most, value) => Math.max(most, value), -Infinity);
  return light.map((value) => (high > low ? (value - low) / (high - low) : 0));
}

const MOST_SERIES = 10;

type Series = Pick<DrawnBatch, 'facts' | 'x' | 'count' | 'inputs' | 'labels'>;

/** One series of each class, one above another; where there are no classes, the first few. */
export function seriesFigure(batch: Series, theme: Theme): Figure {
  const { x, inputs, labels } = batch;
  const shown = representatives(batch);
  const values = shown.map((i) => Array.from(x.subarray(i * inputs, (i + 1) * inputs)));
  const spacing = 1.1 * Math.max(...values.map((series) => Math.max(...series) - Math.min(...series)), Number.MIN_VALUE);
  const middle = (series: number[]) => (Math.max(...series) + Math.min(...series)) / 2;
  const heights = shown.map((_, place) => (shown.length - 1 - place) * spacing); // the first on top
  return {
    data: values.map((series, place): Partial<ScatterData> => {
      const name = nameOf(batch, shown[place]);
      const colours = categoryColours[theme];
      return {
        type: 'scatter',
        mode: 'lines',
        name,
        x: series.map((_, k) => k),
        y: series.map((value) => value - middle(series) + heights[place]),
        text: series.map((value) => value.toPrecision(3)),
        line: { color: colours[(labels ? labels[shown[place]] : place) % colours.length], width: 1.5 },
        hovertemplate: `${name}: %{text} at %{x}<extra></extra>`,
      } as Partial<ScatterData>;
    }),
    layout: {
      margin: { l: 74, r: 12, t: 8, b: 40 },
      ...flatLayout(theme),
      xaxis: { ...flatAxis('input', theme), range: [0, inputs - 1] },
      yaxis: {
        ...flatAxis('', theme),
        range: [-0.6 * spacing, heights[0] + 0.6 * spacing],
        tickmode: 'array',
        tickvals: heights,
        ticktext: shown.map((i) => nameOf(batch, i)),
      },
    },
  };
}

/** The first sample of each class in the order of the classes, or the first samples. */
function representatives({ count, labels }: Series): number[] {
  const all = Array.from({ length: count }, (_, i) => i);
  if (!labels) return all.slice(0, MOST_SERIES);
  const first = all.filter((i) => labels.indexOf(labels[i]) === i);
  return first.sort((a, b) => labels[a] - labels[b]).slice(0, MOST_SERIES);
}

const nameOf = ({ facts: { classNames }, labels }: Series, i: number): string =>
  labels && classNames ? asTyped(classNames[labels[i]]) : `sample ${i}`;

type Rows = Pick<DrawnBatch, 'y' | 'mask' | 'count' | 'outputs'>;

/** Samples whose outputs are the rows of one matrix, as a heat map; entries that the loss does not see are crossed. */
export function matrixFigure({ y, mask, count, outputs }: Rows, theme: Theme): Figure {
  const largest = y.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const heatmap = {
    type: 'heatmap',
    name: 'target',
    z: Array.from({ length: count }, (_, i) => Array.from(y.subarray(i * outputs, (i + 1) * outputs))),
    x0: 1,
    y0: 1,
    zmin: -largest,
    zmax: largest,
    colorscale: heightRamp['red-blue'],
    colorbar: { thickness: 8, outlinewidth: 0, tickfont: { size: 11, color: ink[theme].quiet } },
    hovertemplate: 'sample %{y}, output %{x}: %{z:.3g}<extra></extra>',
  } as unknown as Partial<Data>;
  const hidden = Array.from(y.keys()).filter((k) => mask?.[k] === 0);
  const crosses: Partial<ScatterData> = {
    type: 'scatter',
    mode: 'markers',
    name: 'hidden from BP',
    x: hidden.map((k) => (k % outputs) + 1),
    y: hidden.map((k) => Math.floor(k / outputs) + 1),
    marker: { symbol: 'x-thin', size: 8, line: { color: '#1f2937', width: 1.5 } },
    hoverinfo: 'skip',
  };
  return {
    data: [heatmap, crosses],
    layout: {
      margin: { l: 48, r: 12, t: 30, b: 40 },
      ...flatLayout(theme),
      xaxis: { ...flatAxis(hidden.length > 0 ? 'output (×: hidden from BP)' : 'output', theme), constrain: 'domain' },
      yaxis: { ...flatAxis('sample', theme), autorange: 'reversed', scaleanchor: 'x', constrain: 'domain' },
    },
  };
}

type Points = Pick<DrawnBatch, 'facts' | 'x' | 'count' | 'labels'>;

/** Samples of two inputs as places in the plane, a colour and a shape a class. */
export function pointsFigure({ facts: { classNames }, x, count, labels }: Points, theme: Theme): Figure {
  const names = classNames?.map(asTyped) ?? ['samples'];
  return {
    data: names.map((name, k): Partial<ScatterData> => {
      const ofClass = Array.from({ length: count }, (_, i) => i).filter((i) => (labels ? labels[i] : 0) === k);
      const style = k % categorySymbols.length;
      return {
        type: 'scatter',
        mode: 'markers',
        name,
        x: ofClass.map((i) => x[2 * i]),
        y: ofClass.map((i) => x[2 * i + 1]),
        marker: { color: categoryColours[theme][style], symbol: categorySymbols[style], size: 7 },
        hovertemplate: `${name}: %{x:.3g}, %{y:.3g}<extra></extra>`,
      };
    }),
    layout: {
      margin: { l: 52, r: 12, t: 30, b: 40 },
      ...flatLayout(theme),
      showlegend: true,
      legend: { orientation: 'h', x: 0, y: 1.02, yanchor: 'bottom', font: { size: 11, color: ink[theme].text } },
      xaxis: flatAxis('x<sub>1</sub>', theme),
      yaxis: { ...flatAxis('x<sub>2</sub>', theme), scaleanchor: 'x' },
    },
  };
}

/** Pairs of coordinates drawn, at most: as many as there are shapes. */
const MOST_PAIRS = categorySymbols.length;

type Vectors = Pick<DrawnBatch, 'x' | 'y' | 'count' | 'inputs' | 'outputs'>;

/** Samples of a few inputs and as many outputs: each output against the input of the same number. */
export function vectorsFigure({ x, y, count, inputs, outputs }: Vectors, theme: Theme): Figure {
  const pairs = Math.min(inputs, outputs, MOST_PAIRS);
  return {
    data: Array.from({ length: pairs }, (_, k): Partial<ScatterData> => {
      const name = `y<sub>${k + 1}</sub> against x<sub>${k + 1}</sub>`;
      return {
        type: 'scatter',
        mode: 'markers',
        name,
        x: Array.from({ length: count }, (_, i) => x[i * inputs + k]),
        y: Array.from({ length: count }, (_, i) => y[i * outputs + k]),
        marker: { color: categoryColours[theme][k], symbol: categorySymbols[k], size: 7, opacity: 0.8 },
        hovertemplate: `${name}: %{x:.3g}, %{y:.3g}<extra></extra>`,
      };
    }),
    layout: {
      margin: { l: 56, r: 12, t: 34, b: 40 },
      ...flatLayout(theme),
      showlegend: pairs > 1,
      legend: { orientation: 'h', x: 0, y: 1.02, yanchor: 'bottom', font: { size: 11, color: ink[theme].text } },
      xaxis: flatAxis(pairs > 1 ? 'x<sub>k</sub>' : 'x', theme),
      yaxis: flatAxis(pairs > 1 ? 'y<sub>k</sub>' : 'y', theme),
    },
  };
}
