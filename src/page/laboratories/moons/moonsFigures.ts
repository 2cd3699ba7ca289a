/** The figures of two moons as they are drawn now. */
import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { activitiesFigure, activityRange } from '../../figures/activitiesFigure.ts';
import type { Figure, Theme } from '../../figures/figure.ts';
import { useTheme } from '../../panels/theme.ts';
import type { PageState } from '../../store/state/pageState.ts';
import { useStore } from '../../store/store.ts';
import { activityRatesFigure } from './figures/activityRatesFigure.ts';
import { decisionCurvesFigure } from './figures/decisionCurvesFigure.ts';
import { decisionFigure } from './figures/decisionFigure.ts';
import { rateMapFigure } from './figures/rateMapFigure.ts';
import { varianceRatioFigure } from './figures/varianceRatioFigure.ts';
import { publishedBest, publishedRatios } from './presets/publishedMoons.ts';
import { activityRatesOf, activityRatesRequest } from './requests/moonsRequests.ts';

type Shown = Pick<PageState, 'activityRates' | 'decision' | 'playhead' | 'controls'>;
type FigureOf = (shown: Shown, theme: Theme) => Figure | null;

/** Of the sweep that the controls describe. */
export const sweptWidths = ({ controls }: Pick<Shown, 'controls'>): number[] => sweepOf(controls).widths;

const sweepOf = (controls: Shown['controls']) => activityRatesRequest({ controls });

export const activityRatesFigureOf: FigureOf = ({ activityRates, controls }, theme) => {
  const { widths, rates } = sweepOf(controls);
  return activityRates && activityRatesFigure({ runs: activityRates.runs, widths, rates, theme });
};

export const rateMapOf: FigureOf = ({ activityRates, controls }, theme) => {
  const { widths, rates } = sweepOf(controls);
  const common = { widths, rates, published: publishedBest, ramp: controls.ramp, theme };
  return activityRates && rateMapFigure({ runs: activityRates.runs, ...common });
};

/** The activity step divided by the batch size, as published. */
export const dividedRatiosOf: FigureOf = (shown, theme) => ratiosOf(shown, 0, theme);

/** The activity step as it is. */
export const wholeRatiosOf: FigureOf = (shown, theme) => ratiosOf(shown, 1, theme);

function ratiosOf({ activityRates, controls }: Shown, variant: 0 | 1, theme: Theme): Figure | null {
  const { dt, batchSize, iterations } = controls;
  const rates = activityRatesOf(dt, batchSize);
  const published = variant === 0 ? publishedRatios : [];
  const common = { widths: sweptWidths({ controls }), rate: rates[variant] ?? rates[0], published, iterations, theme };
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

export const decisionCurvesOf: FigureOf = ({ decision, playhead, controls: { iterations } }, theme) =>
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
    useShallow(({ activityRates, decision, playhead, controls }) => ({ activityRates, decision, playhead, controls })),
  );
  const theme = useTheme();
  return useMemo(() => figureOf(shown, theme), [figureOf, shown, theme]);
}
