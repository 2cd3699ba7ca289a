/** The whole board as a PNG file: two figures above, curves and what stands beside them below. */
import type { ExportSettings } from './exportSettings.ts';
import { type SheetFigure, sheetPng } from './sheet.ts';

export interface Board {
  title: string;
  above: [SheetFigure, SheetFigure];
  curves: SheetFigure;
  /** Null where there is nothing: the curves then take the whole row. */
  beside: SheetFigure | null;
}

const margin = 16;
const column = 476;
const titleHeight = 40;
const rows = { above: 440, curves: 250 };
const width = 3 * margin + 2 * column;

export function exportBoard({ title, above, curves, beside }: Board, caption: string, settings: ExportSettings): Promise<Blob> {
  const first = margin + titleHeight;
  const second = first + rows.above + margin;
  const right = 2 * margin + column;
  const figures = [
    { ...above[0], left: margin, top: first, width: column, height: rows.above },
    { ...above[1], left: right, top: first, width: column, height: rows.above },
    { ...curves, left: margin, top: second, width: beside ? column : width - 2 * margin, height: rows.curves },
    ...(beside ? [{ ...beside, left: right, top: second, width: column, height: rows.curves }] : []),
  ];
  return sheetPng({ width, height: second + rows.curves + margin, title, figures, caption }, settings);
}
