/** The points that a figure draws, as CSV and as JSON: every trace by its name, and the address of the page that drew the figure. */

import type { Figure } from '../figures/figure.ts';
import { withoutMarkup } from '../figures/markup.ts';
import { sceneTraces } from '../figures/scene/sceneTraces.ts';
import { type AnyFigure, isScene, type SceneFigure } from '../figures/sceneFigure.ts';
import type { View } from '../view/view.ts';
import { type Cell, csvLine, csvRemark, csvText } from './csv.ts';
import { addressOf, type Export, type ExportedFigure, exportedFigure } from './exportable.ts';

export interface FigureInWords extends ExportedFigure {
  /** Titles of the axes that have none on screen, by the axis: `{ xaxis: 'column' }`. */
  axes?: Readonly<Record<string, string>>;
  /** Address of the page. */
  state: string;
}

export const makeCsv = <State extends View>(exported: Export<State>): Blob =>
  new Blob([figureCsv(inWords(exported))], { type: 'text/csv' });

export const makeJson = <State extends View>(exported: Export<State>): Blob =>
  new Blob([figureJson(inWords(exported))], { type: 'application/json' });

function inWords<State extends View>({ row, state }: Export<State>): FigureInWords {
  return { ...exportedFigure(row!, state, 'light'), axes: row!.axes, state: addressOf(state) };
}

/** A line that begins with # and says what the columns are; then `trace,x,y` or `trace,x,y,z`, a row a point. */
export function figureCsv({ title, figure, axes, state }: FigureInWords): string {
  const traces = drawnTraces(figure);
  const used = dimensions.filter((dimension) => traces.some(({ columns }) => columns[dimension]));
  const said = Object.entries({ ...axes, ...axisTitles(figure) }).map(([axis, name]) => `${axis.replace('axis', '')} = ${name}`);
  const rows = traces.flatMap(({ name, columns }) =>
    Array.from({ length: Math.max(...Object.values(columns).map(({ length }) => length)) }, (_, i): Cell[] => [
      name,
      ...used.map((dimension) => columns[dimension]?.[i]),
    ]),
  );
  return csvText([csvRemark([title, ...said], state), csvLine(['trace', ...used]), ...rows.map(csvLine)]);
}

/** `{ figure: { title, state, axes }, traces: [{ name, type, x, y, z }] }`; null where a number is not finite, which JSON cannot say. */
export function figureJson({ title, figure, axes, state }: FigureInWords): string {
  const traces = drawnTraces(figure).map(({ name, type, columns }) => ({ name, type, ...columns }));
  return JSON.stringify({ figure: { title, state, axes: { ...axes, ...axisTitles(figure) } }, traces });
}

export interface DrawnTrace {
  name: string;
  type: string;
  /** Columns of equal length; a grid's points in rows along y, x fastest. NaN where a line is broken or nothing is drawn. */
  columns: Partial<Record<Dimension, number[]>>;
}

export type Dimension = 'x' | 'y' | 'z' | 'value';
export const dimensions: Dimension[] = ['x', 'y', 'z', 'value'];

interface PlotlyTrace {
  name?: string;
  type?: string;
  mode?: string;
  visible?: boolean;
  x?: ArrayLike<number>;
  y?: ArrayLike<number>;
  z?: ArrayLike<number> | ArrayLike<number>[];
  value?: ArrayLike<number>;
  /** In a grid without x and y: the first cell, and from each cell to the next. */
  x0?: number;
  dx?: number;
  y0?: number;
  dy?: number;
  customdata?: unknown;
  colorbar?: { title?: Title };
}

type Title = string | { text?: string };

/** Every trace with points in it, but for the edges of others, whose name is empty; heights without a name are called as their axis is. */
export function drawnTraces(figure: AnyFigure): DrawnTrace[] {
  const titles = axisTitles(figure);
  return tracesOf(figure)
    .filter(({ name, mode, visible }) => name !== '' && mode !== 'none' && visible !== false)
    .map((trace, i) => ({
      name: withoutMarkup(trace.name ?? '') || (titles[heightAxis(trace) ?? ''] ?? `trace ${i + 1}`),
      type: trace.type ?? 'scatter',
      columns: columnsOf(trace),
    }))
    .filter(({ columns }) => Object.values(columns).some((column) => column.length > 0));
}

const tracesOf = (figure: AnyFigure): PlotlyTrace[] => (isScene(figure) ? sceneTraces(figure) : (figure.data as PlotlyTrace[]));

function columnsOf(trace: PlotlyTrace): DrawnTrace['columns'] {
  const { x, y, z, value } = trace;
  if (isGrid(z)) return gridColumns(trace, trueHeights(trace) ?? z);
  const columns = Object.entries({ x, y, z, value }).filter((entry): entry is [Dimension, ArrayLike<number>] => !!entry[1]);
  return Object.fromEntries(columns.map(([dimension, values]) => [dimension, Array.from(values)]));
}

const isGrid = (z: unknown): z is ArrayLike<number>[] => Array.isArray(z) && typeof z[0] === 'object';

/** The axis of a trace's heights: a volume's lie along none of its three axes. Null where the trace has none. */
function heightAxis({ z, value }: PlotlyTrace): 'zaxis' | 'value' | null {
  if (value) return 'value';
  return isGrid(z) ? 'zaxis' : null;
}

/** Contours on a logarithmic scale are drawn at logarithms, and have the heights themselves beside them. */
const trueHeights = ({ type, customdata }: PlotlyTrace): ArrayLike<number>[] | null =>
  type === 'contour' && isGrid(customdata) ? customdata : null;

function gridColumns({ x, y, x0 = 0, dx = 1, y0 = 0, dy = 1 }: PlotlyTrace, rows: ArrayLike<number>[]): DrawnTrace['columns'] {
  const points = Array.from(rows, (row, j) =>
    Array.from(row, (value, i) => [x?.[i] ?? x0 + i * dx, y?.[j] ?? y0 + j * dy, value]),
  ).flat();
  return { x: points.map(([a]) => a), y: points.map(([, b]) => b), z: points.map(([, , c]) => c) };
}

/** The titles of a figure's axes, as text: `{ xaxis: 'iteration', yaxis: 'training loss' }`; a volume's heights are its `value`. */
export function axisTitles(figure: AnyFigure): Record<string, string> {
  if (isScene(figure)) return sceneTitles(figure);
  const titles = Object.entries(figure.layout)
    .filter(([key]) => /^[xyz]axis\d*$/.test(key))
    .map(([key, axis]) => [key, titleOf(axis as { title?: Title })]);
  const all = [...titles, ...barTitles(figure)];
  return Object.fromEntries(all.filter(([, title]) => title !== ''));
}

const sceneTitles = ({ axes: [x, y, z], shells }: SceneFigure): Record<string, string> => ({
  xaxis: x.title,
  yaxis: y.title,
  zaxis: z.title,
  ...(shells && { value: shells.name }),
});

/** Heights that are seen as a colour have their title on the bar of colours. */
const barTitles = (figure: Figure): [string, string][] =>
  tracesOf(figure)
    .filter((trace) => trace.colorbar && heightAxis(trace))
    .map((trace) => [heightAxis(trace)!, titleOf(trace.colorbar!)]);

const titleOf = ({ title }: { title?: Title }): string => withoutMarkup(typeof title === 'string' ? title : (title?.text ?? ''));
