/** A sheet with figures on it: where everything stands, and the whole sheet as one SVG, which every format of a picture is made of. */
import type { Figure } from '../figures/figure.ts';
import { ink } from '../figures/palette.ts';
import { type AnyFigure, isScene } from '../figures/sceneFigure.ts';
import type { View } from '../view/view.ts';
import { addressOf, type Export, type ExportedFigure, exportCaption, exportedFigure, wrapText } from './exportable.ts';
import { backgroundColour, type PictureSettings, pixelWidth, themeOn } from './exportSettings.ts';
import { type KeyEntry, keyOf, withoutKey } from './pictureKey.ts';
import { embeddedTypeface, loadTypeface, typefaces } from './typefaces.ts';

/** In the sheet's own pixels. */
interface Place {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A figure's place on the sheet; its title takes the top of it. */
export interface PlacedFigure extends ExportedFigure, Place {}

export interface Sheet {
  /** In the sheet's own pixels: text and lines have the sizes of the page, whatever size the picture is. */
  width: number;
  /** Height above the caption. */
  height: number;
  /** Null where the only figure's title is enough. */
  title: string | null;
  figures: PlacedFigure[];
  caption: string;
  /** Address of the page. */
  address: string;
}

/** Lets the making of a picture be watched and ended. */
export interface PictureWatch {
  readonly signal: AbortSignal;
  /** Told the part that is done, from 0 to 1. */
  onProgress(done: number): void;
}

const margin = 16;
const titleHeight = 28;
const boardTitleHeight = 40;
const captionLine = 18;
const captionSize = 12;

/** A figure alone is drawn this wide and shown at any width in pixels. */
const drawnWidth = 560;
/** A figure of a width on paper is drawn as wide as it is there, so that its text has the page's size; narrower, its ticks would not fit. */
const leastDrawnWidth = 320;

/** Throws, in words for a person, where a figure of the sheet has not been computed yet. */
export function sheetOf<State extends View>(exported: Export<State>, settings: PictureSettings): Sheet {
  const { of, row, state } = exported;
  const figure = (each: NonNullable<typeof row>) => exportedFigure(each, state, themeOn(settings.background));
  const said = { caption: exportCaption(exported), address: addressOf(state) };
  if (row) return { ...sheetOfOne(figure(row), row.heightPerWidth, settings), ...said };
  const { title, above, below } = of.board(state);
  return { ...sheetOfBoard(title, above.map(figure), below.map(figure), settings), ...said };
}

type Placed = Pick<Sheet, 'width' | 'height' | 'title' | 'figures'>;

/** Landscapes are about square, curves are wide: `heightPerWidth` says which. */
export function sheetOfOne(part: ExportedFigure, heightPerWidth: number, settings: PictureSettings): Placed {
  const across = settings.unit === 'px' ? drawnWidth : Math.max(leastDrawnWidth, pixelWidth(settings));
  const width = across - 2 * margin;
  const height = Math.round(width * heightPerWidth);
  return {
    width: across,
    height: height + 2 * margin,
    title: null,
    figures: [{ ...part, left: margin, top: margin, width, height }],
  };
}

const column = 476;
const rows = { above: 440, below: 250 };
const boardWidth = 3 * margin + 2 * column;

/** Two large figures above, and at most two rows of curves below; a single one takes the whole row. */
function sheetOfBoard(title: string, above: ExportedFigure[], below: ExportedFigure[], { parts }: PictureSettings): Placed {
  const first = margin + (parts.title ? boardTitleHeight : 0);
  const second = first + rows.above + margin;
  const placed = (figures: ExportedFigure[], top: number, height: number) =>
    figures.map((each, k) => ({
      ...each,
      left: margin + k * (column + margin),
      top,
      width: figures.length === 1 ? boardWidth - 2 * margin : column,
      height,
    }));
  const figures = [...placed(above, first, rows.above), ...placed(below, second, rows.below)];
  return { width: boardWidth, height: below.length > 0 ? second + rows.below + margin : second, title, figures };
}

/** An SVG, and its size in the sheet's own pixels. */
export interface SheetSvg {
  text: string;
  width: number;
  height: number;
}

interface Drawing {
  /** Whether scenes in three dimensions and colour fields are drawn as areas and lines; else the places of scenes stay empty, and colour fields are bitmaps. */
  isVector: boolean;
  /** Whether the SVG carries its fonts inside. */
  embedsFonts: boolean;
  watch: PictureWatch;
}

/** The sheet as one SVG. Rejects with the signal's reason where it is cancelled. */
export async function sheetSvg(
  sheet: Sheet,
  settings: PictureSettings,
  { isVector, embedsFonts, watch }: Drawing,
): Promise<SheetSvg> {
  await loadTypeface(settings.typeface);
  const drawn: string[] = [];
  for (const placed of sheet.figures) {
    drawn.push(await placedSvg(placed, settings, isVector));
    watch.onProgress(drawn.length / (sheet.figures.length + 1)); // the file itself is still to be made
    await untilPainted();
    watch.signal.throwIfAborted();
  }
  const lines = settings.parts.caption ? captionLines(sheet, settings) : [];
  const { width } = sheet;
  const height = sheet.height + (lines.length > 0 ? lines.length * captionLine + margin : 0);
  const text = [
    `<svg xmlns="http://www.w3.org/2000/svg" ${sizeOf(settings, height / width)} viewBox="0 0 ${width} ${height}" font-family="${escaped(typefaces[settings.typeface].family)}">`,
    `<title>${escaped(sheet.title ?? sheet.figures[0].title)}</title><desc>${escaped(sheet.address)}</desc>`,
    embedsFonts ? `<style>${await embeddedTypeface(settings.typeface)}</style>` : '',
    groundOf(settings),
    sheet.title && settings.parts.title
      ? textSvg(sheet.title, margin, margin + titleHeight / 2, { size: 20, weight: 700 }, settings)
      : '',
    ...drawn,
    ...lines.map((line, i) =>
      textSvg(line, margin, sheet.height + captionLine * (i + 0.5), { size: captionSize, weight: 400, isQuiet: true }, settings),
    ),
    '</svg>',
  ].join('');
  return { text, width, height };
}

/** Leaves the page a moment to show how far the picture is, and to be pressed. */
const untilPainted = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** A picture's width is as chosen, its height follows. */
function sizeOf({ width, unit }: PictureSettings, heightPerWidth: number): string {
  const rounded = (length: number) => Number(length.toFixed(unit === 'px' ? 0 : 4));
  const suffix = unit === 'px' ? '' : unit;
  return `width="${rounded(width)}${suffix}" height="${rounded(width * heightPerWidth)}${suffix}"`;
}

function groundOf({ background }: PictureSettings): string {
  const ground = backgroundColour[background];
  return ground ? `<rect width="100%" height="100%" fill="${ground}"/>` : '';
}

/** A figure under its title and its key. */
async function placedSvg(placed: PlacedFigure, settings: PictureSettings, isVector: boolean): Promise<string> {
  const { left, top, width, title, figure } = placed;
  const plot = plotOf(placed, settings);
  return [
    settings.parts.title ? textSvg(title, left, top + titleHeight / 2, { size: 15, weight: 600 }, settings) : '',
    keySvg(entriesOf(figure, settings), left + width, top + titleHeight / 2, settings),
    `<g transform="translate(${plot.left} ${plot.top})">${await plotSvg(figure, plot, settings, isVector)}</g>`,
  ].join('');
}

/** The place of a figure's plot, below its title and its key. */
export function plotOf({ figure, left, top, width, height }: PlacedFigure, settings: PictureSettings): Place {
  const head = settings.parts.title || entriesOf(figure, settings).length > 0 ? titleHeight : 0;
  return { left, top: top + head, width, height: height - head };
}

const entriesOf = (figure: AnyFigure, { parts, background }: PictureSettings): KeyEntry[] =>
  parts.legend ? keyOf(figure, themeOn(background)) : [];

/** What draws a figure of either kind comes with the first file of that kind. */
async function plotSvg(
  figure: AnyFigure,
  { width, height }: Place,
  settings: PictureSettings,
  isVector: boolean,
): Promise<string> {
  if (!isScene(figure))
    return (await import('../figures/plotly/figureSvg.ts')).figureSvg(dressed(figure, settings), width, height, isVector);
  return isVector ? (await import('../figures/scene/sceneSvg.ts')).sceneSvg(figure, width, height) : '';
}

/** The figure in the picture's typeface, with or without its own keys. */
function dressed(figure: Figure, { typeface, parts }: PictureSettings): Figure {
  const { data, layout } = parts.legend ? figure : withoutKey(figure);
  return { data, layout: { ...layout, font: { ...layout.font, family: typefaces[typeface].family } } };
}

interface TextStyle {
  size: number;
  weight: number;
  isQuiet?: boolean;
}

function textSvg(
  text: string,
  x: number,
  middle: number,
  { size, weight, isQuiet }: TextStyle,
  { background }: PictureSettings,
): string {
  const colours = ink[themeOn(background)];
  const baseline = middle + 0.36 * size; // half of a capital's height below the middle
  return `<text x="${x}" y="${baseline}" font-size="${size}" font-weight="${weight}" fill="${isQuiet ? colours.quiet : colours.text}">${escaped(text)}</text>`;
}

const keySize = 12;
const keyLine = 22;
const keyGap = 14;

/** The key in one line, which ends at `right`. */
function keySvg(entries: KeyEntry[], right: number, middle: number, settings: PictureSettings): string {
  const measure = measureIn(settings, `600 ${keySize}px`);
  let end = right;
  const drawn = entries.toReversed().map(({ label, colour, dashes }) => {
    const start = end - measure(label);
    const sample =
      dashes === null
        ? `<circle cx="${start - 9}" cy="${middle}" r="4" fill="${colour}"/>`
        : lineSvg(start, middle, colour, dashes);
    end = start - (dashes === null ? 13 : keyLine + 5) - keyGap;
    return `${sample}<text x="${start}" y="${middle + 0.36 * keySize}" font-size="${keySize}" font-weight="600" fill="${colour}">${escaped(label)}</text>`;
  });
  return drawn.join('');
}

const lineSvg = (start: number, middle: number, colour: string, dashes: string): string =>
  `<path d="M${start - keyLine - 5} ${middle}h${keyLine}" stroke="${colour}" stroke-width="2" stroke-dasharray="${dashes}"/>`;

const captionLines = ({ caption, width }: Sheet, settings: PictureSettings): string[] =>
  wrapText(caption, width - 2 * margin, measureIn(settings, `${captionSize}px`));

/** The width of a text; `font`: weight and size as CSS has them. */
function measureIn({ typeface }: PictureSettings, font: string): (text: string) => number {
  const context = document.createElement('canvas').getContext('2d')!;
  context.font = `${font} ${typefaces[typeface].family}`;
  return (text) => context.measureText(text).width;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
