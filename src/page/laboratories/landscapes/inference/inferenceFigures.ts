/** Inference as it is drawn now: the energy of each layer over time, and one sample's activities at the time shown. */
import { useMemo } from 'react';
import type { InferenceFrame } from '../../../../model/landscapes/frames.ts';
import { activitiesFigure, activityRange } from '../../../figures/activitiesFigure.ts';
import type { Figure, Theme } from '../../../figures/figure.ts';
import { useTheme } from '../../../panels/theme.ts';
import { useStore } from '../../../store/store.ts';
import { widthsOf } from '../../../view/networkOf.ts';
import type { InferenceTime } from '../../../view/view.ts';
import { layerEnergyFigure } from '../figures/layerEnergyFigure.ts';

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

/** Activities and predictions at the time shown; where inference stopped earlier, those it stopped at. */
function shownUnits(inference: InferenceFrame, time: InferenceTime): { activities: Float64Array; predictions: Float64Array } {
  const { activities, predictions, equilibriumActivities, equilibriumPredictions } = inference;
  if (time === 'equilibrium') return { activities: equilibriumActivities, predictions: equilibriumPredictions };
  const step = Math.min(time, activities.length - 1);
  return { activities: activities[step], predictions: predictions[step] };
}

export function activitiesFigureOf({ inference, time }: Shown, widths: number[], theme: Theme): Figure | null {
  if (!inference || inference.activities[0]?.length !== widths.reduce((sum, width) => sum + width, 0)) return null;
  return activitiesFigure({
    widths,
    ...shownUnits(inference, time),
    range: activityRange(...inference.activities, ...inference.predictions, inference.equilibriumActivities),
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
  const controls = useStore((state) => state.controls);
  const theme = useTheme();
  return useMemo(() => activitiesFigureOf({ inference, time }, widthsOf(controls), theme), [inference, time, controls, theme]);
}
