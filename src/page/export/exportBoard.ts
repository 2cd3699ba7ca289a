/** The whole board as a PNG file: both landscapes above, training and inference below. */
import type { ExportSettings } from './exportSettings.ts';
import { type SheetFigure, sheetPng } from './sheet.ts';

export interface Board {
  title: string;
  /** Loss and energy. */
  landscapes: [SheetFigure, SheetFigure];
  training: SheetFigure;
  /** Null where nothing was inferred: training then takes the whole row. */
  inference: SheetFigure | null;
}

const margin = 16;
const column = 476;
const titleHeight = 40;
const rows = { landscapes: 440, curves: 250 };
const width = 3 * margin + 2 * column;

export function exportBoard(
  { title, landscapes, training, inference }: Board,
  caption: string,
  settings: ExportSettings,
): Promise<Blob> {
  const first = margin + titleHeight;
  const second = first + rows.landscapes + margin;
  const right = 2 * margin + column;
  const figures = [
    { ...landscapes[0], left: margin, top: first, width: column, height: rows.landscapes },
    { ...landscapes[1], left: right, top: first, width: column, height: rows.landscapes },
    { ...training, left: margin, top: second, width: inference ? column : width - 2 * margin, height: rows.curves },
    ...(inference ? [{ ...inference, left: right, top: second, width: column, height: rows.curves }] : []),
  ];
  return sheetPng({ width, height: second + rows.curves + margin, title, figures, caption }, settings);
}
