/** The figures of inference: the energy of each layer over time, and one sample's activities at the time shown. */
import type { InferenceFrame } from '../../../../../model/landscapes/frames.ts';
import { activitiesFigure, activityRange } from '../../../../figures/activitiesFigure.ts';
import { figureRow } from '../../../../figures/figureRow.ts';
import type { DrawnState } from '../../../../panels/drawnState.ts';
import { widthsOf } from '../../../../view/networkOf.ts';
import type { InferenceTime } from '../../../../view/view.ts';
import { layerEnergyFigure } from './layerEnergyFigure.ts';

type Shown = Pick<DrawnState, 'inference' | 'time' | 'controls'>;

const isFullyConnected = ({ controls }: Pick<DrawnState, 'controls'>): boolean => controls.convolutions === 0;

export const layerEnergyRow = figureRow({
  name: 'inference',
  title: 'Energy by layer',
  heightPerWidth: 0.5,
  slice: ({ inference, time }: Shown) => ({ inference, time: time === 'equilibrium' ? null : time }),
  of({ inference, time }, theme) {
    if (!inference) return null;
    const { layerEnergies, theoryEnergy } = inference;
    const equilibratedEnergy = theoryEnergy ?? inference.equilibratedEnergy;
    return layerEnergyFigure({ layerEnergies, equilibratedEnergy, equilibriumIsTheory: theoryEnergy !== null, time, theme });
  },
  offered: isFullyConnected,
});

export const activitiesRow = figureRow({
  name: 'activities',
  title: 'Activities',
  heightPerWidth: 0.5,
  slice: ({ inference, time, controls }: Shown) => ({ inference, time, widths: widthsOf(controls) }),
  of({ inference, time, widths }, theme) {
    if (!inference || inference.activities[0]?.length !== widths.reduce((sum, width) => sum + width, 0)) return null;
    const range = activityRange(...inference.activities, ...inference.predictions, inference.equilibriumActivities);
    return activitiesFigure({ widths, ...shownUnits(inference, time), range, theme });
  },
  offered: isFullyConnected,
});

/** Activities and predictions at the time shown; where inference stopped earlier, those it stopped at. */
function shownUnits(inference: InferenceFrame, time: InferenceTime): { activities: Float64Array; predictions: Float64Array } {
  const { activities, predictions, equilibriumActivities, equilibriumPredictions } = inference;
  if (time === 'equilibrium') return { activities: equilibriumActivities, predictions: equilibriumPredictions };
  const step = Math.min(time, activities.length - 1);
  return { activities: activities[step], predictions: predictions[step] };
}

export default [layerEnergyRow, activitiesRow];
