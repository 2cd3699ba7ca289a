/** One figure as a PNG file. */
import type { ExportSettings } from './exportSettings.ts';
import { type SheetFigure, sheetPng } from './sheet.ts';

const width = 560;
const margin = 16;

/** Landscapes are about square, curves are wide: `heightPerWidth` says which. */
export function exportPng(part: SheetFigure, heightPerWidth: number, caption: string, settings: ExportSettings): Promise<Blob> {
  const height = Math.round((width - 2 * margin) * heightPerWidth);
  const placed = { ...part, left: margin, top: margin, width: width - 2 * margin, height };
  return sheetPng({ width, height: height + 2 * margin, title: null, figures: [placed], caption }, settings);
}
