/** The consequences of a field's change for the whole view: an experiment brings its controls, a learning rate holds from the playhead on. */
import type { Controls, Field } from '../../model/controls.ts';
import type { LearningRateChange } from '../../model/problem/problem.ts';
import { followedPlace } from '../../model/problem/weightPlace.ts';
import { consistent } from './consistency.ts';
import { presetView } from './defaultView.ts';
import { isChain, networkOf } from './networkOf.ts';
import { conventionControls, presets } from './presets.ts';
import { controlNames, type FlatKey, type FlatView, flatKeys, type View, withValue } from './view.ts';

/**
 * The view after one field was set.
 * `from` is the iteration from which a new learning rate holds: the playhead, where it was when the slider was taken.
 */
export function withField<F extends Field>(view: View, field: F, value: Controls[F], from: number = view.playhead): View {
  return consistent(withControl(view, field, value, from));
}

/**
 * The view after several fields were set together, each with the consequences that its control has; fields may still contradict each other.
 * In the order of the controls' table: an experiment comes first, and what it sets may then be changed.
 */
export function withFields(view: View, given: Partial<FlatView>): View {
  const controlled = controlNames
    .filter((field) => field in given)
    .reduce((changed, field) => withControl(changed, field, given[field]!, changed.playhead), view);
  return otherKeys
    .filter((key) => given[key] !== undefined)
    .reduce((changed, key) => withValue(changed, key, given[key]!), controlled);
}

const otherKeys: readonly FlatKey[] = flatKeys.slice(controlNames.length);

/** The view after one control was set, with its consequences, before other fields give way. */
function withControl<F extends Field>(view: View, field: F, value: Controls[F], from: number): View {
  if (view.controls[field] === value && !isChoiceOfFitted(view, field)) return view;
  const after = withControls(view, { [field]: value });
  const changed = consequences[field]?.(view, after, from) ?? after;
  return field === 'experiment' ? changed : withAxesFollowing(view, changed);
}

/** The axes of the plane keep their roles in another network: the last layer stays the last layer. */
function withAxesFollowing(before: View, after: View): View {
  const [from, to] = [networkOf(before.controls), networkOf(after.controls)];
  return axisFields.reduce<View>((view, axis) => withValue(view, axis, followedPlace(before[axis], from, to)), after);
}

const axisFields = ['axisA', 'axisB'] as const;
export type AxisField = (typeof axisFields)[number];

/** The view with another weight along an axis; where the other axis shows that weight already, the axes exchange their weights. */
export function withAxis(view: View, axis: AxisField, place: string): View {
  const other = axis === 'axisA' ? 'axisB' : 'axisA';
  const moved = view[other] === place ? withValue(view, other, view[axis]) : view;
  return withValue(moved, axis, place);
}

/** Whether the field says what was fitted before: its value counts as chosen then, even where it is the value that the field had. */
const isChoiceOfFitted = ({ controls }: View, field: Field): boolean => field === 'domain' && controls.fit === 'paths';

/** Makes the view after a control was set, from the view before and the view with that control's value alone. */
type Consequence = (before: View, after: View, from: number) => View;

const ofNetworkSize: Consequence = (_before, after) => withControls(after, publishedIterations(after.controls));

/** The controls whose change brings other fields along. */
const consequences: { readonly [F in Field]?: Consequence } = {
  experiment: (before, { controls }) => withExperiment(before, controls.experiment),
  convention: (_before, after) =>
    withControls(after, {
      ...conventionControls(after.controls.experiment, after.controls.convention),
      ...publishedIterations(after.controls),
    }),
  learningRate: (before, after, from) => ({
    ...after,
    rateChanges: rateChangesWith(before, after.controls.learningRate, from),
  }),
  domain: (_before, after) => withControls(after, { fit: 'chosen' }),
  hidden: ofNetworkSize,
  width: ofNetworkSize,
  data: ofNetworkSize,
  dimension: ofNetworkSize,
};

const withControls = (view: View, changes: Partial<Controls>): View => ({
  ...view,
  controls: { ...view.controls, ...changes },
});

/** Another experiment resets the view to its own, but for how the reader looks at experiments, unless the experiment chooses. */
function withExperiment(before: View, experiment: Controls['experiment']): View {
  const { convention, backend, ramp, view } = before.controls;
  const opened = presetView(experiment, convention, before);
  return withControls(opened, { backend, ramp, view: presets[experiment].controls.view ?? view });
}

/** The published chains run for a length that depends on depth. */
function publishedIterations(controls: Controls): Partial<Controls> {
  if (controls.convention !== 'published' || !isChain(controls) || controls.hidden > 2) return {};
  return { iterations: controls.hidden === 1 ? 15 : 100 };
}

/** The view around these weights: the learners start there, and the plane shows the steepest ways up and down from there. */
export function centredOn(view: View, point: number[]): View {
  return {
    ...withControls(view, { saddle: 'point', centre: 'saddle', plane: 'hessian', curvature: 'energy' }),
    point,
    start: null,
  };
}

/** The run's learning rates, from iteration 0 on. */
export function learningRates(view: View): LearningRateChange[] {
  return view.rateChanges.length > 0 ? view.rateChanges : [{ from: 0, rate: view.controls.learningRate }];
}

function rateChangesWith(before: View, rate: number, from: number): LearningRateChange[] {
  const kept = learningRates(before).filter((change) => change.from < from);
  if (kept.length === 0) return [];
  return kept.at(-1)!.rate === rate ? (kept.length > 1 ? kept : []) : [...kept, { from, rate }];
}
