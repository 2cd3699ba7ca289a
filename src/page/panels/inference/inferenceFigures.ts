/** Inference as it is drawn now: the energy of each layer over time, and one sample's activities at the time shown. */
import { useMemo } from 'react';
import type { InferenceFrame } from '../../../model/requests.ts';
import { activitiesFigure, activityRange } from '../../figures/activitiesFigure.ts';
import type { Figure, Theme } from '../../figures/figure.ts';
import { layerEnergyFigure } from '../../figures/layerEnergyFigure.ts';
import { widthsOf } from '../../store/consistency.ts';
import type { InferenceTime } from '../../store/pageState.ts';
import { useStore } from '../../store/store.ts';
import { useTheme } from '../theme.ts';

interface Shown {
  inference: InferenceFrame | null;
  time: InferenceTime;
}

export function energyFigureOf({ inference, time }: Shown, theme: Theme): Figure | null {
  if (!inference) return null;
  const { layerEnergies, theoryEnergy, equilibratedEnergy } = inference;
  return layerEnergyFigure({
    layerEnergies,
    equilibratedEnergy: theoryEnergy ?? equilibratedEnergy,
    equilibriumIsTheory: theoryEnergy !== null,
    time: time === 'equilibrium' ? null : time,
    theme,
  });
}

/** The recorded step whose activities are shown; for equilibrium the last one, as near to it as inference went. */
export const shownStep = (inference: InferenceFrame, time: InferenceTime): number =>
  Math.min(time === 'equilibrium' ? Number.POSITIVE_INFINITY : time, inference.activities.length - 1);

export function activitiesFigureOf({ inference, time }: Shown, widths: number[], theme: Theme): Figure | null {
  if (!inference || inference.activities[0]?.length !== widths.reduce((sum, width) => sum + width, 0)) return null;
  const step = shownStep(inference, time);
  return activitiesFigure({
    widths,
    activities: inference.activities[step],
    predictions: inference.predictions[step],
    range: activityRange(...inference.activities, ...inference.predictions),
    theme,
  });
}

export function useEnergyFigure(): Figure | null {
  const inference = useStore((state) => state.inference);
  const time = useStore((state) => state.time);
  const theme = useTheme();
  return useMemo(() => energyFigureOf({ inference, time }, theme), [inference, time, theme]);
}

export function useActivitiesFigure(): Figure | null {
  const inference = useStore((state) => state.inference);
  const time = useStore((state) => state.time);
  const parameters = useStore((state) => state.parameters);
  const theme = useTheme();
  return useMemo(
    () => activitiesFigureOf({ inference, time }, widthsOf(parameters), theme),
    [inference, time, parameters, theme],
  );
}
