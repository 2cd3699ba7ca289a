/** A view as an address's query: every field under its own name, so that an address means one view whatever the defaults become. */
import { presets } from './presets.ts';
import { codecOf, controlNames, type FlatKey, type View, type ViewField, valueAt, viewFieldNames } from './view.ts';
import { viewFields } from './viewFields.ts';

/** `experiment=figure-2-left&convention=matched&hidden=1&...`, without a question mark. */
export function writeQuery(view: View): string {
  return [writeUndoable(view), writeReplaced(view)].join('&');
}

const isUndoable = (field: ViewField): boolean => viewFields[field].undoable;
const ownUndoable = viewFieldNames.filter(isUndoable);

/** Fields of which each change is a step of the browser's history. */
export const undoableFields: readonly (keyof View)[] = ['controls', ...ownUndoable];

/** Fields of which a change only replaces the address: how the view is looked at. */
export const replacedFields = viewFieldNames.filter((field) => !isUndoable(field));

const keysOf = (fields: readonly ViewField[]): FlatKey[] => fields.map((field) => viewFields[field].key);
const undoableKeys: readonly FlatKey[] = [...controlNames, ...keysOf(ownUndoable)];
const replacedKeys = keysOf(replacedFields);

/** The query's part that undo brings back. */
export const writeUndoable = (view: View): string => written(view, undoableKeys);

/** The query's part that undo leaves alone. */
export const writeReplaced = (view: View): string => written(view, replacedKeys);

function written(view: View, keys: readonly FlatKey[]): string {
  const preset = presets[view.controls.experiment];
  return keys
    .map((key) => ({ key, text: codecOf(key).write(valueAt(view, key), preset) }))
    .filter(({ text }) => text !== null)
    .map(({ key, text }) => `${key}=${text}`)
    .join('&');
}
