/** The figures of PC as a second-order method: along inference at one point, and along both learners' paths. */
import { figureRow } from '../../../../figures/figureRow.ts';
import type { DrawnState } from '../../../../panels/drawnState.ts';
import { inferenceDirectionsFigure, trainingDirectionsFigure } from './directionsFigure.ts';

const isFullyConnected = ({ controls }: Pick<DrawnState, 'controls'>): boolean => controls.convolutions === 0;

export const inferenceDirectionsRow = figureRow({
  name: 'inferenceDirections',
  title: 'Directions along inference',
  heightPerWidth: 0.5,
  slice: ({ directions, time }: Pick<DrawnState, 'directions' | 'time' | 'controls'>) => ({
    inference: directions?.inference,
    here: directions?.here,
    time: time === 'equilibrium' ? null : time,
  }),
  of: ({ inference, here, time }, theme) =>
    inference && here ? inferenceDirectionsFigure({ inference, here, time, theme }) : null,
  offered: isFullyConnected,
});

export const trainingDirectionsRow = figureRow({
  name: 'trainingDirections',
  title: 'Directions along training',
  heightPerWidth: 0.5,
  slice: ({ directions, playhead, controls }: Pick<DrawnState, 'directions' | 'playhead' | 'controls'>) => ({
    training: directions?.training,
    playhead,
    shown: controls.directionsOf,
    iterations: controls.iterations,
  }),
  of: ({ training, ...shown }, theme) => (training ? trainingDirectionsFigure({ training, ...shown, theme }) : null),
  offered: isFullyConnected,
});

export default [inferenceDirectionsRow, trainingDirectionsRow];
