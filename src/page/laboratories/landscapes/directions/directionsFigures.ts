/** The second-order view as it is drawn now. */
import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Controls } from '../../../../model/controls.ts';
import type { DirectionsFrame } from '../../../../model/landscapes/frames.ts';
import type { Figure, Theme } from '../../../figures/figure.ts';
import { useTheme } from '../../../panels/theme.ts';
import { useStore } from '../../../store/store.ts';
import type { InferenceTime } from '../../../view/view.ts';
import { inferenceDirectionsFigure, trainingDirectionsFigure } from '../figures/directionsFigure.ts';

interface AlongInference {
  directions: DirectionsFrame | null;
  time: InferenceTime;
}

export function inferenceDirectionsOf({ directions, time }: AlongInference, theme: Theme): Figure | null {
  if (!directions) return null;
  const { inference, here } = directions;
  return inferenceDirectionsFigure({ inference, here, time: time === 'equilibrium' ? null : time, theme });
}

interface AlongTraining {
  directions: DirectionsFrame | null;
  playhead: number;
  controls: Pick<Controls, 'directionsOf' | 'iterations'>;
}

export function trainingDirectionsOf({ directions, playhead, controls }: AlongTraining, theme: Theme): Figure | null {
  if (!directions?.training) return null;
  const { directionsOf: shown, iterations } = controls;
  return trainingDirectionsFigure({ training: directions.training, shown, playhead, iterations, theme });
}

export function useInferenceDirections(): Figure | null {
  const directions = useStore((state) => state.directions);
  const time = useStore((state) => state.time);
  const theme = useTheme();
  return useMemo(() => inferenceDirectionsOf({ directions, time }, theme), [directions, time, theme]);
}

export function useTrainingDirections(): Figure | null {
  const directions = useStore((state) => state.directions);
  const playhead = useStore((state) => state.playhead);
  const controls = useStore(useShallow(({ controls: { directionsOf, iterations } }) => ({ directionsOf, iterations })));
  const theme = useTheme();
  return useMemo(() => trainingDirectionsOf({ directions, playhead, controls }, theme), [directions, playhead, controls, theme]);
}
