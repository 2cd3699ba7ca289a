/** Figures as an SVG file: areas, lines and text, with the fonts and the page's address inside. */
import type { View } from '../view/view.ts';
import type { Export } from './exportable.ts';
import { checkWidth, type PictureSettings } from './exportSettings.ts';
import { type PictureWatch, sheetOf, sheetSvg } from './sheet.ts';

export async function makeSvg<State extends View>(
  exported: Export<State>,
  settings: PictureSettings,
  watch: PictureWatch,
): Promise<Blob> {
  checkWidth(settings);
  const { text } = await sheetSvg(sheetOf(exported, settings), settings, { isVector: true, embedsFonts: true, watch });
  return new Blob([text], { type: 'image/svg+xml' });
}
