/** The figures of two moons, in the order of the boards, and all that the laboratory offers to export. */
import { type Controls, controls as rows } from '../../../model/controls.ts';
import type { BoardRows, Exportable } from '../../export/exportable.ts';
import { activitiesFigure, activityRange } from '../../figures/activitiesFigure.ts';
import { figureRow } from '../../figures/figureRow.ts';
import type { DrawnState } from '../../panels/drawnState.ts';
import { editableText } from '../../panels/numberText.ts';
import { activityRatesFigure } from './figures/activityRatesFigure.ts';
import { decisionCurvesFigure } from './figures/decisionCurvesFigure.ts';
import { decisionFigure } from './figures/decisionFigure.ts';
import { rateMapFigure } from './figures/rateMapFigure.ts';
import { varianceRatioFigure } from './figures/varianceRatioFigure.ts';
import { publishedBest, publishedRatios } from './presets/publishedMoons.ts';
import { activityRatesOf, activityRatesRequest } from './requests/moonsRequests.ts';

type Sweep = Pick<DrawnState, 'activityRates' | 'controls'>;
type Network = Pick<DrawnState, 'decision' | 'playhead' | 'controls'>;

const offeredIn =
  (view: Controls['moonsView']) =>
  ({ controls }: Pick<DrawnState, 'controls'>): boolean =>
    controls.moonsView === view;

/** Widths and rates of the sweep that the controls describe, and its runs; null before the first. */
function sweptRuns({ activityRates, controls }: Sweep) {
  const { widths, rates } = activityRatesRequest({ controls });
  return { runs: activityRates?.runs ?? null, widths, rates };
}

/** The figures of two moons, in the order of the boards: what each shows of the sweep, or of one network as it learns. */
export const sweptWidths = (controls: Controls): number[] => activityRatesRequest({ controls }).widths;

export const activityRatesRow = figureRow({
  name: 'activityRates',
  title: 'Accuracy by activity rate',
  heightPerWidth: 0.6,
  slice: sweptRuns,
  of: ({ runs, widths, rates }, theme) => runs && activityRatesFigure({ runs, widths, rates, theme }),
  offered: offeredIn('rates'),
});

export const rateMapRow = figureRow({
  name: 'rateMap',
  title: 'Accuracy by width and rate',
  heightPerWidth: 0.6,
  slice: (state: Sweep) => ({ ...sweptRuns(state), ramp: state.controls.ramp }),
  of: ({ runs, widths, rates, ramp }, theme) =>
    runs && rateMapFigure({ runs, widths, rates, published: publishedBest, ramp, theme }),
  offered: offeredIn('rates'),
});

/** One of the two published variants of the activity step: 0 divided by the batch size, 1 as it is. */
const ratiosRow = (variant: 0 | 1, name: string, title: string) =>
  figureRow({
    name,
    title,
    heightPerWidth: 0.6,
    slice({ activityRates, controls }: Sweep) {
      const { dt, batchSize, iterations } = controls;
      const rates = activityRatesOf(dt, batchSize);
      return { runs: activityRates?.runs ?? null, widths: sweptWidths(controls), rate: rates[variant] ?? rates[0], iterations };
    },
    of: ({ runs, ...shown }, theme) =>
      runs && varianceRatioFigure({ runs, ...shown, published: variant === 0 ? publishedRatios : [], theme }),
    offered: offeredIn('variances'),
  });

export const dividedRatiosRow = ratiosRow(0, 'dividedRatios', 'Variance ratios, step divided');
export const wholeRatiosRow = ratiosRow(1, 'wholeRatios', 'Variance ratios, step as it is');

/** The step shown: the playhead's, or the newest where the playhead's is not computed yet. */
const shownDecision = ({ decision, playhead }: Network) => ({
  decision,
  step: decision ? Math.min(playhead, decision.iteration) : 0,
});

const decisionRow = (learner: 'bp' | 'pc', name: string, title: string) =>
  figureRow({
    name,
    title,
    heightPerWidth: 0.75,
    slice: shownDecision,
    of({ decision, step }, theme) {
      if (!decision) return null;
      const { across, up, points, point } = decision;
      return decisionFigure({
        across,
        up,
        points,
        point,
        learner,
        probability: decision[learner].probability[step] ?? [],
        theme,
      });
    },
    offered: offeredIn('network'),
  });

export const decisionRows = {
  bp: decisionRow('bp', 'bpDecision', 'BP’s decision'),
  pc: decisionRow('pc', 'pcDecision', 'PC’s decision'),
} as const;

export const decisionCurvesRow = figureRow({
  name: 'decisionCurves',
  title: 'Learning of two moons',
  heightPerWidth: 0.5,
  slice: ({ decision, playhead, controls: { iterations } }: Network) => ({ decision, playhead, iterations }),
  of: ({ decision, playhead, iterations }, theme) =>
    decision && decisionCurvesFigure({ bp: decision.bp, pc: decision.pc, playhead, iterations, theme }),
  offered: offeredIn('network'),
});

const unitsRow = (learner: 'bp' | 'pc', name: string, title: string) =>
  figureRow({
    name,
    title,
    heightPerWidth: 0.5,
    slice: shownDecision,
    of({ decision, step }, theme) {
      if (!decision) return null;
      const { activities, predictions } = decision[learner];
      const at = Math.min(step, activities.length - 1);
      const range = activityRange(...activities, ...predictions);
      const { widths } = decision;
      return activitiesFigure({ widths, activities: activities[at], predictions: predictions[at], range, learner, theme });
    },
    offered: offeredIn('network'),
  });

export const unitsRows = {
  bp: unitsRow('bp', 'bpUnits', 'BP’s activities'),
  pc: unitsRow('pc', 'pcUnits', 'PC’s activities'),
} as const;

const boards: Readonly<Record<Controls['moonsView'], Omit<BoardRows<DrawnState>, 'title'>>> = {
  rates: { above: [activityRatesRow, rateMapRow], below: [] },
  variances: { above: [dividedRatiosRow, wholeRatiosRow], below: [] },
  network: { above: [decisionRows.bp, decisionRows.pc], below: [decisionCurvesRow] },
};

/** Two moons' part of an export: the figures of the open board, and the words that describe the state. */
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
