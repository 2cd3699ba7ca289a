/** Two Hessians side by side as heat maps, blue to white to red about zero, with the layers' blocks marked. */
import type { Annotation, Data, Layout, LayoutAxis, Shape } from 'plotly.js';
import { axisTitle, flatAxis, flatLayout } from '../../../../figures/axes.ts';
import type { Figure, Theme } from '../../../../figures/figure.ts';
import { heightRamp, ink } from '../../../../figures/palette.ts';

export interface DrawnHessians {
  /** [size * size] */
  loss: Float64Array;
  energy: Float64Array;
  size: number;
  /** Start of each layer's parameters, and their number. */
  blocks: number[];
  /** `F*`, or the energy at the step shown. */
  energyName: string;
  /** Entries from -range to range fill the colours: see `entryRange`. */
  range: number;
  /** Cells along a side, at most: about one for each pixel. */
  cells: number;
  theme: Theme;
}

/** Layers named along an axis, at most. */
const mostNames = 5;

/**
 * Range of a Hessian's colours, +-r: 1 wherever that nearly holds every entry (the papers' range), else the next round number. At least
 * as large as the curvature that theory promises at equilibrium (up to 1), so that entries are seen to grow with inference.
 */
export function entryRange(matrices: Float64Array[], promised: number): number {
  let largest = 0;
  for (const matrix of matrices) for (let i = 0; i < matrix.length; i++) largest = Math.max(largest, Math.abs(matrix[i]));
  const wanted = 0.9 * Math.max(largest, Math.min(promised, 1)) || 1;
  const power = 10 ** Math.floor(Math.log10(wanted));
  return [1, 2, 5, 10].map((fold) => Number((fold * power).toPrecision(1))).find((round) => round >= wanted)!;
}

/** Two Hessians side by side as heat maps, blue to white to red about zero, with the layers' blocks marked. */
export function hessianFigure(drawn: DrawnHessians): Figure {
  return {
    data: [heatMap(drawn, 'loss', ''), heatMap(drawn, 'energy', '2')],
    layout: layout(drawn),
  };
}

function heatMap({ size, cells, ...drawn }: DrawnHessians, which: 'loss' | 'energy', axis: '' | '2'): Partial<Data> {
  const { rows, side } = coarseMatrix(drawn[which], size, cells);
  const middle = (side - 1) / 2;
  return {
    type: 'heatmap',
    name: which,
    z: rows as unknown as number[][],
    x0: middle,
    dx: side,
    y0: middle,
    dy: side,
    xaxis: `x${axis}`,
    yaxis: `y${axis}`,
    coloraxis: 'coloraxis',
    hovertemplate: 'row %{y}, column %{x}: %{z:.4g}<extra></extra>',
  } as Partial<Data>;
}

function layout(drawn: DrawnHessians): Partial<Layout> {
  const { energyName, range, theme, blocks } = drawn;
  return {
    margin: { l: 28, r: 40, t: 20, b: 8 },
    ...flatLayout(theme),
    xaxis: { ...blockAxis(drawn), showticklabels: false, domain: [0, 0.48], anchor: 'y', constrain: 'domain' },
    yaxis: { ...blockAxis(drawn, true), anchor: 'x', scaleanchor: 'x', constrain: 'domain' },
    xaxis2: { ...blockAxis(drawn), showticklabels: false, domain: [0.52, 1], anchor: 'y2', constrain: 'domain' },
    yaxis2: { ...blockAxis(drawn, true), anchor: 'x2', scaleanchor: 'x2', constrain: 'domain', showticklabels: false },
    coloraxis: {
      cmin: -range,
      cmax: range,
      colorscale: heightRamp['red-blue'],
      colorbar: {
        x: 1.02,
        xpad: 0,
        len: 0.9,
        thickness: 8,
        outlinewidth: 0,
        tickvals: [-range, 0, range],
        ticktext: [`−${range}`, '0', String(range)],
        tickfont: { size: 11, color: ink[theme].quiet },
      },
    } as Layout['coloraxis'],
    annotations: [title('loss', '', theme), title(energyName, '2', theme)],
    shapes: (['', '2'] as const).flatMap((axis) => blocks.slice(1, -1).flatMap((start) => boundary(drawn, start - 0.5, axis))),
  };
}

/** An axis of parameters, with each layer's name at the middle of the layer's parameters. */
function blockAxis({ blocks, size, theme }: DrawnHessians, fromTheTop = false): Partial<LayoutAxis> {
  const layers = blocks.length - 1;
  const stride = Math.ceil(layers / mostNames);
  const named = Array.from({ length: layers }, (_, layer) => layer).filter((layer) => layer % stride === 0);
  const ends: [number, number] = [-0.5, size - 0.5];
  return {
    ...flatAxis('', theme),
    range: fromTheTop ? [ends[1], ends[0]] : ends,
    showgrid: false,
    mirror: true,
    ticks: '',
    tickmode: 'array',
    tickvals: named.map((layer) => (blocks[layer] + blocks[layer + 1] - 1) / 2),
    ticktext: named.map((layer) => axisTitle(`W${layer + 1}`)),
  };
}

const title = (text: string, axis: '' | '2', theme: Theme): Partial<Annotation> => ({
  text,
  xref: `x${axis} domain` as Annotation['xref'],
  yref: `y${axis} domain` as Annotation['yref'],
  x: 0.5,
  y: 1,
  xanchor: 'center',
  yanchor: 'bottom',
  showarrow: false,
  font: { size: 12, color: ink[theme].text },
});

/** The two lines that part one layer's parameters from the next one's. */
function boundary({ size, range: _, ...drawn }: DrawnHessians, at: number, axis: '' | '2'): Partial<Shape>[] {
  const line = { color: drawn.theme === 'dark' ? '#5b6675' : '#8a94a3', width: 1, dash: 'dot' as const };
  const common = { type: 'line' as const, xref: `x${axis}` as Shape['xref'], yref: `y${axis}` as Shape['yref'], line };
  const ends = { low: -0.5, high: size - 0.5 };
  return [
    { ...common, x0: at, x1: at, y0: ends.low, y1: ends.high },
    { ...common, x0: ends.low, x1: ends.high, y0: at, y1: at },
  ];
}

export interface CoarseMatrix {
  /** Rows from the top, each from the left. */
  rows: Float64Array[];
  /** Entries along a cell's side. */
  side: number;
}

/** Coarse matrices by their matrix and size: the same matrix gives the same rows, so that plotly sees at once that nothing changed. */
const remembered = new WeakMap<Float64Array, Map<number, CoarseMatrix>>();

/** `matrix` [size * size], row-major, as at most `most` x `most` cells; the entry of the largest magnitude stands for its cell, with its sign. */
export function coarseMatrix(matrix: Float64Array, size: number, most: number): CoarseMatrix {
  const earlier = remembered.get(matrix)?.get(most);
  if (earlier) return earlier;
  const side = Math.max(1, Math.ceil(size / most));
  const cells = Math.ceil(size / side);
  const rows = Array.from({ length: cells }, () => new Float64Array(cells));
  for (let i = 0; i < size; i++) {
    const row = rows[Math.floor(i / side)];
    for (let j = 0; j < size; j++) {
      const entry = matrix[i * size + j];
      const cell = Math.floor(j / side);
      if (Math.abs(entry) > Math.abs(row[cell])) row[cell] = entry;
    }
  }
  const coarse = { rows, side };
  remembered.set(matrix, (remembered.get(matrix) ?? new Map()).set(most, coarse));
  return coarse;
}
