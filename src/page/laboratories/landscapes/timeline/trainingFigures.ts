/** The training curves as they are drawn now. */
import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Controls } from '../../../../model/controls.ts';
import type { TrainingFrame } from '../../../../model/landscapes/trainingFrames.ts';
import { withPlayhead } from '../../../figures/curveAxes.ts';
import type { Figure, Theme } from '../../../figures/figure.ts';
import { seedStatistics } from '../../../figures/seedStatistics.ts';
import { useTheme } from '../../../panels/theme.ts';
import { useShownRuns } from '../../../store/runs/keptRuns.ts';
import { useStore } from '../../../store/store.ts';
import type { DrawnKept } from '../figures/keptTraces.ts';
import { isByLayer, layerNormFigure } from '../figures/layerNormFigure.ts';
import { plainLoss, trainingFigure } from '../figures/trainingFigure.ts';

interface Shown {
  training: TrainingFrame | null;
  playhead: number;
  controls: Pick<Controls, 'metric' | 'curveScale' | 'iterations' | 'data'>;
}

export function trainingFigureOf({ training, playhead, controls }: Shown, theme: Theme, kept: DrawnKept[]): Figure | null {
  if (!training) return null;
  const { metric, curveScale, iterations, data } = controls;
  const { bp, pc, otherBp, restarts } = training;
  const logarithmic = curveScale === 'log';
  if (isByLayer(metric)) return layerNormFigure({ bp, pc, metric, logarithmic, playhead, iterations, theme });
  const theory = metric === 'energy' ? theoryOf(training) : null;
  const lossUnit = data === 'matrix-completion' ? meanOverEntries : plainLoss;
  return trainingFigure({ bp, pc, otherBp, restarts, lossUnit, metric, logarithmic, playhead, iterations, theory, kept, theme });
}

/** Figure 6's unit: squares of the shown entries over all 100, where the loss has 1/2 of a sum over 10 outputs. */
const meanOverEntries = { title: 'mean squared error', factor: 0.2 } as const;

/** Theorem 1's F* where PC was, mean over the seeds as its energy's curve is; null where there is no closed form. */
export function theoryOf({ pc }: TrainingFrame): Float64Array | null {
  const curves = pc.map(({ theoryEnergy }) => theoryEnergy).filter((curve) => curve !== null);
  return curves.length === pc.length ? seedStatistics(curves).mean : null;
}

export function useTrainingFigure(): Figure | null {
  const training = useStore((state) => state.training);
  const playhead = useStore((state) => state.playhead);
  const controls = useStore(
    useShallow(({ controls: { metric, curveScale, iterations, data } }) => ({ metric, curveScale, iterations, data })),
  );
  const theme = useTheme();
  const kept = useShownRuns();
  const curves = useMemo(
    () => trainingFigureOf({ training, playhead: 0, controls }, theme, kept),
    [training, controls, theme, kept],
  );
  return useMemo(() => curves && withPlayhead(curves, playhead), [curves, playhead]);
}
