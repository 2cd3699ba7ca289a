import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { controls } from '../../../src/model/controls.ts';
import { defaultView } from '../../../src/page/view/defaultView.ts';
import { presets } from '../../../src/page/view/presets.ts';
import { codecOf, flatKeys, valueAt } from '../../../src/page/view/view.ts';
import { replacedFields, undoableFields, writeQuery, writeReplaced, writeUndoable } from '../../../src/page/view/writeQuery.ts';
import { anyView } from './anyView.ts';

describe.each(flatKeys)('the field %s', (key) => {
  const { schema, read, write, expected, inWords } = codecOf(key);
  const judged = (value: unknown) => schema['~standard'].validate(value);

  it('reads what it writes', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        const value = valueAt(view, key);
        const text = write(value, presets[view.controls.experiment]);
        if (text === null) return;
        expect(judged(read(text))).toMatchObject({ value });
        expect(new URLSearchParams(`${key}=${text}`).get(key)).toBe(text); // nothing that an address would have to escape
      }),
      { numRuns: 30 },
    );
  });
  it('has words for a value, and for which values are right', () => {
    const words = [inWords(valueAt(defaultView, key)), expected(defaultView.controls)];
    for (const text of words) expect(text).toMatch(/^(?!.*(undefined|NaN|null|object))./);
  });
  it('refuses text that cannot be read', () => {
    expect(judged(read('no value!'))).toHaveProperty('issues');
  });
});

describe('the written address', () => {
  it('names the controls in their table’s order, then the view’s own fields', () => {
    const keys = [...new URLSearchParams(writeQuery(defaultView)).keys()];
    const count = Object.keys(controls).length;
    expect(keys.slice(0, count)).toEqual(Object.keys(controls));
    expect(keys.slice(count)).toEqual(expect.arrayContaining(['time', 'camera', 'at']));
  });
  it('has two parts: what undo brings back, and how the view is looked at', () => {
    expect(undoableFields).toEqual(expect.arrayContaining(['controls', 'time', 'start', 'point', 'rateChanges']));
    expect(replacedFields).toEqual(expect.arrayContaining(['camera', 'playhead']));
    const moved = { ...defaultView, camera: { x: 1, y: 2, z: 3 }, playhead: 4 };
    expect(writeUndoable(moved)).toBe(writeUndoable(defaultView));
    expect(writeReplaced(moved)).toMatch(/camera=1,2,3&at=4$/);
  });
  it('leaves out a start, a point and rates that nobody chose', () => {
    const chosen = { ...defaultView, start: { a: 1, b: -2 }, point: [0.5, 1], rateChanges: [{ from: 0, rate: 0.1 }] };
    expect(writeUndoable(chosen).slice(writeUndoable(defaultView).length)).toBe(
      '&start=1,-2&point=AAAAAAAA4D8AAAAAAADwPw&rates=0:0.1',
    );
  });
  it('says that the seed’s start was chosen where the experiment has another', () => {
    const controlsThere = { ...defaultView.controls, experiment: 'second-order-1' } as const;
    expect(writeUndoable({ ...defaultView, controls: controlsThere })).toMatch(/&start=seed$/);
  });
});
