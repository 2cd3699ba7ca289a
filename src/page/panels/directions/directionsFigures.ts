/** The second-order view as it is drawn now. */
import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { DirectionsFrame } from '../../../model/frames.ts';
import type { Parameters } from '../../../model/parameters.ts';
import { inferenceDirectionsFigure, trainingDirectionsFigure } from '../../figures/directionsFigure.ts';
import type { Figure, Theme } from '../../figures/figure.ts';
import type { InferenceTime } from '../../store/pageState.ts';
import { useStore } from '../../store/store.ts';
import { useTheme } from '../theme.ts';

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
  parameters: Pick<Parameters, 'directionsOf' | 'iterations'>;
}

export function trainingDirectionsOf({ directions, playhead, parameters }: AlongTraining, theme: Theme): Figure | null {
  if (!directions?.training) return null;
  const { directionsOf: shown, iterations } = parameters;
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
  const parameters = useStore(useShallow(({ parameters: { directionsOf, iterations } }) => ({ directionsOf, iterations })));
  const theme = useTheme();
  return useMemo(
    () => trainingDirectionsOf({ directions, playhead, parameters }, theme),
    [directions, playhead, parameters, theme],
  );
}
