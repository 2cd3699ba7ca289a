/** Figures as a PDF file of one page: vectors, text that can be selected, and the fonts inside. */
import { jsPDF } from 'jspdf';
import { svg2pdf } from 'svg2pdf.js';
import type { View } from '../view/view.ts';
import type { Export } from './exportable.ts';
import { checkWidth, type PictureSettings, pixelWidth } from './exportSettings.ts';
import { type PictureWatch, sheetOf, sheetSvg } from './sheet.ts';
import { type TypefaceName, typefaces } from './typefaces.ts';

const pointsInPixel = 0.75; // 72 points and 96 pixels in an inch

export async function makePdf<State extends View>(
  exported: Export<State>,
  settings: PictureSettings,
  watch: PictureWatch,
): Promise<Blob> {
  checkWidth(settings);
  const sheet = sheetOf(exported, settings);
  const svg = await sheetSvg(sheet, settings, { isVector: true, embedsFonts: false, watch });
  const width = pixelWidth(settings) * pointsInPixel;
  const height = (width * svg.height) / svg.width;
  const page = new jsPDF({
    unit: 'pt',
    format: [width, height],
    orientation: width > height ? 'landscape' : 'portrait',
    compress: true,
    putOnlyUsedFonts: true,
  });
  page.setProperties({ title: sheet.title ?? sheet.figures[0].title, subject: sheet.address, creator: 'Saddlescope' });
  const letters = await embedFonts(page, settings.typeface);
  const drawing = new DOMParser().parseFromString(svg.text, 'image/svg+xml').documentElement;
  spellWith(drawing, letters);
  const holder = hiddenHolder(drawing); // text is measured in the document
  sizeInPixels(drawing);
  try {
    await svg2pdf(drawing, page, { x: 0, y: 0, width, height });
  } finally {
    holder.remove();
  }
  watch.signal.throwIfAborted();
  return page.output('blob');
}

/** Indices and powers, of which plotly gives the size in per cent and the shift in parts of the letters' size, neither of which the PDF's maker reads. */
function sizeInPixels(drawing: Element): void {
  for (const piece of drawing.querySelectorAll<SVGTSpanElement>('tspan[dy$="em"]')) {
    const size = Number.parseFloat(getComputedStyle(piece).fontSize);
    piece.style.fontSize = `${size}px`;
    piece.setAttribute('dy', String(size * Number.parseFloat(piece.getAttribute('dy')!)));
  }
}

function hiddenHolder(drawing: Element): HTMLElement {
  const holder = document.createElement('div');
  holder.style.cssText = 'position:absolute;width:0;height:0;overflow:hidden';
  holder.append(drawing);
  document.body.append(holder);
  return holder;
}

/** Whether a typeface has a letter. */
type HasLetter = (letter: string) => boolean;

interface Letters {
  chosen: HasLetter;
  /** The page's own typeface, which stands in for letters that the chosen one lacks. */
  page: HasLetter;
}

/** Weights as SVG text has them; PDF has no weights between its two files. */
const weights = { regular: [400], bold: [600, 700] } as const;

async function embedFonts(page: jsPDF, chosen: TypefaceName): Promise<Letters> {
  for (const typeface of new Set<TypefaceName>(['page', chosen])) {
    const { name, files } = typefaces[typeface];
    for (const cut of ['regular', 'bold'] as const) {
      const file = `${typeface}-${cut}.ttf`;
      page.addFileToVFS(file, await base64(files[cut]));
      for (const weight of weights[cut]) page.addFont(file, name, 'normal', weight);
    }
  }
  return { chosen: lettersOf(page, chosen), page: lettersOf(page, 'page') };
}

async function base64(address: string): Promise<string> {
  const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
  let text = '';
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(text);
}

function lettersOf(page: jsPDF, typeface: TypefaceName): HasLetter {
  page.setFont(typefaces[typeface].name, 'normal', 400);
  const { metadata } = page.getFont() as unknown as { metadata: { cmap: { unicode: { codeMap: Record<number, number> } } } };
  const { codeMap } = metadata.cmap.unicode;
  return (letter) => codeMap[letter.codePointAt(0)!] !== undefined;
}

/** Signs of keys that neither typeface has, in signs that both have. */
const spelledAlike: Record<string, string> = {
  '━': '—',
  '▬': '—',
  '┅': '- -',
  '┈': '- -',
  '╌': '- -',
  '╍': '- -',
  '\u00a0': ' ',
};

/** Letters that the chosen typeface lacks become pieces of text of their own in the page's typeface; letters that neither has are spelled alike or left out. */
function spellWith(drawing: Element, { chosen, page }: Letters): void {
  for (const node of textNodesIn(drawing)) {
    const letters = [...(node.data ?? '')].flatMap((letter) =>
      page(letter) || chosen(letter) ? [letter] : [...(spelledAlike[letter] ?? '')],
    );
    const pieces = runsOf(letters, chosen);
    if (pieces.length === 1 && pieces[0].isChosen) node.data = pieces[0].text;
    else
      node.replaceWith(...pieces.map(({ text, isChosen }) => (isChosen ? document.createTextNode(text) : inPageTypeface(text))));
  }
}

function textNodesIn(drawing: Element): Text[] {
  const nodes: Text[] = [];
  for (const text of drawing.querySelectorAll('text')) {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) nodes.push(walker.currentNode as Text);
  }
  return nodes;
}

interface Run {
  text: string;
  isChosen: boolean;
}

function runsOf(letters: string[], chosen: HasLetter): Run[] {
  const runs: Run[] = [];
  for (const letter of letters) {
    const isChosen = chosen(letter);
    const last = runs.at(-1);
    if (last?.isChosen === isChosen) last.text += letter;
    else runs.push({ text: letter, isChosen });
  }
  return runs;
}

function inPageTypeface(text: string): Element {
  const piece = document.createElementNS('http://www.w3.org/2000/svg', 'tspan');
  piece.setAttribute('font-family', typefaces.page.name);
  piece.textContent = text;
  return piece;
}
