/** What two moons offer to export: the figures of the board that is open. */
import { type Controls, controls as rows } from '../../../model/controls.ts';
import type { BoardRows, Exportable } from '../../export/exportable.ts';
import type { DrawnState } from '../../panels/drawnState.ts';
import { editableText } from '../../panels/numberText.ts';
import {
  activityRatesRow,
  decisionCurvesRow,
  decisionRows,
  dividedRatiosRow,
  rateMapRow,
  unitsRows,
  wholeRatiosRow,
} from './moonsRows.ts';

const boards: Readonly<Record<Controls['moonsView'], Omit<BoardRows<DrawnState>, 'title'>>> = {
  rates: { above: [activityRatesRow, rateMapRow], below: [] },
  variances: { above: [dividedRatiosRow, wholeRatiosRow], below: [] },
  network: { above: [decisionRows.bp, decisionRows.pc], below: [decisionCurvesRow] },
};

export const moonsExport: Exportable<DrawnState> = {
  figures: [
    activityRatesRow,
    rateMapRow,
    dividedRatiosRow,
    wholeRatiosRow,
    decisionRows.bp,
    decisionRows.pc,
    decisionCurvesRow,
    unitsRows.bp,
    unitsRows.pc,
  ],
  board: ({ controls: { experiment, moonsView } }) => ({ title: rows.experiment.options[experiment], ...boards[moonsView] }),
  caption,
  iteration: ({ controls, playhead, decision }) =>
    controls.moonsView === 'network' ? Math.min(playhead, decision?.iteration ?? 0) : controls.iterations,
};

function caption({ controls: chosen, playhead, decision }: DrawnState): string[] {
  const { moonsView, steps, optimiser, learningRate, batchSize, iterations, noise } = chosen;
  const width = moonsView === 'network' ? chosen.width : 'h';
  return [
    `2-${width}-${width}-${width}-2, biases, leaky relu, cross-entropy`,
    `T = ${steps}${moonsView === 'rates' ? '' : `, dt = ${editableText(chosen.dt)}`}`,
    `${rows.optimiser.options[optimiser]}, learning rate ${editableText(learningRate)}`,
    `${iterations} weight steps on batches of ${batchSize}`,
    `noise ${editableText(noise)}`,
    seedsText(chosen),
    ...(decision && moonsView === 'network' ? [`iteration ${Math.min(playhead, decision.iteration)}`] : []),
  ];
}

const seedsText = ({ moonsView, seed, seeds }: Controls): string =>
  moonsView === 'network' || seeds === 1 ? `seed ${seed}` : `mean ± sd over seeds ${seed} to ${seed + seeds - 1}`;
