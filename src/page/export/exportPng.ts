/** One figure, or the whole board, as a PNG file that carries the page's state. */
import type { View } from '../view/view.ts';
import { writeQuery } from '../view/writeQuery.ts';
import { type Export, type ExportedFigure, exportCaption, exportedFigure } from './exportable.ts';
import { type ExportSettings, type PictureSettings, themeOn } from './exportSettings.ts';
import { sheetPng } from './sheet.ts';

/** Rejects, in words for a person, where a figure of the picture has not been computed yet. */
export async function makePng<State extends View>(exported: Export<State>, chosen: PictureSettings): Promise<Blob> {
  const { of, row, state } = exported;
  const settings = { ...chosen, query: writeQuery(state) };
  const caption = exportCaption(exported);
  const figure = (each: NonNullable<typeof row>) => exportedFigure(each, state, themeOn(chosen.background));
  if (row) return exportPng(figure(row), row.heightPerWidth, caption, settings);
  const { title, above, below } = of.board(state);
  return exportBoard({ title, above: [figure(above[0]), figure(above[1])], below: below.map(figure) }, caption, settings);
}

const margin = 16;
const figureWidth = 560;

/** Landscapes are about square, curves are wide: `heightPerWidth` says which. */
export function exportPng(
  part: ExportedFigure,
  heightPerWidth: number,
  caption: string,
  settings: ExportSettings,
): Promise<Blob> {
  const width = figureWidth - 2 * margin;
  const height = Math.round(width * heightPerWidth);
  const placed = { ...part, left: margin, top: margin, width, height };
  return sheetPng({ width: figureWidth, height: height + 2 * margin, title: null, figures: [placed], caption }, settings);
}

interface Board {
  title: string;
  above: [ExportedFigure, ExportedFigure];
  /** At most two: a single one takes the whole row. */
  below: ExportedFigure[];
}

const column = 476;
const titleHeight = 40;
const rows = { above: 440, below: 250 };
const boardWidth = 3 * margin + 2 * column;

/** Two large figures above, and curves below where there are any. */
function exportBoard({ title, above, below: [left, beside] }: Board, caption: string, settings: ExportSettings): Promise<Blob> {
  const first = margin + titleHeight;
  const second = first + rows.above + margin;
  const right = 2 * margin + column;
  const wide = boardWidth - 2 * margin;
  const figures = [
    { ...above[0], left: margin, top: first, width: column, height: rows.above },
    { ...above[1], left: right, top: first, width: column, height: rows.above },
    ...(left ? [{ ...left, left: margin, top: second, width: beside ? column : wide, height: rows.below }] : []),
    ...(beside ? [{ ...beside, left: right, top: second, width: column, height: rows.below }] : []),
  ];
  const height = left ? second + rows.below + margin : second;
  return sheetPng({ width: boardWidth, height, title, figures, caption }, settings);
}
