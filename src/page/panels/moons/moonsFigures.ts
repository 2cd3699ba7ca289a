/** The figures of two moons as they are drawn now. */
import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { activitiesFigure, activityRange } from '../../figures/activitiesFigure.ts';
import type { Figure, Theme } from '../../figures/figure.ts';
import { activityRatesFigure } from '../../figures/moons/activityRatesFigure.ts';
import { decisionCurvesFigure } from '../../figures/moons/decisionCurvesFigure.ts';
import { decisionFigure } from '../../figures/moons/decisionFigure.ts';
import { rateMapFigure } from '../../figures/moons/rateMapFigure.ts';
import { varianceRatioFigure } from '../../figures/moons/varianceRatioFigure.ts';
import { publishedBest, publishedRatios } from '../../presets/publishedMoons.ts';
import type { PageState } from '../../store/pageState.ts';
import { activityRatesOf, activityRatesRequest } from '../../store/requests/moonsRequests.ts';
import { useStore } from '../../store/store.ts';
import { useTheme } from '../theme.ts';

type Shown = Pick<PageState, 'activityRates' | 'decision' | 'playhead' | 'parameters'>;
type FigureOf = (shown: Shown, theme: Theme) => Figure | null;

/** Of the sweep that the controls describe. */
export const sweptWidths = ({ parameters }: Pick<Shown, 'parameters'>): number[] => sweepOf(parameters).widths;

const sweepOf = (parameters: Shown['parameters']) => activityRatesRequest({ parameters });

export const activityRatesFigureOf: FigureOf = ({ activityRates, parameters }, theme) => {
  const { widths, rates } = sweepOf(parameters);
  return activityRates && activityRatesFigure({ runs: activityRates.runs, widths, rates, theme });
};

export const rateMapOf: FigureOf = ({ activityRates, parameters }, theme) => {
  const { widths, rates } = sweepOf(parameters);
  const common = { widths, rates, published: publishedBest, ramp: parameters.ramp, theme };
  return activityRates && rateMapFigure({ runs: activityRates.runs, ...common });
};

/** The activity step divided by the batch size, as published. */
export const dividedRatiosOf: FigureOf = (shown, theme) => ratiosOf(shown, 0, theme);

/** The activity step as it is. */
export const wholeRatiosOf: FigureOf = (shown, theme) => ratiosOf(shown, 1, theme);

function ratiosOf({ activityRates, parameters }: Shown, variant: 0 | 1, theme: Theme): Figure | null {
  const { dt, batchSize, iterations } = parameters;
  const rates = activityRatesOf(dt, batchSize);
  const published = variant === 0 ? publishedRatios : [];
  const common = { widths: sweptWidths({ parameters }), rate: rates[variant] ?? rates[0], published, iterations, theme };
  return activityRates && varianceRatioFigure({ runs: activityRates.runs, ...common });
}

export const bpDecisionOf: FigureOf = (shown, theme) => decisionOf(shown, 'bp', theme);
export const pcDecisionOf: FigureOf = (shown, theme) => decisionOf(shown, 'pc', theme);

function decisionOf({ decision, playhead }: Shown, learner: 'bp' | 'pc', theme: Theme): Figure | null {
  if (!decision) return null;
  const { across, up, points, point } = decision;
  const probability = decision[learner].probability[shownStep(decision, playhead)] ?? [];
  return decisionFigure({ across, up, points, point, learner, probability, theme });
}

export const decisionCurvesOf: FigureOf = ({ decision, playhead, parameters: { iterations } }, theme) =>
  decision && decisionCurvesFigure({ bp: decision.bp, pc: decision.pc, playhead, iterations, theme });

export const bpUnitsOf: FigureOf = (shown, theme) => unitsOf(shown, 'bp', theme);
export const pcUnitsOf: FigureOf = (shown, theme) => unitsOf(shown, 'pc', theme);

function unitsOf({ decision, playhead }: Shown, learner: 'bp' | 'pc', theme: Theme): Figure | null {
  if (!decision) return null;
  const { activities, predictions } = decision[learner];
  const step = Math.min(shownStep(decision, playhead), activities.length - 1);
  const range = activityRange(...activities, ...predictions);
  const { widths } = decision;
  return activitiesFigure({ widths, activities: activities[step], predictions: predictions[step], range, learner, theme });
}

/** The playhead's, or the newest where it is not computed yet. */
const shownStep = ({ iteration }: NonNullable<Shown['decision']>, playhead: number): number => Math.min(playhead, iteration);

export function useMoonsFigure(figureOf: FigureOf): Figure | null {
  const shown = useStore(
    useShallow(({ activityRates, decision, playhead, parameters }) => ({ activityRates, decision, playhead, parameters })),
  );
  const theme = useTheme();
  return useMemo(() => figureOf(shown, theme), [figureOf, shown, theme]);
}
