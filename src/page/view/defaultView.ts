/** The view that an experiment opens with. */
import type { Controls } from '../../model/controls.ts';
import { presetControls, presets } from './presets.ts';
import { type View, type ViewField, viewFieldNames } from './view.ts';
import { viewFields } from './viewFields.ts';

/** An experiment before anybody touches a control; `before`: the view from which it is opened, of which the fields stay that outlive an experiment. */
export function presetView(experiment: Controls['experiment'], convention: Controls['convention'], before?: View): View {
  const preset = presets[experiment];
  const opened = (field: ViewField) => {
    const { ofPreset, outlivesExperiment, initial } = viewFields[field];
    return ofPreset?.(preset) ?? (before && outlivesExperiment ? before[field] : initial);
  };
  const values = Object.fromEntries(viewFieldNames.map((field) => [field, opened(field)]));
  return { ...(values as Omit<View, 'controls'>), controls: presetControls(experiment, convention) };
}

/** The view that the page opens with when its address says nothing. */
export const defaultView: View = presetView('figure-2-left', 'matched');
