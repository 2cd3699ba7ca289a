/** A figure as an SVG file, flat or in three dimensions: its title over it, and the page's address inside. */
import { fontFamily, ink } from '../figures/palette.ts';
import { type AnyFigure, isScene } from '../figures/sceneFigure.ts';
import type { View } from '../view/view.ts';
import { addressOf, type Export, type ExportedFigure, exportedFigure } from './exportable.ts';
import { type Background, backgroundColour, type PictureSettings, themeOn } from './exportSettings.ts';

/** Drawn at this width, and shown at any: text and lines have the same size beside the curves as on the page. */
const drawnWidth = 560;
const titleHeight = 32;
const margin = 16;

export async function makeSvg<State extends View>(
  { row, state }: Export<State>,
  { width, background }: PictureSettings,
): Promise<Blob> {
  const figure = { ...exportedFigure(row!, state, themeOn(background)), state: addressOf(state) };
  const text = await exportSvg(figure, { width, heightPerWidth: row!.heightPerWidth, background });
  return new Blob([text], { type: 'image/svg+xml' });
}

/** Lines, areas and text, without a bitmap. */
export async function exportSvg(
  { title, figure, state }: ExportedFigure & { state: string },
  { width, heightPerWidth, background }: { width: number; heightPerWidth: number; background: Background },
): Promise<string> {
  const plotHeight = Math.round(drawnWidth * heightPerWidth);
  const plot = await drawnSource(figure, plotHeight);
  const height = plotHeight + titleHeight;
  const ground = backgroundColour[background];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${Math.round((width / drawnWidth) * height)}" viewBox="0 0 ${drawnWidth} ${height}">`,
    `<title>${escaped(title)}</title><desc>${escaped(state)}</desc>`,
    ground ? `<rect width="100%" height="100%" fill="${ground}"/>` : '',
    `<text x="${margin}" y="22" font-family="${escaped(fontFamily)}" font-size="15" font-weight="600" fill="${ink[themeOn(background)].text}">${escaped(title)}</text>`,
    `<g transform="translate(0 ${titleHeight})" font-family="${escaped(fontFamily)}">${plot}</g>`,
    '</svg>',
  ].join('');
}

/** What draws a figure of either kind comes with the first file of that kind. */
async function drawnSource(figure: AnyFigure, height: number): Promise<string> {
  if (isScene(figure)) return (await import('../figures/scene/sceneSvg.ts')).sceneSvg(figure, drawnWidth, height);
  return (await import('../figures/plotly/figureSvg.ts')).figureSvg(figure, drawnWidth, height, 1);
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
