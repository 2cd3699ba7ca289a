/** How the compared models' weights are spread: one panel a layer, one line a model, on axes that rest while the iteration is scrubbed. */
import type { Layout, ScatterData } from 'plotly.js';
import { comparedModels } from '../../../../model/comparison/comparedModels.ts';
import type { ComparedRunFrame, WeightHistogram } from '../../../../model/comparison/comparisonFrames.ts';
import { flatAxis, flatLayout } from '../../../figures/axes.ts';
import type { Figure, Theme } from '../../../figures/figure.ts';
import { niceAbove } from '../../../figures/ticks.ts';
import { axisNames, cells, cellTitle, comparedKey, comparedStyle } from './comparedStyle.ts';

export interface DrawnWeights {
  runs: Pick<ComparedRunFrame, 'model' | 'histograms' | 'curves'>[];
  /** Numbers of the layers, from 1. */
  layers: number[];
  /** Iteration shown: the weights at the last test up to this iteration. */
  at: number;
  theme: Theme;
}

const columns = 2;

export function weightHistogramsFigure(drawn: DrawnWeights): Figure {
  const { runs, layers, theme } = drawn;
  const places = cells(layers.length, columns, { x: 0.16, y: 0.15 });
  const axesOf = (k: number) => {
    const { x, y, xaxis, yaxis } = axisNames(k);
    const { reach, top } = extent(runs, k);
    return {
      [xaxis]: {
        ...flatAxis(k >= layers.length - columns ? 'weight' : '', theme),
        domain: places[k].x,
        anchor: y,
        range: [-reach, reach],
        nticks: 5,
      },
      [yaxis]: {
        ...flatAxis(k % columns === 0 ? 'density' : '', theme),
        domain: places[k].y,
        anchor: x,
        range: [0, top],
        nticks: 4,
      },
    };
  };
  const key = {
    ...comparedKey(
      runs.map(({ model }) => model),
      theme,
    ),
    yshift: 20, // over the titles
  };
  return {
    data: layers.flatMap((_, k) => runs.map((run) => trace(run, k, drawn))),
    layout: {
      margin: { l: 52, r: 12, t: 46, b: 40 },
      ...flatLayout(theme),
      annotations: [...layers.map((layer, k) => cellTitle(places[k], `layer ${layer}`, theme)), key],
      ...Object.assign({}, ...layers.map((_, k) => axesOf(k))),
    } as Partial<Layout>,
  };
}

/** Index of the last test up to an iteration. */
export function testAt(iterations: ArrayLike<number>, at: number): number {
  let index = 0;
  for (let k = 1; k < iterations.length && iterations[k] <= at; k++) index = k;
  return index;
}

function trace(
  { model, histograms, curves }: DrawnWeights['runs'][number],
  k: number,
  { at, theme }: DrawnWeights,
): Partial<ScatterData> {
  const { colour, dash } = comparedStyle(model, theme);
  const { label } = comparedModels[model];
  const { x, y } = axisNames(k);
  const test = Math.min(testAt(curves.tests?.iteration ?? [], at), histograms.length - 1);
  return {
    type: 'scatter',
    name: label,
    mode: 'lines',
    xaxis: x,
    yaxis: y,
    ...outline(histograms[test][k]),
    line: { color: colour, width: 1.5, dash },
    hovertemplate: `${label}: %{y:.3g} at %{x:.3g}<extra></extra>`,
    showlegend: false,
  };
}

/** The histogram as a line through the middles of its bins. */
function outline({ edge, density }: WeightHistogram): { x: number[]; y: number[] } {
  const width = (2 * edge) / density.length;
  return { x: Array.from(density, (_, bin) => -edge + (bin + 0.5) * width), y: Array.from(density) };
}

/** The largest weight and the largest density of one layer, over all models and tests. */
function extent(runs: DrawnWeights['runs'], k: number): { reach: number; top: number } {
  const all = runs.flatMap(({ histograms }) => histograms.map((layers) => layers[k]));
  const reach = all.reduce((most, { edge }) => Math.max(most, edge), 0);
  const top = all.reduce((most, { density }) => density.reduce((high, value) => Math.max(high, value), most), 0);
  return { reach: reach > 0 ? niceAbove(reach) : 1, top: top > 0 ? niceAbove(top) : 1 };
}
