/** One figure or the whole board of the live state as a PNG file that carries the state. */
import type { Controls } from '../../../model/controls.ts';
import type { Theme } from '../../figures/figure.ts';
import { getShownRuns } from '../../store/runs/keptRuns.ts';
import type { PageState } from '../../store/state/pageState.ts';
import { writeQuery } from '../../view/writeQuery.ts';
import { type Board, exportBoard } from '../exportBoard.ts';
import { exportPng } from '../exportPng.ts';
import { type ExportSettings, themeOn } from '../exportSettings.ts';
import type { SheetFigure } from '../sheet.ts';
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
  switch (state.controls.laboratory) {
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
      return { title, ...moonsBoard(state.controls.moonsView, figure) };
    case 'unsupervised':
      return { title, above: [figure('pictures'), figure('latents')], below: [figure('learning')] };
  }
}

function moonsBoard(view: Controls['moonsView'], figure: (choice: SingleFigure) => SheetFigure): Omit<Board, 'title'> {
  switch (view) {
    case 'rates':
      return { above: [figure('activityRates'), figure('rateMap')], below: [] };
    case 'variances':
      return { above: [figure('dividedRatios'), figure('wholeRatios')], below: [] };
    case 'network':
      return { above: [figure('bpDecision'), figure('pcDecision')], below: [figure('decisionCurves')] };
  }
}
