import { describe, expect, it } from 'vitest';
import { activations, namesOf } from '../../../src/model/problem/enumerations.ts';
import { patchedView, scriptState } from '../../../src/page/scripting/scriptState.ts';
import { defaultView } from '../../../src/page/view/defaultView.ts';

const patched = (patch: unknown) => scriptState(patchedView(defaultView, patch));

describe('state', () => {
  it('is plain JSON with the controls at its top level', () => {
    const state = scriptState(defaultView);
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    expect(state).toMatchObject({ hidden: 1, seed: 0, time: 'equilibrium', start: null, at: 0, rates: [] });
  });
  it('comes back whole through setState', () => {
    const state = patched({
      hidden: 4,
      width: 3,
      dimension: 2,
      time: 7,
      start: { a: 0.1, b: -0.2 },
      at: 9,
      axisA: '3.1.2',
      axisB: '2.2.1',
    });
    expect(patched(state)).toEqual(state);
  });
  it('is a copy', () => {
    scriptState(defaultView).camera.x = 99;
    expect(scriptState(defaultView).camera.x).not.toBe(99);
  });
});

describe('setState', () => {
  it('may swap the axes', () => {
    expect(patched({ axisA: '2.1.1', axisB: '1.1.1' })).toMatchObject({ axisA: '2.1.1', axisB: '1.1.1' });
  });
  it('chooses an experiment, then what was changed in it', () => {
    expect(patched({ experiment: 'figure-7', seeds: 3 })).toMatchObject({ experiment: 'figure-7', hidden: 2, seeds: 3 });
  });
  it('lets fields that were not named give way', () => {
    const view = patchedView(defaultView, { time: 20 });
    expect(scriptState(patchedView(view, { steps: 5 }))).toMatchObject({ steps: 5, time: 5 });
  });

  const refused = (name: string, patch: unknown, message: string) =>
    it(name, () => expect(() => patched(patch)).toThrow(message));
  refused('refuses a value out of range', { width: 1e9 }, 'invalid width: 1000000000 (expected a whole number from 1 to 4096)');
  refused('refuses text for a number', { hidden: 'abc' }, 'invalid hidden: "abc" (expected a whole number from 1 to 64)');
  refused(
    'refuses an unknown choice',
    { activation: 'sine' },
    `invalid activation: "sine" (expected one of ${namesOf(activations).join(', ')})`,
  );
  refused('refuses an unknown field', { colour: 3 }, 'invalid colour: 3 (expected only the fields experiment,');
  refused(
    'refuses a time beyond the last step',
    { steps: 5, time: 6 },
    'invalid time: 6 (expected equilibrium or a whole number from 0 to 5)',
  );
  refused(
    'refuses a weight that does not exist',
    { axisA: '7.1.1' },
    'invalid axisA: "7.1.1" (expected a weight of this network, whose layers are 1 to 2)',
  );
  refused('refuses a volume of a wide net', { view: 'volume' }, 'invalid view: "volume" (expected surface or contour');
  refused(
    'refuses a start without a number',
    { start: { a: NaN, b: 0 } },
    'invalid start: {"a":NaN,"b":0} (expected two finite numbers a,b',
  );
  refused('refuses no object', 5, 'invalid state: 5 (expected an object');
  refused('refuses a BigInt', { hidden: 2n }, 'invalid hidden: 2n (expected a whole number from 1 to 64)');
  refused(
    'refuses a field that cannot be read',
    {
      get hidden() {
        throw new Error('no');
      },
    },
    'invalid hidden: an accessor that throws (no) (expected a whole number from 1 to 64)',
  );
  refused('refuses a field with a symbol for a name', { [Symbol('a')]: 1 }, 'invalid [Symbol(a)]: 1 (expected only the fields');
  refused('quotes no more of a name than a line', { ['a'.repeat(1e6)]: 1 }, `invalid ${'a'.repeat(80)}…: 1 (expected only`);
});
