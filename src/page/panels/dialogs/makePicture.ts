/** One figure or the whole board of the live state as a PNG file that carries the state. */
import { exportBoard } from '../../export/exportBoard.ts';
import { exportPng } from '../../export/exportPng.ts';
import { type ExportSettings, themeOn } from '../../export/exportSettings.ts';
import type { PageState } from '../../store/pageState.ts';
import { getShownRuns } from '../../store/runs/keptRuns.ts';
import { writeQuery } from '../../url/writeQuery.ts';
import { boardTitle, exportCaption } from './exportCaption.ts';
import type { ExportChoice } from './exportChoice.ts';
import { shape, sheetFigure } from './exportFigures.ts';

export function makePicture(choice: ExportChoice, state: PageState, chosen: Omit<ExportSettings, 'query'>): Promise<Blob> {
  const settings = { ...chosen, query: writeQuery(state) };
  const theme = themeOn(chosen.background);
  const caption = exportCaption(state, choice === 'training' || choice === 'board' ? getShownRuns() : []);
  if (choice !== 'board') return exportPng(sheetFigure(choice, state, theme), shape[choice], caption, settings);
  return exportBoard(
    {
      title: boardTitle(state),
      landscapes: [sheetFigure('loss', state, theme), sheetFigure('energy', state, theme)],
      training: sheetFigure('training', state, theme),
      inference: state.inference && sheetFigure('inference', state, theme),
    },
    caption,
    settings,
  );
}
