/** The view that an experiment opens with. */
import type { Controls } from '../../model/controls.ts';
import { defaultCamera } from '../figures/sceneFit.ts';
import { presetControls, presets } from './presets.ts';
import type { View } from './view.ts';

/** An experiment as it is before anybody touches a control. */
export function presetView(experiment: Controls['experiment'], convention: Controls['convention']): View {
  return {
    controls: presetControls(experiment, convention),
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
