/** The whole board as a PNG file: two large figures above, and curves below where there are any. */
import type { ExportSettings } from './exportSettings.ts';
import { type SheetFigure, sheetPng } from './sheet.ts';

export interface Board {
  title: string;
  above: [SheetFigure, SheetFigure];
  /** Of a single one, it takes the whole row. */
  below: [] | [SheetFigure] | [SheetFigure, SheetFigure];
}

const margin = 16;
const column = 476;
const titleHeight = 40;
const rows = { above: 440, below: 250 };
const width = 3 * margin + 2 * column;

export function exportBoard(
  { title, above, below: [left, beside] }: Board,
  caption: string,
  settings: ExportSettings,
): Promise<Blob> {
  const first = margin + titleHeight;
  const second = first + rows.above + margin;
  const right = 2 * margin + column;
  const figures = [
    { ...above[0], left: margin, top: first, width: column, height: rows.above },
    { ...above[1], left: right, top: first, width: column, height: rows.above },
    ...(left ? [{ ...left, left: margin, top: second, width: beside ? column : width - 2 * margin, height: rows.below }] : []),
    ...(beside ? [{ ...beside, left: right, top: second, width: column, height: rows.below }] : []),
  ];
  const height = left ? second + rows.below + margin : second;
  return sheetPng({ width, height, title, figures, caption }, settings);
}
