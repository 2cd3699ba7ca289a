/** A landscape from above: filled contours, arrows of steepest descent, both learners' paths and their start. */
import type { ContourData, Layout, ScatterData } from 'plotly.js';
import { axisTitle, flatAxis, flatLayout } from '../../../figures/axes.ts';
import { type DrawnLandscape, type DrawnPath, type Figure, startName, type Theme } from '../../../figures/figure.ts';
import { heightRamp, ink, learnerColour, learnerName } from '../../../figures/palette.ts';
import { logarithmicTicks, niceTicks } from '../../../figures/ticks.ts';
import { divergenceHatch, heightRows } from './landscapeGrid.ts';

const levels = 16;

/** Traces are always the same, in the same order, so that plotly updates them in place. */
export function contourFigure(landscape: DrawnLandscape): Figure {
  const { theme, start, axis } = landscape;
  const drawn = (learner: 'bp' | 'pc') => landscape.paths.find((path) => path.learner === learner);
  return {
    data: [
      contours(landscape),
      strokes('descent', descentStrokes(axis, heightRows(landscape)), 'rgba(255,255,255,0.7)', 1),
      hatching(landscape),
      casing(drawn('bp')),
      casing(drawn('pc')),
      path(drawn('bp'), 'bp'),
      path(drawn('pc'), 'pc'),
      {
        type: 'scatter',
        name: startName,
        mode: 'markers',
        x: [start.a],
        y: [start.b],
        marker: { symbol: 'diamond', size: 13, color: '#ffffff', line: { color: '#000000', width: 1.5 } },
        hoverinfo: 'skip',
        showlegend: false,
      } satisfies Partial<ScatterData>,
    ],
    layout: layout(landscape, theme),
  };
}

/** Arrows by their rows, computed once a grid: a figure is made at every step of a run. */
const remembered = new WeakMap<number[][], ReturnType<typeof arrowStrokes>>();

function descentStrokes(axis: DrawnLandscape['axis'], rows: number[][]): ReturnType<typeof arrowStrokes> {
  const known = remembered.get(rows) ?? arrowStrokes(descentField(axis, Float64Array.from(rows.flat())));
  remembered.set(rows, known);
  return known;
}

function contours(landscape: DrawnLandscape): Partial<ContourData> {
  const { axis, heightName, range, logarithmic, ramp, theme } = landscape;
  const rows = heightRows(landscape);
  const toColour = (value: number) => (logarithmic ? Math.log10(Math.max(value, range[0])) : value);
  const [low, high] = range.map(toColour);
  return {
    type: 'contour',
    x: axis,
    y: axis,
    z: logarithmic ? rows.map((row) => row.map(toColour)) : rows,
    zmin: low,
    zmax: high,
    autocontour: false,
    contours: { ...roundLevels(low, high), coloring: 'fill', showlines: true },
    line: { color: 'rgba(255,255,255,0.25)', width: 0.5 },
    colorscale: heightRamp[ramp],
    customdata: rows,
    hovertemplate: `${heightName} %{customdata:.4g}<extra></extra>`,
    colorbar: {
      title: { text: heightName, side: 'top', font: { size: 12, color: ink[theme].text } },
      orientation: 'h',
      x: 0.5,
      xanchor: 'center',
      y: 1,
      yanchor: 'bottom',
      len: 0.9,
      thickness: 8,
      outlinewidth: 0,
      tickmode: 'array',
      tickfont: { size: 11, color: ink[theme].quiet },
      ...(logarithmic ? colourTicks(range) : { tickvals: niceTicks(low, high, 6) }),
    },
    showlegend: false,
  };
}

/** Ticks of logarithmic colours, at the logarithms of the heights that they say. */
function colourTicks([low, high]: [number, number]) {
  const { tickvals, ticktext } = logarithmicTicks(low, high);
  return { tickvals: tickvals.map(Math.log10), ticktext };
}

/** Contours at round heights, one step in from either end of the range. */
function roundLevels(low: number, high: number): { start: number; end: number; size: number } {
  const ticks = niceTicks(low, high, levels);
  return { start: ticks[0], end: ticks[ticks.length - 1], size: ticks[1] - ticks[0] };
}

const strokes = (name: string, line: { x: number[]; y: number[] }, color: string, width: number): Partial<ScatterData> => ({
  type: 'scatter',
  name,
  mode: 'lines',
  ...line,
  line: { color, width },
  hoverinfo: 'skip',
  showlegend: false,
});

function hatching({ axis, divergedAt, theme }: DrawnLandscape): Partial<ScatterData> {
  const { a, b } = divergenceHatch(axis, divergedAt);
  return strokes('diverged', { x: a, y: b }, ink[theme].quiet, 1);
}

