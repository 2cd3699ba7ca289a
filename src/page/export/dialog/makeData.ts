/** One figure of the live state as a file of numbers, or as drawing in lines. */

import type { PageState } from '../../store/state/pageState.ts';
import { writeQuery } from '../../view/writeQuery.ts';
import type { ExportSettings } from '../exportSettings.ts';
import { themeOn } from '../exportSettings.ts';
import { exportSvg } from '../exportSvg.ts';
import { figureCsv, figureJson } from '../figureText.ts';
import { arraysOf, withArrays } from './arraysOf.ts';
import { exportChoices } from './exportChoice.ts';
import { type SingleFigure, shape, sheetFigure } from './exportFigures.ts';
import type { ExportFormat } from './exportFormat.ts';
import { untitledAxes } from './untitledAxes.ts';

type Settings = Pick<ExportSettings, 'width' | 'background'>;

/** Throws an Error in words for a person where the figure is not computed yet, or cannot be had in this format. */
export async function makeData(
  choice: SingleFigure,
  format: Exclude<ExportFormat, 'png'>,
  state: PageState,
  { width, background }: Settings,
): Promise<Blob> {
  const address = new URL(`?${writeQuery(state)}`, location.href).href;
  if (format === 'npz') return npzFile(choice, state, address);
  const exported = { ...sheetFigure(choice, state, themeOn(background)), axes: untitledAxes[choice], state: address };
  switch (format) {
    case 'svg':
      return new Blob([await exportSvg(exported, { width, heightPerWidth: shape[choice], background })], {
        type: 'image/svg+xml',
      });
    case 'csv':
      return new Blob([figureCsv(exported)], { type: 'text/csv' });
    case 'json':
      return new Blob([figureJson(exported)], { type: 'application/json' });
  }
}

/** The zip library comes with the first such file. */
async function npzFile(choice: SingleFigure, state: PageState, address: string): Promise<Blob> {
  const known = withArrays.find((name) => name === choice);
  const arrays = known && arraysOf(known, state);
  if (!arrays)
    throw new Error(
      `${exportChoices[choice]} has no arrays to export${known ? ' yet' : ' (expected a landscape, training or Hessians)'}`,
    );
  const { npz } = await import('../npz.ts');
  return npz({ ...arrays, state: address });
}
