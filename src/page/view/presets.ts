/** The experiments that the page reproduces, one line a laboratory: how each sets the controls, and what it claims. */
import { type Controls, defaultControls } from '../../model/controls.ts';
import type { Frames } from '../../model/experiments.ts';
import type { Claim, Measurement, Preset } from '../../model/preset.ts';
import { comparisonPresets } from '../laboratories/comparison/presets/comparisonPresets.ts';
import { landscapesPresets } from '../laboratories/landscapes/presets/landscapesPresets.ts';
import { claimsAbout } from '../laboratories/landscapes/presets/networkClaims.ts';
import { moonsPresets } from '../laboratories/moons/presets/moonsPresets.ts';
import { unsupervisedPresets } from '../laboratories/unsupervised/presets/unsupervisedPresets.ts';

type Experiment = Controls['experiment'];

export const presets: Readonly<Record<Experiment, Preset>> = {
  ...landscapesPresets,
  ...comparisonPresets,
  ...moonsPresets,
  ...unsupervisedPresets,
};

/** The controls of an experiment under a convention, before anybody touches one. */
export function presetControls(experiment: Experiment, convention: Controls['convention']): Controls {
  const preset = presets[experiment];
  return {
    ...defaultControls,
    ...preset.controls,
    ...(convention === 'published' ? preset.published : {}),
    experiment,
    convention,
  };
}

/** The controls that a preset sets differently under the two conventions, at their values under the given one. */
export function conventionControls(experiment: Experiment, convention: Controls['convention']): Partial<Controls> {
  const all = presetControls(experiment, convention);
  const fields = Object.keys(presets[experiment].published) as (keyof Controls)[];
  return Object.fromEntries(fields.map((field) => [field, all[field]]));
}

/** What the engine measures of the network on screen where its preset's claim no longer holds: claims about any landscapes; in the preset's own laboratory, if that is another, the claim's number alone. */
export function networkMeasurements(controls: Controls, frames: Frames): (Claim | Measurement)[] {
  if (controls.laboratory === 'landscapes') return claimsAbout(controls, frames);
  const { laboratory = defaultControls.laboratory } = presets[controls.experiment].controls;
  const { of, measure } = presets[controls.experiment].claim;
  return controls.laboratory === laboratory ? [{ of, measure }] : [];
}
