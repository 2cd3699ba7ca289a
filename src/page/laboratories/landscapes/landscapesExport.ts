/** The landscapes' part of an export: the board's figures, then the tabs' figures, and the words that describe the state. */
import { controls as rows } from '../../../model/controls.ts';
import type { Exportable } from '../../export/exportable.ts';
import type { FigureRow } from '../../figures/figureRow.ts';
import type { DrawnState } from '../../panels/drawnState.ts';
import { editableText } from '../../panels/numberText.ts';
import { learningRates } from '../../view/changes.ts';
import { energySubtitle } from './board/captions.ts';
import { energyRow, lossRow } from './board/landscapeRows.ts';
import { layerEnergyRow } from './rightColumn/inference/inferenceFigures.ts';
import { trainingRow } from './timeline/trainingRow.ts';

export const landscapesExport = (ofTabs: FigureRow<DrawnState>[]): Exportable<DrawnState> => ({
  figures: [lossRow, energyRow, trainingRow, ...ofTabs],
  board,
  caption,
  iteration,
});

const iteration = ({ playhead }: DrawnState): number => playhead;

const board: Exportable<DrawnState>['board'] = ({ controls: { experiment }, time, inference }) => ({
  title: `${rows.experiment.options[experiment]}: what BP descends, and ${energySubtitle(time)}`,
  above: [lossRow, energyRow],
  below: inference ? [trainingRow, layerEnergyRow] : [trainingRow],
});

function caption(state: DrawnState): string[] {
  const { time, controls: chosen } = state;
  return [
    `${rows.hidden.label.toLowerCase()} ${chosen.hidden}`,
    `width ${chosen.width}`,
    rows.activation.options[chosen.activation],
    `σ = ${editableText(chosen.scale)}`,
    rows.optimiser.options[chosen.optimiser],
    `${ratesText(state)}${chosen.pcRate === 1 ? '' : `, PC’s ${editableText(chosen.pcRate)} times that`}`,
    `T = ${chosen.steps}, dt = ${editableText(chosen.dt)}, shown at t = ${time === 'equilibrium' ? '∞' : time}`,
    rows.convention.options[chosen.convention],
    `seed ${chosen.seed}`,
    `iteration ${iteration(state)}`,
  ];
}

/** Every rate that steps were taken at. A rate that was set after the run's last step has drawn nothing, and is left out. */
function ratesText(state: DrawnState): string {
  const taken = state.training?.iteration ?? Number.POSITIVE_INFINITY;
  const [first, ...later] = learningRates(state).filter(({ from }) => from === 0 || from < taken);
  const changes = later.map(({ from, rate }) => `from iteration ${from}: ${editableText(rate)}`);
  return [`learning rate ${editableText(first.rate)}`, ...changes].join(', ');
}
