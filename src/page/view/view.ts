/** The view: everything that is on screen and that a link brings back, as a value. */
import type { InferOutput } from 'valibot';
import { type Controls, controls, type Field } from '../../model/controls.ts';
import { type Codec, controlCodec } from './codec.ts';
import { viewFields } from './viewFields.ts';

type ViewFields = typeof viewFields;
export type ViewField = keyof ViewFields;
type ViewValues = { [F in ViewField]: InferOutput<ViewFields[F]['schema']> };

/** Everything that defines what is on screen. The address holds exactly this. */
export interface View extends ViewValues {
  controls: Controls;
}

/** Inference time shown: a step, or the equilibrium that inference tends to. */
export type InferenceTime = View['time'];

/** A view as one flat object, under the names that the address and scripts use. */
export type FlatView = Controls & { [F in ViewField as ViewFields[F]['key']]: View[F] };
export type FlatKey = keyof FlatView;

export const controlNames = Object.keys(controls) as Field[];
export const viewFieldNames = Object.keys(viewFields) as ViewField[];

/** The view's field behind each key of the flat view that is no control's. */
const fieldOfKey = new Map<string, ViewField>(viewFieldNames.map((field) => [viewFields[field].key, field]));

const codecs = new Map<string, unknown>([
  ...controlNames.map((name) => [name, controlCodec(controls[name])] as const),
  ...viewFieldNames.map((field) => [viewFields[field].key, viewFields[field]] as const),
]);

export const flatKeys: readonly FlatKey[] = [...(codecs.keys() as Iterable<FlatKey>)];

export const isFlatKey = (key: string): key is FlatKey => codecs.has(key);

/** How the address spells a key's values, and which values are right. */
export const codecOf = <Key extends FlatKey>(key: Key) => codecs.get(key) as Codec<FlatView[Key]>;

const isControl = (key: FlatKey): key is Field => Object.hasOwn(controls, key);

/** The view's part of a state that holds more, as the page's does. */
export function viewOf(state: View): View {
  const values = viewFieldNames.map((field) => [field, state[field]]);
  return { controls: state.controls, ...(Object.fromEntries(values) as ViewValues) };
}

export function flatView(view: View): FlatView {
  return Object.fromEntries(flatKeys.map((key) => [key, valueAt(view, key)])) as FlatView;
}

export function valueAt<Key extends FlatKey>(view: View, key: Key): FlatView[Key] {
  return (isControl(key) ? view.controls[key] : view[fieldOfKey.get(key)!]) as FlatView[Key];
}

/** The view with one value put in another's place, and nothing else changed; the view itself where the value is there already. */
export function withValue<Key extends FlatKey>(view: View, key: Key, value: FlatView[Key]): View {
  if (valueAt(view, key) === value) return view;
  if (isControl(key)) return { ...view, controls: { ...view.controls, [key]: value } };
  return { ...view, [fieldOfKey.get(key)!]: value };
}
