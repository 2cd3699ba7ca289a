/** The figures of a picture, made from the live state for the theme that the picture's background calls for. */

import type { Theme } from '../../figures/figure.ts';
import {
  comparedBarsOf,
  comparedCurvesOf,
  lossSurfacesOf,
  weightHistogramsOf,
} from '../../laboratories/comparison/comparisonFigures.ts';
import { sharedRange } from '../../laboratories/landscapes/board/drawnLandscapes.ts';
import { sharedShells } from '../../laboratories/landscapes/board/drawnVolumes.ts';
import { type LandscapeFigures, planeFiguresOf, volumeFiguresOf } from '../../laboratories/landscapes/board/landscapeFigures.ts';
import { samplesFigureOf } from '../../laboratories/landscapes/data/samplesFigures.ts';
import { inferenceDirectionsOf, trainingDirectionsOf } from '../../laboratories/landscapes/directions/directionsFigures.ts';
import { escapeFigureOf } from '../../laboratories/landscapes/escape/escapeFigures.ts';
import { activitiesFigureOf, energyFigureOf } from '../../laboratories/landscapes/inference/inferenceFigures.ts';
import { saddleScatterOf } from '../../laboratories/landscapes/saddles/saddleFigures.ts';
import { hessianFigureOf, spectrumFigureOf } from '../../laboratories/landscapes/spectrum/spectrumFigures.ts';
import { trainingFigureOf } from '../../laboratories/landscapes/timeline/trainingFigures.ts';
import {
  activityRatesFigureOf,
  bpDecisionOf,
  bpUnitsOf,
  decisionCurvesOf,
  dividedRatiosOf,
  pcDecisionOf,
  pcUnitsOf,
  rateMapOf,
  wholeRatiosOf,
} from '../../laboratories/moons/moonsFigures.ts';
import { latentCurveFigureOf, latentFigureOf, picturesFigureOf } from '../../laboratories/unsupervised/unsupervisedFigures.ts';
import { getShownRuns } from '../../store/runs/keptRuns.ts';
import type { PageState } from '../../store/state/pageState.ts';
import { widthsOf } from '../../view/networkOf.ts';
import type { SheetFigure } from '../sheet.ts';
import { type ExportChoice, exportChoices } from './exportChoice.ts';

export type SingleFigure = Exclude<ExportChoice, 'board'>;

/** Height over width of a figure by itself: landscapes are about square, curves are wide. */
export const shape: Record<SingleFigure, number> = {
  loss: 0.85,
  energy: 0.85,
  training: 0.5,
  inference: 0.5,
  activities: 0.5,
  inferenceDirections: 0.5,
  trainingDirections: 0.5,
  saddles: 0.75,
  escape: 0.75,
  spectrum: 0.5,
  hessian: 0.6,
  samples: 0.9,
  lossSurfaces: 1.3,
  weightHistograms: 0.8,
  comparedCurves: 0.5,
  comparedBars: 0.4,
  activityRates: 0.6,
  rateMap: 0.6,
  dividedRatios: 0.6,
  wholeRatios: 0.6,
  bpDecision: 0.75,
  pcDecision: 0.75,
  decisionCurves: 0.5,
  bpUnits: 0.5,
  pcUnits: 0.5,
  pictures: 1,
  latents: 0.85,
  learning: 0.5,
};

/** Throws where the figure has not been computed yet. */
export function sheetFigure(choice: SingleFigure, state: PageState, theme: Theme): SheetFigure {
  const figure = figures[choice](state, theme);
  if (!figure) throw new Error(`${exportChoices[choice]} has nothing to export yet`);
  return { title: exportChoices[choice], figure };
}

const figures = {
  loss: (state: PageState, theme: Theme) => landscapes(state, theme)?.loss ?? null,
  energy: (state: PageState, theme: Theme) => landscapes(state, theme)?.energy ?? null,
  training: (state: PageState, theme: Theme) => trainingFigureOf(state, theme, getShownRuns()),
  inference: energyFigureOf,
  inferenceDirections: inferenceDirectionsOf,
  trainingDirections: trainingDirectionsOf,
  saddles: saddleScatterOf,
  escape: escapeFigureOf,
  spectrum: spectrumFigureOf,
  hessian: hessianFigureOf,
  samples: samplesFigureOf,
  lossSurfaces: lossSurfacesOf,
  weightHistograms: weightHistogramsOf,
  comparedCurves: comparedCurvesOf,
  comparedBars: comparedBarsOf,
  activityRates: activityRatesFigureOf,
  rateMap: rateMapOf,
  dividedRatios: dividedRatiosOf,
  wholeRatios: wholeRatiosOf,
  bpDecision: bpDecisionOf,
  pcDecision: pcDecisionOf,
  decisionCurves: decisionCurvesOf,
  bpUnits: bpUnitsOf,
  pcUnits: pcUnitsOf,
  pictures: picturesFigureOf,
  latents: latentFigureOf,
  learning: latentCurveFigureOf,
  activities: (state: PageState, theme: Theme) => activitiesFigureOf(state, widthsOf(state.controls), theme),
};

function landscapes(state: PageState, theme: Theme): LandscapeFigures | null {
  const { landscape, volume, training, time, playhead, camera, controls } = state;
  const common = { training, time, playhead, camera, ramp: controls.ramp, theme };
  if (controls.view === 'volume') return volume && volumeFiguresOf(volume, sharedShells(volume), common);
  return landscape && planeFiguresOf(landscape, sharedRange(landscape), controls.view, common);
}
