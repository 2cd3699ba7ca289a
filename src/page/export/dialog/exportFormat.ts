/** In which formats each figure can be had. */
import type { PageState } from '../../store/state/pageState.ts';
import { withArrays } from './arraysOf.ts';
import type { ExportChoice } from './exportChoice.ts';

export const exportFormats = { png: 'PNG', svg: 'SVG', csv: 'CSV', json: 'JSON', npz: 'NumPy' } as const;
export type ExportFormat = keyof typeof exportFormats;

/** What each says of itself in the dialog. */
export const formatNotes: Record<ExportFormat, string> = {
  png: 'The file carries everything that is on screen: drop it on the page to come back here.',
  svg: 'Lines and text, which stay sharp at any size; the page’s address is in its description.',
  csv: 'Every point that is drawn, a row each: trace, x, y and z. The first line says what they are, and the page’s address: drop the file on the page to come back here.',
  json: 'Every trace that is drawn, with the names of the axes and the page’s address.',
  npz: 'Whole arrays for numpy.load: all inference steps, both paths, the Hessians; the page’s address under “state”.',
};

/** The whole board is a picture; a scene in three dimensions is no drawing in lines. */
export function formatsOf(choice: ExportChoice, { controls: { view } }: PageState): Partial<typeof exportFormats> {
  const { png, svg, csv, json, npz } = exportFormats;
  if (choice === 'board') return { png };
  const isScene = (choice === 'loss' || choice === 'energy') && view !== 'contour';
  const hasArrays = withArrays.some((name) => name === choice);
  return { png, ...(isScene ? {} : { svg }), csv, json, ...(hasArrays ? { npz } : {}) };
}
