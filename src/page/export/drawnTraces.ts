/** What a figure draws, as numbers: one entry a trace, its points one after another, whatever plotly's own layout of them is. */
import type { Figure } from '../figures/figure.ts';

export interface DrawnTrace {
  name: string;
  type: string;
  /** Of equal length; a grid's points in rows along y, x fastest. NaN where a line is broken or nothing is drawn. */
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
}

/** Every trace with points in it. */
export function drawnTraces({ data }: Figure): DrawnTrace[] {
  return (data as PlotlyTrace[])
    .filter(({ mode, visible }) => mode !== 'none' && visible !== false)
    .map((trace, i) => ({ name: trace.name ?? `trace ${i + 1}`, type: trace.type ?? 'scatter', columns: columnsOf(trace) }))
    .filter(({ columns }) => Object.values(columns).some((column) => column.length > 0));
}

function columnsOf({ x, y, z, value }: PlotlyTrace): DrawnTrace['columns'] {
  if (isGrid(z)) return gridColumns(x, y, z);
  const columns = Object.entries({ x, y, z, value }).filter((entry): entry is [Dimension, ArrayLike<number>] => !!entry[1]);
  return Object.fromEntries(columns.map(([dimension, values]) => [dimension, Array.from(values)]));
}

const isGrid = (z: PlotlyTrace['z']): z is ArrayLike<number>[] => !!z && typeof z[0] === 'object';

function gridColumns(x: PlotlyTrace['x'], y: PlotlyTrace['y'], rows: ArrayLike<number>[]): DrawnTrace['columns'] {
  const points = Array.from(rows, (row, j) => Array.from(row, (value, i) => [x?.[i] ?? i, y?.[j] ?? j, value])).flat();
  return { x: points.map(([a]) => a), y: points.map(([, b]) => b), z: points.map(([, , c]) => c) };
}

/** The titles of a figure's axes, as text: `{ xaxis: 'iteration', yaxis: 'training loss' }`. */
export function axisTitles({ layout }: Figure): Record<string, string> {
  const { scene = {}, ...flat } = layout as { scene?: object };
  const titles = Object.entries({ ...flat, ...scene })
    .filter(([key]) => /^[xyz]axis\d*$/.test(key))
    .map(([key, axis]) => [key, titleOf(axis as { title?: string | { text?: string } })])
    .filter(([, title]) => title !== '');
  return Object.fromEntries(titles);
}

const titleOf = ({ title }: { title?: string | { text?: string } }): string =>
  (typeof title === 'string' ? title : (title?.text ?? '')).replaceAll(/<[^>]*>/g, '');
