/** A laboratory's part of an export: its figures, its board, and the words that name and describe the state. */
import type { Theme } from '../figures/figure.ts';
import { drawnFigure, type FigureRow } from '../figures/figureRow.ts';
import type { AnyFigure } from '../figures/sceneFigure.ts';
import type { View } from '../view/view.ts';
import { writeQuery } from '../view/writeQuery.ts';

export interface Exportable<State> {
  /** All figures, in the order of the dialog. */
  figures: readonly FigureRow<State>[];
  board(state: State): BoardRows<State>;
  /** The words that describe the computation, part by part; the figures' captions follow them. */
  caption(state: State): string[];
  /** The weight step that the figures stand at. */
  iteration(state: State): number;
}

export interface BoardRows<State> {
  title: string;
  /** The part of a file's name; the whole board's where there is none. */
  name?: string;
  above: readonly [FigureRow<State>, FigureRow<State>];
  /** At most two; a single one takes the whole row. */
  below: readonly [] | readonly [FigureRow<State>] | readonly [FigureRow<State>, FigureRow<State>];
}

/** The option, and the part of a file's name, of the whole board. */
export const boardName = 'board';

export const boardTitle = 'Whole board';

/** The option, and the part of a file's name, of the board's two large figures alone. */
export const pairName = 'pair';

/** The laboratory's part with the board's two large figures for a board. */
export const pairOf = <State>(of: Exportable<State>): Exportable<State> => ({
  ...of,
  board: (state) => ({ ...of.board(state), name: pairName, below: [] }),
});

export const pairTitle = <State>({ board }: Exportable<State>, state: State): string =>
  board(state)
    .above.map(({ title }) => title)
    .join(' and ');

/** One figure of a state, or the whole board where `row` is null. */
export interface Export<State> {
  of: Exportable<State>;
  row: FigureRow<State> | null;
  state: State;
}

/** The figures that the open experiment has. */
export const offeredFigures = <State>({ figures }: Exportable<State>, state: State): FigureRow<State>[] =>
  figures.filter((row) => row.offered?.(state) ?? true);

/** The offered figures of which there is something to export now. */
export const drawnFigures = <State>(offer: Exportable<State>, state: State): FigureRow<State>[] =>
  offeredFigures(offer, state).filter((row) => drawnFigure(row, state, 'light', 'sheet') !== null);

/** Whether every figure of the board has something to export. */
export function hasWholeBoard<State>({ board }: Exportable<State>, state: State, drawn: readonly FigureRow<State>[]): boolean {
  const { above, below } = board(state);
  return [...above, ...below].every((row) => drawn.includes(row));
}

/** `saddlescope-figure-2-left-loss-seed-0-iteration-7.csv`: experiment, figure, seed and iteration of the state that the file was made of. */
export function exportName<State extends View>({ of, row, state }: Export<State>, format: string): string {
  const { experiment, seed } = state.controls;
  return `saddlescope-${experiment}-${row?.name ?? of.board(state).name ?? boardName}-seed-${seed}-iteration-${of.iteration(state)}.${format}`;
}

/** The line under a picture: everything a reader needs to know what was computed, and what the page says under the figures in it. */
export function exportCaption<State>({ of, row, state }: Export<State>): string {
  const { above, below } = of.board(state);
  const rows = row ? [row] : [...above, ...below];
  const underFigures = new Set(rows.flatMap((each) => each.caption?.(state) ?? []));
  return [...of.caption(state), ...underFigures].join(' · ');
}

/** Lines no wider than `width` by `measure`, broken at spaces; a single longer word keeps a line of its own. */
export function wrapText(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = lines.length > 0 ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length > 0 && measure(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** A figure as an exported file has it. */
export interface ExportedFigure {
  title: string;
  figure: AnyFigure;
}

/** Throws where the figure has not been computed yet. */
export function exportedFigure<State>(row: FigureRow<State>, state: State, theme: Theme): ExportedFigure {
  const figure = drawnFigure(row, state, theme, 'sheet');
  if (!figure) throw new Error(`${row.title} has nothing to export yet`);
  return { title: row.title, figure };
}

/** The address of the page that drew the figures. */
export const addressOf = (state: View): string => new URL(`?${writeQuery(state)}`, location.href).href;
