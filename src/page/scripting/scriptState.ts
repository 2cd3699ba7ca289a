/** The view as scripts see and change it. */
import * as v from 'valibot';
import { consistent } from '../view/consistency.ts';
import { contradictions } from '../view/contradictions.ts';
import { expectationOf } from '../view/expectation.ts';
import { schemaOf } from '../view/fieldSchemas.ts';
import { assembledView, type FlatKey, type FlatView, flatKeys, flatView } from '../view/flatView.ts';
import type { View } from '../view/view.ts';
import { invalid } from './invalid.ts';

/** A copy: changing it changes nothing on the page. */
export const scriptState = (view: View): FlatView => structuredClone(flatView(view));

/**
 * The view after a script's partial change, with the same consequences as the controls have.
 * Throws `invalid` where a field is unknown, out of range, or contradicts the others.
 */
export function patchedView(view: View, patch: unknown): View {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) {
    throw invalid('state', patch, 'an object with fields of saddlescope.state');
  }
  const given = Object.fromEntries(Object.entries(patch).map(([key, value]) => [key, parsed(key, value, view)]));
  const changed = assembledView(view, given);
  const own = contradictions(changed).find(({ key }) => key in given); // fields that the script did not name give way
  if (own) throw invalid(own.key, given[own.key], own.expected);
  return consistent(changed);
}

function parsed(key: string, value: unknown, view: View): unknown {
  if (!isFlatKey(key)) throw invalid(key, value, `only the fields ${flatKeys.join(', ')}`);
  const result = v.safeParse(schemaOf(key), value);
  if (!result.success) throw invalid(key, value, expectationOf(key, view));
  return result.output;
}

const isFlatKey = (key: string): key is FlatKey => (flatKeys as readonly string[]).includes(key);
