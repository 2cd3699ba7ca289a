/** One figure or the whole board of the live state as a PNG file that carries the state. */
import { type Board, exportBoard } from '../../export/exportBoard.ts';
import { exportPng } from '../../export/exportPng.ts';
import { type ExportSettings, themeOn } from '../../export/exportSettings.ts';
import type { Theme } from '../../figures/figure.ts';
import type { PageState } from '../../store/pageState.ts';
import { getShownRuns } from '../../store/runs/keptRuns.ts';
import { writeQuery } from '../../url/writeQuery.ts';
import { boardTitle, exportCaption } from './exportCaption.ts';
import type { ExportChoice } from './exportChoice.ts';
import { type SingleFigure, shape, sheetFigure } from './exportFigures.ts';

export function makePicture(choice: ExportChoice, state: PageState, chosen: Omit<ExportSettings, 'query'>): Promise<Blob> {
  const settings = { ...chosen, query: writeQuery(state) };
  const theme = themeOn(chosen.background);
  const caption = exportCaption(state, choice === 'training' || choice === 'board' ? getShownRuns() : []);
  if (choice !== 'board') return exportPng(sheetFigure(choice, state, theme), shape[choice], caption, settings);
  return exportBoard({ title: boardTitle(state), ...boardOf(state, theme) }, caption, settings);
}

/** The figures of the open laboratory's board. */
function boardOf(state: PageState, theme: Theme): Omit<Board, 'title'> {
  const figure = (name: SingleFigure) => sheetFigure(name, state, theme);
  switch (state.parameters.laboratory) {
    case 'unsupervised':
      return { above: [figure('pictures'), figure('latents')], curves: figure('learning'), beside: null };
    case 'landscapes':
      return {
        above: [figure('loss'), figure('energy')],
        curves: figure('training'),
        beside: state.inference && figure('inference'),
      };
  }
}
