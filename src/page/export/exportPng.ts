/** One figure, or the whole board, as a PNG file of exact size that carries the page's state. */
import { paintScene } from '../figures/scene/paintScene.ts';
import { isScene } from '../figures/sceneFigure.ts';
import type { View } from '../view/view.ts';
import { writeQuery } from '../view/writeQuery.ts';
import type { Export } from './exportable.ts';
import { backgroundColour, checkPixels, type PictureSettings, pixelWidth } from './exportSettings.ts';
import { withState } from './pngState.ts';
import { type PictureWatch, plotOf, type Sheet, sheetOf, sheetSvg } from './sheet.ts';
import { typefaces } from './typefaces.ts';

export async function makePng<State extends View>(
  exported: Export<State>,
  settings: PictureSettings,
  watch: PictureWatch,
): Promise<Blob> {
  return sheetPng(sheetOf(exported, settings), writeQuery(exported.state), settings, watch);
}

/** The picture of a sheet, with the page's state, a query, inside. Rejects, in words for a person, where the picture would be too large; with the signal's reason where it is cancelled. */
export async function sheetPng(sheet: Sheet, query: string, settings: PictureSettings, watch: PictureWatch): Promise<Blob> {
  checkPixels(settings, sheet.height / sheet.width); // before the work; the caption makes the picture a little higher
  const { text, width, height } = await sheetSvg(sheet, settings, { isVector: false, embedsFonts: true, watch });
  checkPixels(settings, height / width);

  const canvas = document.createElement('canvas');
  canvas.width = Math.round(pixelWidth(settings) * settings.scale);
  canvas.height = Math.round((canvas.width * height) / width);
  const context = canvas.getContext('2d')!;
  const ground = backgroundColour[settings.background];
  if (ground) {
    context.fillStyle = ground; // to the very edge, where the SVG's own ground ends within a pixel
    context.fillRect(0, 0, canvas.width, canvas.height);
  }
  context.drawImage(await picture(text, canvas.width, canvas.height), 0, 0, canvas.width, canvas.height);
  paintScenes(context, sheet, settings);
  watch.signal.throwIfAborted();
  return new Blob([withState(await pngBytes(canvas), query)], { type: 'image/png' });
}

/** Scenes in three dimensions as the page draws them: in pixels, which are quicker and finer there than areas. */
function paintScenes(context: CanvasRenderingContext2D, sheet: Sheet, settings: PictureSettings): void {
  const zoom = context.canvas.width / sheet.width;
  context.scale(zoom, zoom);
  for (const placed of sheet.figures)
    if (isScene(placed.figure))
      paintScene(context, placed.figure, { ...plotOf(placed, settings), family: typefaces[settings.typeface].family }, zoom);
}

/** The SVG as an image of this size. */
async function picture(svg: string, width: number, height: number): Promise<HTMLImageElement> {
  const image = new Image();
  const sized = svg.replace(/ width="[^"]*" height="[^"]*"/, ` width="${width}" height="${height}"`);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(sized)}`;
  await image.decode();
  return image;
}

async function pngBytes(canvas: HTMLCanvasElement): Promise<Uint8Array> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob)
    throw new Error(`the browser could not make a picture of ${canvas.width} x ${canvas.height} pixels (try a smaller scale)`);
  return new Uint8Array(await blob.arrayBuffer());
}
