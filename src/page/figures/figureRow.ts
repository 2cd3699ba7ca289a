/** A figure as a row: its name, the part of the state that it draws, and what an exported file holds of it. */
import type { Theme } from './figure.ts';
import type { AnyFigure } from './sceneFigure.ts';

/** On the page a figure has the pixels of its card and little time; on an exported sheet as many as it needs. */
export type FigurePlace = 'page' | 'sheet';

export interface FigureRow<State, Slice = unknown> {
  /** The figure's name in file names, and the option's value in the export dialog. */
  name: string;
  /** The title over the exported figure, and in the export dialog. */
  title: string;
  /** The shape of a figure exported by itself: landscapes are about square, curves are wide. */
  heightPerWidth: number;
  /** The part of the state that the figure draws: only a change of one of its parts draws the figure anew. Lists are compared item by item. */
  slice(state: State): Slice;
  /** Draws the figure; null until the state has something to draw. */
  of(slice: Slice, theme: Theme, place: FigurePlace): AnyFigure | null;
  /** Whether the open experiment has this figure; left out where it always has. */
  offered?(state: State): boolean;
  /** Whether the figure is to be a scene in three dimensions, if the browser draws any: what draws scenes is then loaded first. */
  isToBeScene?(state: State): boolean;
  /** The arrays behind the figure, whole; null where they have not been computed yet. */
  arrays?(state: State): FigureArrays | null | Promise<FigureArrays | null>;
  /** Titles of the axes that have none on screen, by the axis: `{ xaxis: 'column' }`. */
  axes?: Readonly<Record<string, string>>;
  /** The sentences under the figure on the page, for the caption of a picture. */
  caption?(state: State): string[];
}

/** A row whose type of slice TypeScript infers, so that `of` is checked against `slice`. */
export const figureRow = <State, Slice>(row: FigureRow<State, Slice>): FigureRow<State, Slice> => row;

/** The figure of this state, drawn now. */
export const drawnFigure = <State>(row: FigureRow<State>, state: State, theme: Theme, place: FigurePlace): AnyFigure | null =>
  row.of(row.slice(state), theme, place);

/** `data` in rows, the last dimension fastest. */
export interface FigureArray {
  shape: number[];
  data: Float64Array | Int32Array | Uint8Array;
}

/** The arrays behind a figure, by their names in numpy.load: every inference step, every visited point, every eigenvalue. */
export type FigureArrays = Record<string, FigureArray>;

export const vector = (data: Float64Array | Int32Array): FigureArray => ({ shape: [data.length], data });

/** Arrays of equal length, one below the other. */
export function stackedRows(rows: Float64Array[], rowShape: number[] = [rows[0]?.length ?? 0]): FigureArray {
  const data = new Float64Array(rows.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const row of rows) {
    data.set(row, at);
    at += row.length;
  }
  return { shape: [rows.length, ...rowShape], data };
}
