/** The comparison's figures as they are drawn now. */
import { useMemo } from 'react';
import type { ComparisonFrame, SurfacesFrame } from '../../../model/comparison/comparisonFrames.ts';
import type { Figure, Theme } from '../../figures/figure.ts';
import { useTheme } from '../../panels/theme.ts';
import type { PageState } from '../../store/state/pageState.ts';
import { useStore } from '../../store/store.ts';
import { comparedBarsFigure } from './figures/comparedBarsFigure.ts';
import { comparedCurvesFigure } from './figures/comparedCurvesFigure.ts';
import { lossSurfacesFigure } from './figures/lossSurfacesFigure.ts';
import { weightHistogramsFigure } from './figures/weightHistogramsFigure.ts';
import { ninetyPercent } from './presets/timeToAccuracy.ts';

type State = Pick<PageState, 'comparison' | 'surfaces' | 'controls'>;

const drawings = {
  curves: ({ comparison, controls: { comparedCurve, curveScale, iterations, weightsAt } }: State, theme: Theme) =>
    comparison &&
    comparedCurvesFigure({
      runs: comparison.runs,
      curve: comparedCurve,
      logarithmic: curveScale === 'log',
      iterations,
      shown: weightsAt,
      theme,
    }),
  histograms: ({ comparison, controls: { weightsAt } }: State, theme: Theme) =>
    comparison && weightHistogramsFigure({ runs: comparison.runs, layers: comparison.layers, at: weightsAt, theme }),
  surfaces: ({ surfaces, controls: { ramp, surfaceColours } }: State, theme: Theme) =>
    surfaces && lossSurfacesFigure({ surfaces: surfaces.surfaces, colours: surfaceColours, ramp, theme }),
  bars: ({ comparison }: State, theme: Theme) => comparison && comparedBarsFigure({ rows: barRows(comparison), theme }),
} satisfies Record<string, (state: State, theme: Theme) => Figure | null>;

export const comparedCurvesOf = drawings.curves;
export const weightHistogramsOf = drawings.histograms;
export const lossSurfacesOf = drawings.surfaces;
export const comparedBarsOf = drawings.bars;

const barRows = ({ runs }: ComparisonFrame) =>
  runs.map(({ model, curves, testedAfter }) => ({ model, time: ninetyPercent(curves.tests, testedAfter) }));

/** Drawn anew only when what it shows has changed. */
export function useComparedFigure(drawing: keyof typeof drawings): Figure | null {
  const comparison = useStore((state) => state.comparison);
  const surfaces: SurfacesFrame | null = useStore((state) => state.surfaces);
  const controls = useStore((state) => state.controls);
  const theme = useTheme();
  const shown = drawing === 'surfaces' ? surfaces : comparison;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a figure of one frame does not change with the other
  return useMemo(() => drawings[drawing]({ comparison, surfaces, controls }, theme), [drawing, shown, controls, theme]);
}
