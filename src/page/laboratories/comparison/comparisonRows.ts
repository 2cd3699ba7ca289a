/** The comparison's figures, in the order of the board and the right column, and all that the comparison offers to export. */
import type { ComparisonFrame } from '../../../model/comparison/comparisonFrames.ts';
import { controls as rows } from '../../../model/controls.ts';
import type { Exportable } from '../../export/exportable.ts';
import { figureRow } from '../../figures/figureRow.ts';
import type { DrawnState } from '../../panels/drawnState.ts';
import { editableText } from '../../panels/numberText.ts';
import { surfacesCaption } from './comparisonWords.ts';
import { comparedBarsFigure } from './figures/comparedBarsFigure.ts';
import { comparedCurvesFigure } from './figures/comparedCurvesFigure.ts';
import { lossSurfacesFigure } from './figures/lossSurfacesFigure.ts';
import { weightHistogramsFigure } from './figures/weightHistogramsFigure.ts';
import { ninetyPercent } from './presets/outcomeMeasures.ts';

/** The comparison's figures, in the order of the board and the right column. */
export const lossSurfacesRow = figureRow({
  name: 'lossSurfaces',
  title: 'Loss surfaces',
  heightPerWidth: 1.3,
  slice: ({ surfaces, controls: { ramp, surfaceColours } }: Pick<DrawnState, 'surfaces' | 'controls'>) => ({
    surfaces,
    ramp,
    surfaceColours,
  }),
  of: ({ surfaces, ramp, surfaceColours }, theme) =>
    surfaces && lossSurfacesFigure({ surfaces: surfaces.surfaces, colours: surfaceColours, ramp, theme }),
  axes: { xaxis: 'along the first direction', yaxis: 'along the second direction' },
});

export const weightHistogramsRow = figureRow({
  name: 'weightHistograms',
  title: 'Weight histograms',
  heightPerWidth: 0.8,
  slice: ({ comparison, controls: { weightsAt } }: Pick<DrawnState, 'comparison' | 'controls'>) => ({ comparison, weightsAt }),
  of: ({ comparison, weightsAt }, theme) =>
    comparison && weightHistogramsFigure({ runs: comparison.runs, layers: comparison.layers, at: weightsAt, theme }),
});

export const comparedCurvesRow = figureRow({
  name: 'comparedCurves',
  title: 'Compared curves',
  heightPerWidth: 0.5,
  slice: ({
    comparison,
    controls: { comparedCurve, curveScale, iterations, weightsAt },
  }: Pick<DrawnState, 'comparison' | 'controls'>) => ({ comparison, comparedCurve, curveScale, iterations, weightsAt }),
  of: ({ comparison, comparedCurve, curveScale, iterations, weightsAt }, theme) =>
    comparison &&
    comparedCurvesFigure({
      runs: comparison.runs,
      curve: comparedCurve,
      logarithmic: curveScale === 'log',
      iterations,
      shown: weightsAt,
      theme,
    }),
});

export const comparedBarsRow = figureRow({
  name: 'comparedBars',
  title: 'Accuracy and time',
  heightPerWidth: 0.4,
  slice: ({ comparison }: Pick<DrawnState, 'comparison'>) => ({ comparison }),
  of: ({ comparison }, theme) => comparison && comparedBarsFigure({ rows: barsOf(comparison), theme }),
});

const barsOf = ({ runs }: ComparisonFrame) =>
  runs.map(({ model, curves, testedAfter }) => ({ model, time: ninetyPercent(curves.tests, testedAfter) }));

/** The comparison's part of an export: its figures, its board, and the words that describe the state. */
export const comparisonExport: Exportable<DrawnState> = {
  figures: [lossSurfacesRow, weightHistogramsRow, comparedCurvesRow, comparedBarsRow],
  board: ({ controls: { experiment } }) => ({
    title: rows.experiment.options[experiment],
    above: [lossSurfacesRow, weightHistogramsRow],
    below: [comparedCurvesRow, comparedBarsRow],
  }),
  caption,
  iteration,
};

/** Steps of the model that has taken the most. */
function iteration({ comparison }: DrawnState): number {
  return comparison?.runs.reduce((most, { curves }) => Math.max(most, curves.loss.length), 0) ?? 0;
}

function caption(state: DrawnState): string[] {
  const { surfaces, controls: chosen } = state;
  return [
    `${rows.hidden.label.toLowerCase()} ${chosen.hidden}`,
    `width ${chosen.width}`,
    rows.activation.options[chosen.activation],
    rows.data.options[chosen.data],
    `T = ${chosen.steps}, dt = ${editableText(chosen.dt)}, k = ${chosen.updateEvery}`,
    `${rows.optimiser.options[chosen.optimiser]}, learning rate ${editableText(chosen.learningRate)}, rc23’s ${editableText(chosen.relaxedRate)}, batches of ${chosen.batchSize}`,
    `seed ${chosen.seed}`,
    `after ${iteration(state)} iterations`,
    ...(surfaces ? [surfacesCaption(surfaces, chosen.surfaceColours)] : []),
  ];
}
