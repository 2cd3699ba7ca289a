/** The view that an experiment opens with. */
import type { Parameters } from '../../model/parameters.ts';
import { defaultCamera } from '../figures/sceneFit.ts';
import { presetParameters, presets } from '../presets/presets.ts';
import type { View } from './pageState.ts';

/** An experiment as it is before anybody touches a control. */
export function presetView(experiment: Parameters['experiment'], convention: Parameters['convention']): View {
  return {
    parameters: presetParameters(experiment, convention),
    time: presets[experiment].time ?? 'equilibrium',
    start: presets[experiment].start ?? null,
    point: null,
    rateChanges: [],
    camera: defaultCamera,
    playhead: 0,
  };
}

/** What the page opens with when its address says nothing. */
export const defaultView: View = presetView('figure-2-left', 'matched');
