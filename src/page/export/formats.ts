/** The export formats, one row each: what the dialog says of a format, which figures it can hold, and how its file is made. */
import type { FigureRow } from '../figures/figureRow.ts';
import type { View } from '../view/view.ts';
import type { Export } from './exportable.ts';
import type { PictureSettings } from './exportSettings.ts';

export interface ExportFormat {
  label: string;
  /** The dialog's sentence about the file. */
  note: string;
  /** Further choices of a person, for pictures. */
  settings: readonly ('width' | 'scale' | 'background')[];
  /** Whether there is such a file of this figure, or of the whole board, which is null. */
  offered<State>(row: FigureRow<State> | null): boolean;
  /** Makes the file with code that comes with its first use. Rejects, in words for a person, where the figure has not been computed yet. */
  make<State extends View>(exported: Export<State>, settings: PictureSettings): Promise<Blob>;
}

/** The formats by their files' endings, in the order of the dialog. */
export const exportFormats = {
  png: {
    label: 'PNG',
    note: 'The file carries everything that is on screen: drop it on the page to come back here.',
    settings: ['width', 'scale', 'background'],
    offered: () => true,
    make: async (exported, settings) => (await import('./exportPng.ts')).makePng(exported, settings),
  },
  svg: {
    label: 'SVG',
    note: 'Lines and text, which stay sharp at any size; the page’s address is in its description.',
    settings: ['width', 'background'],
    offered: (row) => row !== null,
    make: async (exported, settings) => (await import('./exportSvg.ts')).makeSvg(exported, settings),
  },
  csv: {
    label: 'CSV',
    note: 'Every point that is drawn, a row each: trace, x, y and z. The first line names the axes and has the page’s address: drop the file on the page to come back here.',
    settings: [],
    offered: (row) => row !== null,
    make: async (exported) => (await import('./figureText.ts')).makeCsv(exported),
  },
  json: {
    label: 'JSON',
    note: 'Every trace that is drawn, with the names of the axes and the page’s address.',
    settings: [],
    offered: (row) => row !== null,
    make: async (exported) => (await import('./figureText.ts')).makeJson(exported),
  },
  npz: {
    label: 'NumPy',
    note: 'Whole arrays for numpy.load: all inference steps, both paths, the Hessians; the page’s address under “state”.',
    settings: [],
    offered: (row) => row?.arrays !== undefined,
    make: async (exported) => (await import('./npz.ts')).makeNpz(exported),
  },
} as const satisfies Record<string, ExportFormat>;

export type FormatName = keyof typeof exportFormats;

/** The labels of the formats that can hold this figure, or the whole board, which is null. */
export function formatsOf<State>(row: FigureRow<State> | null): Partial<Record<FormatName, string>> {
  const offered = Object.entries(exportFormats).filter(([, format]) => format.offered(row));
  return Object.fromEntries(offered.map(([name, { label }]) => [name, label]));
}
