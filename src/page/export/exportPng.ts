/** One figure, or the whole board, painted on a canvas of exact size, as a PNG file that carries the page's state. */

import type { Figure, Theme } from '../figures/figure.ts';
import { colourOfLearner, fontFamily, ink, learnerName } from '../figures/palette.ts';
import { paintScene } from '../figures/scene/paintScene.ts';
import { type AnyFigure, isScene } from '../figures/sceneFigure.ts';
import type { View } from '../view/view.ts';
import { writeQuery } from '../view/writeQuery.ts';
import { embeddedFont } from './embeddedFont.ts';
import { type Export, type ExportedFigure, exportCaption, exportedFigure, wrapText } from './exportable.ts';
import { backgroundColour, checkSettings, type ExportSettings, type PictureSettings, themeOn } from './exportSettings.ts';
import { withState } from './pngState.ts';

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
const boardTitleHeight = 40;
const rows = { above: 440, below: 250 };
const boardWidth = 3 * margin + 2 * column;

/** Two large figures above, and curves below where there are any. */
function exportBoard({ title, above, below: [left, beside] }: Board, caption: string, settings: ExportSettings): Promise<Blob> {
  const first = margin + boardTitleHeight;
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

/** In the sheet's own pixels. */
interface Place {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A figure's place on the sheet; its title takes the top of it. */
export type PlacedFigure = ExportedFigure & Place;

export interface Sheet {
  /** In the sheet's own pixels: text and lines have the sizes of the page, whatever size the picture is. */
  width: number;
  /** Height above the caption. */
  height: number;
  /** Null where the only figure's title is enough. */
  title: string | null;
  figures: PlacedFigure[];
  caption: string;
}

const titleHeight = 28;
const captionLine = 18;
const captionFont = `12px ${fontFamily}`;

/** The PNG file: settings.width x settings.scale pixels wide, the state in its text chunk. Throws where that cannot be made. */
export async function sheetPng(sheet: Sheet, settings: ExportSettings): Promise<Blob> {
  const lines = wrapText(sheet.caption, sheet.width - 2 * margin, measureCaption());
  const height = sheet.height + (lines.length > 0 ? lines.length * captionLine + margin : 0);
  checkSettings(settings, height / sheet.width);

  const canvas = document.createElement('canvas');
  canvas.width = Math.round(settings.width * settings.scale);
  const zoom = canvas.width / sheet.width;
  canvas.height = Math.round(height * zoom);
  const context = canvas.getContext('2d')!;
  paintBackground(context, settings);
  context.scale(zoom, zoom);

  await document.fonts.ready;
  for (const placed of sheet.figures) await paintFigure(context, placed, zoom, settings);
  paintText(context, sheet, lines, settings);
  return new Blob([withState(await pngBytes(canvas), settings.query)], { type: 'image/png' });
}

function measureCaption(): (text: string) => number {
  const context = document.createElement('canvas').getContext('2d')!;
  context.font = captionFont;
  return (text) => context.measureText(text).width;
}

function paintBackground(context: CanvasRenderingContext2D, { background }: ExportSettings): void {
  const colour = backgroundColour[background];
  if (!colour) return;
  context.fillStyle = colour;
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
}

async function paintFigure(
  context: CanvasRenderingContext2D,
  placed: PlacedFigure,
  zoom: number,
  settings: ExportSettings,
): Promise<void> {
  const { left, top, width, height, title, figure } = placed;
  context.fillStyle = ink[themeOn(settings.background)].text;
  context.textBaseline = 'middle';
  context.font = `600 15px ${fontFamily}`;
  context.fillText(title, left, top + titleHeight / 2, width);
  if (showsLearners(figure)) paintLearners(context, left + width, top + titleHeight / 2, themeOn(settings.background));
  const below = { left, top: top + titleHeight, width, height: height - titleHeight };
  if (isScene(figure)) paintScene(context, figure, below, zoom);
  else await paintFlat(context, figure, below, zoom);
}

/** Plotly comes with the first flat figure. */
async function paintFlat(context: CanvasRenderingContext2D, figure: Figure, at: Place, zoom: number): Promise<void> {
  const { figureSvg } = await import('../figures/plotly/figureSvg.ts');
  const svg = await figureSvg(figure, at.width, at.height, zoom);
  context.drawImage(await picture(svg), at.left, at.top, at.width, at.height);
}

const showsLearners = (figure: AnyFigure): boolean => {
  const named: { name?: string }[] = isScene(figure) ? figure.paths : (figure.data as { name?: string }[]);
  return (['bp', 'pc'] as const).every((learner) => named.some(({ name }) => name === learnerName[learner]));
};

/** The key of the learners' colours, which on the page stands over the timeline; the key ends at `right`. */
function paintLearners(context: CanvasRenderingContext2D, right: number, middle: number, theme: Theme): void {
  context.font = `600 12px ${fontFamily}`;
  let end = right;
  for (const learner of ['pc', 'bp'] as const) {
    const start = end - context.measureText(learnerName[learner]).width;
    context.fillStyle = colourOfLearner(learner, theme);
    context.fillText(learnerName[learner], start, middle);
    context.beginPath();
    context.arc(start - 9, middle, 4, 0, 2 * Math.PI);
    context.fill();
    end = start - 26;
  }
}

/** The SVG as an image with the page's font inside. */
async function picture(svg: string): Promise<HTMLImageElement> {
  const image = new Image();
  const withFont = svg.replace(/(<svg[^>]*>)/, `$1<style>${await embeddedFont()}</style>`);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(withFont)}`;
  await image.decode();
  return image;
}

function paintText(
  context: CanvasRenderingContext2D,
  sheet: Sheet,
  captionLines: string[],
  { background }: ExportSettings,
): void {
  const colours = ink[themeOn(background)];
  context.textBaseline = 'middle';
  context.fillStyle = colours.text;
  context.font = `700 20px ${fontFamily}`;
  if (sheet.title) context.fillText(sheet.title, margin, margin + titleHeight / 2, sheet.width - 2 * margin);
  context.fillStyle = colours.quiet;
  context.font = captionFont;
  for (const [i, line] of captionLines.entries()) context.fillText(line, margin, sheet.height + captionLine * (i + 0.5));
}

async function pngBytes(canvas: HTMLCanvasElement): Promise<Uint8Array> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob)
    throw new Error(`the browser could not make a picture of ${canvas.width} x ${canvas.height} pixels (try a smaller scale)`);
  return new Uint8Array(await blob.arrayBuffer());
}
