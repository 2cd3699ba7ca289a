/** Whether a view is still the preset that its experiment's texts speak of: the fields that differ, and the way back. */
import type { ChoiceRow, NumberRow } from '../../model/controlRows.ts';
import { type Controls, controls, type Field } from '../../model/controls.ts';
import { consistent } from './consistency.ts';
import { presetView } from './defaultView.ts';
import { presets } from './presets.ts';
import { codecOf, type FlatKey, flatKeys, type View, valueAt, withValue } from './view.ts';

/** Fields of which every value leaves a preset's texts as true as before: ways of looking at the same numbers. */
const waysOfLooking: readonly FlatKey[] = [
  ...(['time', 'camera', 'at'] as const),
  ...(['guide', 'backend', 'view', 'landscapes', 'heights', 'ramp', 'domain', 'fit', 'resolution', 'held'] as const),
  ...(['panel', 'probe', 'sample', 'spectrumBy', 'directionsOf', 'metric', 'curveScale', 'iterationScale'] as const),
  ...(['surfaceDomain', 'surfaceResolution', 'surfaceColours', 'weightsAt', 'comparedCurve'] as const),
  ...(['moonsPoint', 'pictures', 'digitFrom', 'digitTo', 'latentCurve'] as const),
];

type Condition = (own: Controls) => boolean;

const inComparison: Condition = ({ laboratory }) => laboratory === 'comparison';
const inMoons: Condition = ({ laboratory }) => laboratory === 'moons';
const inUnsupervised: Condition = ({ laboratory }) => laboratory === 'unsupervised';
const inLandscapes: Condition = ({ laboratory }) => laboratory === 'landscapes';
const ofTwoWeights: Condition = ({ plane }) => plane === 'coordinates';
const ownData: Condition = ({ data }) => data === 'own';
const besideTab =
  (tab: Controls['panel']): Condition =>
  ({ panel }) =>
    panel === tab;

/** Fields that only some presets' texts speak of, by the preset's own controls. Texts speak of every field that stands in neither table. */
const spokenOfWhere: Partial<Record<FlatKey, Condition>> = {
  decay: ({ data }) => data === 'teacher',
  noise: ({ data, laboratory }) => data === 'two-moons' || laboratory === 'moons',
  ownInputs: ownData,
  ownOutputs: ownData,
  ownChannels: ownData,
  ownData,
  channels: ({ convolutions }) => convolutions > 0,
  scale: ({ initial }) => initial === 'normal',
  rank: ({ saddle }) => saddle === 'rank',
  plane: inLandscapes,
  centre: inLandscapes,
  curvature: ({ plane }) => plane === 'hessian',
  axisA: ofTwoWeights,
  axisB: ofTwoWeights,
  withBp: inComparison,
  withPc: inComparison,
  withRc2: inComparison,
  withRc3: inComparison,
  withRc23: inComparison,
  withRc23Decay: inComparison,
  updateEvery: inComparison,
  relaxedRate: inComparison,
  moonsView: inMoons,
  widest: inMoons,
  latent: inUnsupervised,
  sparsity: inUnsupervised,
  spectrumAt: besideTab('spectrum'),
  searched: besideTab('saddles'),
  searchStarts: besideTab('saddles'),
  sweepFrom: besideTab('escape'),
  sweepTo: besideTab('escape'),
  sweepScales: besideTab('escape'),
  sweepSeeds: besideTab('escape'),
  sweep: besideTab('escape'),
  sweepSteps: besideTab('escape'),
};

/** A field's value in the view, and in the preset, in words. */
export interface Change {
  key: FlatKey;
  label: string;
  now: string;
  own: string;
}

/** The fields that the experiment's texts speak of and that differ from the preset's, or from its published size where that is closer; none where the texts hold. */
export function presetChanges(view: View): Change[] {
  const sizes = ownViews(view).map((own) => ({ own, keys: changedKeys(view, own) }));
  const { own, keys } = sizes.reduce((closest, other) => (other.keys.length < closest.keys.length ? other : closest));
  return keys.map((key) => ({ key, label: labelOf(key), now: inWords(key, view), own: inWords(key, own) }));
}

/** The experiment as its preset has it, looked at as before. */
export function asPreset(view: View): View {
  const own = presetView(view.controls.experiment, view.controls.convention, view);
  const looks = waysOfLooking.filter(isControl);
  return consistent(looks.reduce((seen, key) => withValue(seen, key, view.controls[key]), own));
}

/** The preset, and the preset at its published size where it opens smaller. */
function ownViews({ controls: { experiment, convention } }: View): View[] {
  const own = presetView(experiment, convention);
  const { fullSize } = presets[experiment];
  return fullSize ? [own, { ...own, controls: { ...own.controls, ...fullSize.controls } }] : [own];
}

const changedKeys = (view: View, own: View): FlatKey[] =>
  flatKeys.filter((key) => isSpokenOf(key, own.controls) && differs(key, view, own));

function isSpokenOf(key: FlatKey, own: Controls): boolean {
  return !waysOfLooking.includes(key) && (spokenOfWhere[key]?.(own) ?? true);
}

/** A longer run only adds to what a shorter one showed. */
function differs(key: FlatKey, view: View, own: View): boolean {
  if (key === 'iterations') return view.controls.iterations < own.controls.iterations;
  return spelled(key, view) !== spelled(key, own);
}

const spelled = (key: FlatKey, view: View): string | null =>
  codecOf(key).write(valueAt(view, key), presets[view.controls.experiment]);

function isControl(key: FlatKey): key is Field {
  return Object.hasOwn(controls, key);
}

function labelOf(key: FlatKey): string {
  if (isControl(key)) return controls[key].label;
  return (
    { start: 'Start', point: 'Given point', rates: 'Learning rates', axisA: 'First axis', axisB: 'Second axis' }[key as string] ??
    key
  );
}

function inWords<Key extends FlatKey>(key: Key, view: View): string {
  const value = valueAt(view, key);
  const row: NumberRow | ChoiceRow | null = isControl(key) ? controls[key] : null;
  return row?.kind === 'choice' ? row.options[value as string] : codecOf(key).inWords(value);
}
