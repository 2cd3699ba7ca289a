/** What a figure draws, as CSV and as JSON: every trace by its name, and the address of the page that drew it. */
import type { View } from '../view/view.ts';
import { type Cell, csvLine, csvText } from './csv.ts';
import { axisTitles, dimensions, drawnTraces } from './drawnTraces.ts';
import { addressOf, type Export, type ExportedFigure, exportedFigure } from './exportable.ts';

export interface FigureInWords extends ExportedFigure {
  /** What axes count that have no titles: `{ xaxis: 'column' }`. */
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
  return csvText([`# ${[title, ...said, state].join('; ')}`, csvLine(['trace', ...used]), ...rows.map(csvLine)]);
}

/** `{ figure: { title, state, axes }, traces: [{ name, type, x, y, z }] }`; null where a number is not finite, which JSON cannot say. */
export function figureJson({ title, figure, axes, state }: FigureInWords): string {
  const traces = drawnTraces(figure).map(({ name, type, columns }) => ({ name, type, ...columns }));
  return JSON.stringify({ figure: { title, state, axes: { ...axes, ...axisTitles(figure) } }, traces });
}
