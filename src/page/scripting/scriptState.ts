/** The view as scripts read and change it through `saddlescope.state` and `setState`. */
import * as v from 'valibot';
import { withFields } from '../view/changes.ts';
import { reconciled } from '../view/consistency.ts';
import { networkOf } from '../view/networkOf.ts';
import { expectedNumber, fieldOfNumber, type NumberedAxis, placeOfNumber } from '../view/numberedAxes.ts';
import { codecOf, type FlatView, flatKeys, flatView, isFlatKey, type View, viewOf } from '../view/view.ts';
import { invalid } from './invalid.ts';
import { plainValue, Unreadable } from './plainValue.ts';

/** A copy of the view: a script that changes the copy changes nothing on the page. */
export const scriptState = (view: View): FlatView => structuredClone(flatView(view));

/**
 * The view after a script's partial change, with every consequence that a change of a control has.
 * Throws `invalid` where a field is unknown, out of range, or contradicts the others.
 */
export function patchedView(view: View, patch: unknown): View {
  const fields = plainValue(patch);
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields) || fields instanceof Unreadable) {
    throw invalid('state', fields, 'an object with fields of saddlescope.state');
  }
  const { numbers, places } = partedAxes(fields);
  const named = Object.fromEntries(Object.entries(places).map(([key, value]) => [key, parsed(key, value, view)]));
  const given = { ...named, ...numberedPlaces(numbers, withFields(viewOf(view), named)) };
  const { view: changed, contradictions } = reconciled(withFields(viewOf(view), given));
  const own = contradictions.find(({ key }) => key in given); // fields that the script did not name give way
  if (own) throw invalid(own.key, given[own.key], own.expected);
  return changed;
}

/** Old scripts number the weights of the axes, `first` and `second`: those fields, and all others. */
function partedAxes(fields: object): { numbers: [NumberedAxis, unknown][]; places: object } {
  const isNumber = ([key]: [string, unknown]) => Object.hasOwn(fieldOfNumber, key);
  const entries = Object.entries(fields);
  return {
    numbers: entries.filter(isNumber) as [NumberedAxis, unknown][],
    places: Object.fromEntries(entries.filter((entry) => !isNumber(entry))),
  };
}

/** The axes that a script numbers, in the network that its other fields make. */
function numberedPlaces(numbers: [NumberedAxis, unknown][], view: View): Partial<FlatView> {
  const network = networkOf(view.controls);
  const places = numbers.map(([name, number]) => {
    const place = placeOfNumber(network, number);
    if (place === null) throw invalid(name, number, expectedNumber(network));
    return [fieldOfNumber[name], place];
  });
  return Object.fromEntries(places);
}

function parsed(key: string, value: unknown, view: View): unknown {
  if (!isFlatKey(key)) throw invalid(key, value, `only the fields ${flatKeys.join(', ')}`);
  const { schema, expected } = codecOf(key);
  const result = v.safeParse(schema, value);
  if (!result.success) throw invalid(key, value, expected(view.controls));
  return result.output;
}
