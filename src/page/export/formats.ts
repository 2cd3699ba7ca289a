/** The export formats, one row each: what the dialog says of a format, which figures it can hold, and how its file is made. */
import type { View } from '../view/view.ts';
import type { Export } from './exportable.ts';
import type { PictureSettings } from './exportSettings.ts';
import type { PictureWatch } from './sheet.ts';

export interface ExportFormat {
  label: string;
  /** The dialog's sentence about the file. */
  note: string;
  /** Further choices of a person, for pictures. */
  settings: readonly PictureSetting[];
  /** Whether there is such a file of this figure, or of the whole board. */
  offered<State>(exported: Export<State>): boolean;
  /** Makes the file with code that comes with its first use. Rejects, in words for a person, where the figure has not been computed yet, and where it is cancelled. */
  make<State extends View>(exported: Export<State>, settings: PictureSettings, watch: PictureWatch): Promise<Blob>;
}

export type PictureSetting = 'width' | 'scale' | 'background' | 'parts' | 'typeface';

const ofPictures: readonly PictureSetting[] = ['width', 'background', 'typeface', 'parts'];

/** The formats by their files' endings, in the order of the dialog. */
export const exportFormats = {
  png: {
    label: 'PNG',
    note: 'The file carries everything that is on screen: drop it on the page to come back here.',
    settings: ['scale', ...ofPictures],
    offered: () => true,
    make: async (...picture) => (await import('./exportPng.ts')).makePng(...picture),
  },
  svg: {
    label: 'SVG',
    note: 'Lines and text, which stay sharp at any size; the page’s address is in its description.',
    settings: ofPictures,
    offered: () => true,
    make: async (...picture) => (await import('./exportSvg.ts')).makeSvg(...picture),
  },
  pdf: {
    label: 'PDF',
    note: 'Lines and text on a page of the figure’s size, with the fonts inside, for LaTeX and for print.',
    settings: ofPictures,
    offered: () => true,
    make: async (...picture) => (await import('./exportPdf.ts')).makePdf(...picture),
  },
  csv: {
    label: 'CSV',
    note: 'Every point that is drawn, a row each: trace, x, y and z. The first line names the axes and has the page’s address: drop the file on the page to come back here.',
    settings: [],
    offered: ({ row }) => row !== null,
    make: async (exported) => (await import('./figureText.ts')).makeCsv(exported),
  },
  json: {
    label: 'JSON',
    note: 'Every trace that is drawn, with the names of the axes and the page’s address.',
    settings: [],
    offered: ({ row }) => row !== null,
    make: async (exported) => (await import('./figureText.ts')).makeJson(exported),
  },
  npz: {
    label: 'NumPy',
    note: 'Whole arrays for numpy.load: all inference steps, both paths, the Hessians; the page’s address under “state”.',
    settings: [],
    offered: ({ row }) => row?.arrays !== undefined,
    make: async (exported) => (await import('./npz.ts')).makeNpz(exported),
  },
} as const satisfies Record<string, ExportFormat>;

export type FormatName = keyof typeof exportFormats;

/** The labels of the formats that can hold this figure, or the whole board. */
export function formatsOf<State>(exported: Export<State>): Partial<Record<FormatName, string>> {
  const offered = Object.entries(exportFormats).filter(([, format]) => format.offered(exported));
  return Object.fromEntries(offered.map(([name, { label }]) => [name, label]));
}
