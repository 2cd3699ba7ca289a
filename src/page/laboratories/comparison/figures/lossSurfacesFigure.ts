/** The loss around what each compared model has learnt: one contoured square a model, all on one scale of colours. */
import type { ContourData, Layout } from 'plotly.js';
import { comparedModels } from '../../../../model/comparison/comparedModels.ts';
import type { LossSurface } from '../../../../model/comparison/comparisonFrames.ts';
import type { Controls } from '../../../../model/controls.ts';
import { flatAxis, flatLayout } from '../../../figures/axes.ts';
import type { DrawnLandscape, Figure, Theme } from '../../../figures/figure.ts';
import { type HeightRange, heightRange } from '../../../figures/heightRange.ts';
import { heightRamp, ink } from '../../../figures/palette.ts';
import { logarithmicTicks, niceTicks } from '../../../figures/ticks.ts';
import { axisNames, type Cell, cells, cellTitle, comparedStyle } from './comparedStyle.ts';

export interface DrawnSurfaces {
  surfaces: LossSurface[];
  colours: Controls['surfaceColours'];
  ramp: DrawnLandscape['ramp'];
  theme: Theme;
}

const columns = 2;
const levels = 14;

export function lossSurfacesFigure(drawn: DrawnSurfaces): Figure {
  const { surfaces, colours, theme } = drawn;
  const heights = surfacesRange(surfaces, colours);
  const across = Math.min(columns, surfaces.length);
  const places = cells(surfaces.length, across, { x: 0.08, y: 0.065 });
  const outer = (k: number) => ({ left: k % across === 0, bottom: k + across >= surfaces.length });
  return {
    data: surfaces.map((surface, k) => contours(surface, k, heights, drawn)),
    layout: {
      margin: { l: 34, r: 12, t: 70, b: 26 },
      ...flatLayout(theme),
      annotations: surfaces.map(({ model }, k) =>
        cellTitle(places[k], comparedModels[model].label, theme, comparedStyle(model, theme).colour),
      ),
      ...Object.assign({}, ...surfaces.map((surface, k) => squareAxes(surface, k, places[k], outer(k), theme))),
    } as Partial<Layout>,
  };
}

/** One range of heights for all of them: colours mean the same on each. */
export function surfacesRange(surfaces: Pick<LossSurface, 'loss'>[], colours: DrawnSurfaces['colours']): HeightRange {
  const heights = heightRange(surfaces.map(({ loss }) => loss));
  if (heights.logarithmic || colours !== 'log') return heights;
  const [, high] = heights.range;
  const least = surfaces.reduce(
    (low, { loss }) => loss.reduce((min, value) => (value > 0 ? Math.min(min, value) : min), low),
    high,
  );
  return { range: [least, high], logarithmic: true, note: 'colours logarithmic' };
}

function contours(
  { model, axis, loss }: LossSurface,
  k: number,
  heights: HeightRange,
  { ramp, theme }: DrawnSurfaces,
): Partial<ContourData> {
  const { label } = comparedModels[model];
  const n = axis.length;
  const rows = Array.from({ length: n }, (_, row) => Array.from(loss.subarray(row * n, (row + 1) * n)));
  const toColour = (value: number) => (heights.logarithmic ? Math.log10(Math.max(value, heights.range[0])) : value);
  const [low, high] = heights.range.map(toColour);
  const { x, y } = axisNames(k);
  const trace = {
    type: 'contour',
    name: label,
    xaxis: x,
    yaxis: y,
    x: Array.from(axis),
    y: Array.from(axis),
    z: rows.map((row) => row.map(toColour)),
    zmin: low,
    zmax: high,
    autocontour: false,
    contours: { ...roundLevels(low, high), coloring: 'heatmap', showlines: true },
    line: { color: 'rgba(255,255,255,0.35)', width: 0.5 },
    colorscale: heightRamp[ramp],
    customdata: rows,
    hovertemplate: `${label}: loss %{customdata:.4g}<extra></extra>`,
    showscale: k === 0,
    showlegend: false,
  };
  return (k === 0 ? { ...trace, colorbar: colourBar(low, high, heights.logarithmic, theme) } : trace) as Partial<ContourData>;
}

/** Contours at round heights, the same on every square. */
function roundLevels(low: number, high: number): { start: number; end: number; size: number } {
  const ticks = niceTicks(low, high, levels);
  return { start: ticks[0], end: ticks[ticks.length - 1], size: ticks[1] - ticks[0] };
}

const colourBar = (low: number, high: number, logarithmic: boolean, theme: Theme) => ({
  title: { text: 'loss', side: 'top', font: { size: 12, color: ink[theme].text } },
  orientation: 'h',
  x: 0.5,
  xanchor: 'center',
  y: 1.05,
  yanchor: 'bottom',
  len: 0.9,
  thickness: 8,
  outlinewidth: 0,
  tickmode: 'array',
  tickfont: { size: 11, color: ink[theme].quiet },
  ...(logarithmic ? logarithmicBar(low, high) : { tickvals: niceTicks(low, high, 6) }),
});

/** Ticks of a logarithmic bar, labelled by the losses and not by their logarithms. */
function logarithmicBar(low: number, high: number) {
  const { tickvals, ticktext } = logarithmicTicks(10 ** low, 10 ** high);
  return { tickvals: tickvals.map(Math.log10), ticktext };
}

/** The axes of square k; only the outer axes have numbers. */
function squareAxes({ axis }: LossSurface, k: number, place: Cell, outer: { left: boolean; bottom: boolean }, theme: Theme) {
  const { x, y, xaxis, yaxis } = axisNames(k);
  const range = [axis[0], axis[axis.length - 1]];
  const common = { ...flatAxis('', theme), range, showgrid: false, nticks: 3 };
  return {
    [xaxis]: { ...common, domain: place.x, anchor: y, showticklabels: outer.bottom },
    [yaxis]: { ...common, domain: place.y, anchor: x, showticklabels: outer.left },
  };
}