/** A white edge under a path: its colour alone would be lost on parts of the ramp. */
const casing = (drawn: DrawnPath | undefined): Partial<ScatterData> =>
  strokes('', { x: Array.from(drawn?.a ?? []), y: Array.from(drawn?.b ?? []) }, '#ffffff', 6);

/** A learner's path in one colour for both themes, as the ramp under the path has one. */
const path = (drawn: DrawnPath | undefined, learner: 'bp' | 'pc'): Partial<ScatterData> => ({
  type: 'scatter',
  name: learnerName[learner],
  mode: 'lines+markers',
  x: Array.from(drawn?.a ?? []),
  y: Array.from(drawn?.b ?? []),
  text: Array.from(drawn?.iteration ?? [], (iteration, i) => pointText(iteration, drawn?.residual[i] ?? 0)),
  customdata: Array.from(drawn?.height ?? []),
  hovertemplate: `${learnerName[learner]}, %{text}: %{customdata:.4g}<extra></extra>`,
  line: { color: learnerColour[learner], width: 3 },
  marker: { color: learnerColour[learner], size: 6, line: { color: '#ffffff', width: 1 } },
  showlegend: false,
});

function layout({ axis, axisNames }: DrawnLandscape, theme: Theme): Partial<Layout> {
  const range: [number, number] = [axis[0], axis[axis.length - 1]];
  return {
    margin: { l: 48, r: 14, t: 56, b: 44 },
    ...flatLayout(theme),
    xaxis: { ...flatAxis(axisTitle(axisNames[0]), theme), range, constrain: 'domain', showgrid: false },
    yaxis: { ...flatAxis(axisTitle(axisNames[1]), theme), range, constrain: 'domain', showgrid: false, scaleanchor: 'x' },
  };
}

export interface Arrow {
  from: [a: number, b: number];
  to: [a: number, b: number];
}

const arrowsAcross = 15;
/** Gradients this many times smaller than the largest still get a visible arrow. */
const compression = 100;

/**
 * -grad h by central differences on the grid, at about 15 x 15 of its inner points. An arrow's length is
 * log(1 + 100 g / g_max) / log(101) of the spacing, so that slow regions keep a direction; it is centred on its point.
 * `height`: [n * n], row = second direction. Points beside a height that is not finite have no arrow.
 */
export function descentField(axis: ArrayLike<number>, height: ArrayLike<number>): Arrow[] {
  const n = axis.length;
  const step = (axis[n - 1] - axis[0]) / (n - 1);
  const stride = Math.max(1, Math.round((n - 1) / arrowsAcross));
  const places = Array.from({ length: n }, (_, i) => i).filter(
    (i) => i > 0 && i < n - 1 && (i - Math.floor(stride / 2)) % stride === 0,
  );

  const slopes = places.flatMap((row) => places.map((column) => ({ row, column, ...slopeAt(height, n, step, row, column) })));
  const steep = slopes.filter(({ size }) => Number.isFinite(size) && size > 0);
  const steepest = Math.max(...steep.map(({ size }) => size));
  return steep.map(({ row, column, a, b, size }) => {
    const half = (0.42 * stride * step * Math.log1p((compression * size) / steepest)) / Math.log1p(compression);
    const [along, across] = [(-a / size) * half, (-b / size) * half];
    return { from: [axis[column] - along, axis[row] - across], to: [axis[column] + along, axis[row] + across] };
  });
}

function slopeAt(height: ArrayLike<number>, n: number, step: number, row: number, column: number) {
  const at = row * n + column;
  const a = (height[at + 1] - height[at - 1]) / (2 * step);
  const b = (height[at + n] - height[at - n]) / (2 * step);
  return { a, b, size: Math.hypot(a, b) };
}

/** The arrows as one broken line: shaft and both barbs, NaN between strokes. */
export function arrowStrokes(arrows: Arrow[]): { x: number[]; y: number[] } {
  const strokes: { x: number[]; y: number[] } = { x: [], y: [] };
  for (const { from, to } of arrows) {
    const [da, db] = [to[0] - from[0], to[1] - from[1]];
    const barb = (side: 1 | -1): [number, number] => [to[0] - 0.3 * da - 0.2 * side * db, to[1] - 0.3 * db + 0.2 * side * da];
    for (const [a, b] of [from, to, barb(1), to, barb(-1), [Number.NaN, Number.NaN]]) {
      strokes.x.push(a);
      strokes.y.push(b);
    }
  }
  return strokes;
}

/** The hover label of a path's point. */
const pointText = (iteration: number, residual: number): string =>
  residual > 1e-9 ? `iteration ${iteration}, ${residual.toPrecision(2)} off the plane` : `iteration ${iteration}`;
