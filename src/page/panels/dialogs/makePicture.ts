/** One figure or the whole board of the live state as a PNG file that carries the state. */
import type { Parameters } from '../../../model/parameters.ts';
import { type Board, exportBoard } from '../../export/exportBoard.ts';
import { exportPng } from '../../export/exportPng.ts';
import { type ExportSettings, themeOn } from '../../export/exportSettings.ts';
import type { SheetFigure } from '../../export/sheet.ts';
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
  const caption = exportCaption(state, choice, choice === 'training' || choice === 'board' ? getShownRuns() : []);
  if (choice !== 'board') return exportPng(sheetFigure(choice, state, theme), shape[choice], caption, settings);
  return exportBoard(boardOf(state, theme), caption, settings);
}

/** What stands on the open laboratory's board. Throws where a figure of it has not been computed yet. */
function boardOf(state: PageState, theme: Theme): Board {
  const title = boardTitle(state);
  const figure = (choice: SingleFigure) => sheetFigure(choice, state, theme);
  switch (state.parameters.laboratory) {
    case 'comparison':
      return {
        title,
        above: [figure('lossSurfaces'), figure('weightHistograms')],
        below: [figure('comparedCurves'), figure('comparedBars')],
      };
    case 'landscapes':
      return {
        title,
        above: [figure('loss'), figure('energy')],
        below: state.inference ? [figure('training'), figure('inference')] : [figure('training')],
      };
    case 'moons':
      return { title, ...moonsBoard(state.parameters.moonsView, figure) };
    case 'unsupervised':
      return { title, above: [figure('pictures'), figure('latents')], below: [figure('learning')] };
  }
}

function moonsBoard(view: Parameters['moonsView'], figure: (choice: SingleFigure) => SheetFigure): Omit<Board, 'title'> {
  switch (view) {
    case 'rates':
      return { above: [figure('activityRates'), figure('rateMap')], below: [] };
    case 'variances':
      return { above: [figure('dividedRatios'), figure('wholeRatios')], below: [] };
    case 'network':
      return { above: [figure('bpDecision'), figure('pcDecision')], below: [figure('decisionCurves')] };
  }
}
