/** What the comparison offers to export. */
import { controls as rows } from '../../../model/controls.ts';
import type { Exportable } from '../../export/exportable.ts';
import type { DrawnState } from '../../panels/drawnState.ts';
import { editableText } from '../../panels/numberText.ts';
import { comparedBarsRow, comparedCurvesRow, lossSurfacesRow, weightHistogramsRow } from './comparisonRows.ts';
import { surfacesCaption } from './comparisonWords.ts';

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
