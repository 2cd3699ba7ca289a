/** The training curves as they are drawn now. */
import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Parameters } from '../../../model/parameters.ts';
import type { TrainingFrame } from '../../../model/requests.ts';
import type { Figure, Theme } from '../../figures/figure.ts';
import { trainingFigure, withPlayhead } from '../../figures/trainingFigure.ts';
import { useStore } from '../../store/store.ts';
import { useTheme } from '../theme.ts';

interface Shown {
  training: TrainingFrame | null;
  playhead: number;
  parameters: Pick<Parameters, 'metric' | 'curveScale' | 'iterations'>;
}

export function trainingFigureOf({ training, playhead, parameters }: Shown, theme: Theme): Figure | null {
  if (!training) return null;
  const { metric, curveScale, iterations } = parameters;
  const { bp, pc } = training;
  return trainingFigure({ bp, pc, metric, logarithmic: curveScale === 'log', playhead, iterations, theory: null, theme });
}

export function useTrainingFigure(): Figure | null {
  const training = useStore((state) => state.training);
  const playhead = useStore((state) => state.playhead);
  const parameters = useStore(
    useShallow(({ parameters: { metric, curveScale, iterations } }) => ({ metric, curveScale, iterations })),
  );
  const theme = useTheme();
  const curves = useMemo(() => trainingFigureOf({ training, playhead: 0, parameters }, theme), [training, parameters, theme]);
  return useMemo(() => curves && withPlayhead(curves, playhead), [curves, playhead]);
}
