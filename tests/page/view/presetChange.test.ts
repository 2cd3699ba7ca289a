import { describe, expect, it } from 'vitest';
import { type Controls, controls, type Field } from '../../../src/model/controls.ts';
import { withField } from '../../../src/page/view/changes.ts';
import { presetView } from '../../../src/page/view/defaultView.ts';
import { asPreset, presetChanges } from '../../../src/page/view/presetChange.ts';
import { presets } from '../../../src/page/view/presets.ts';
import { type View, withValue } from '../../../src/page/view/view.ts';

const experiments = Object.keys(presets) as Controls['experiment'][];
const conventions = ['matched', 'published'] as const;

const changedIn = (view: View) => presetChanges(view).map(({ key }) => key);

/** Every option of a choice, and both ends of a number. */
function valuesOf(field: Field): Controls[Field][] {
  const row = controls[field];
  return (row.kind === 'choice' ? Object.keys(row.options) : [row.min, row.max]) as Controls[Field][];
}

describe('the texts of every preset', () => {
  it.each(experiments)('%s hold for the preset, at its published size too', (experiment) => {
    for (const convention of conventions) {
      const view = presetView(experiment, convention);
      expect(changedIn(view)).toEqual([]);
      const { fullSize } = presets[experiment];
      if (fullSize) expect(changedIn({ ...view, controls: { ...view.controls, ...fullSize.controls } })).toEqual([]);
    }
  });
  it.each(experiments)('%s hold however the numbers are looked at', (experiment) => {
    const view = presetView(experiment, 'matched');
    const looks = [
      'panel',
      'heights',
      'ramp',
      'resolution',
      'domain',
      'metric',
      'curveScale',
      'iterationScale',
      'probe',
      'backend',
    ] as const;
    for (const field of looks)
      for (const value of valuesOf(field)) expect(changedIn(withValue(view, field, value as never))).toEqual([]);
    expect(changedIn({ ...view, time: 0, playhead: 1, camera: { x: 1, y: 1, z: 1 } })).toEqual([]);
  });
  it.each(experiments)('%s do not hold for another seed or another depth', (experiment) => {
    const view = presetView(experiment, 'matched');
    expect(changedIn(withField(view, 'seed', 77))).toContain('seed');
    expect(changedIn(withField(view, 'hidden', view.controls.hidden + 1))).toContain('hidden');
  });
});

describe('what a preset’s texts speak of', () => {
  const left = presetView('figure-2-left', 'matched');
  it('is told with both values', () =>
    expect(presetChanges(withField(left, 'hidden', 3))[0]).toEqual({
      key: 'hidden',
      label: 'Hidden layers',
      now: '3',
      own: '1',
    }));
  it('tells a choice by its option’s name', () =>
    expect(presetChanges(withField(left, 'plane', 'random'))[0]).toMatchObject({ now: 'random', own: 'automatic' }));
  it('includes the start and learning rates that changed on the way', () => {
    expect(changedIn({ ...left, start: { a: 1, b: 1 } })).toEqual(['start']);
    expect(changedIn(withField(left, 'learningRate', 0.1, 8))).toEqual(['learningRate', 'rates']);
  });
  it('includes a shorter run, and no longer one', () => {
    expect(changedIn(withField(left, 'iterations', 80))).toEqual([]);
    expect(changedIn(withField(left, 'iterations', 20))).toEqual(['iterations']);
  });
  it('leaves out what the preset does not use: the noise of other data, the sweep of another tab', () => {
    expect(changedIn(withField(withField(left, 'noise', 0.4), 'sweepSeeds', 9))).toEqual([]);
    expect(changedIn(withField(presetView('escape-time', 'matched'), 'sweepSeeds', 9))).toEqual(['sweepSeeds']);
    expect(changedIn(withField(presetView('moons-network', 'matched'), 'noise', 0.4))).toEqual(['noise']);
  });
});

describe('the way back to the preset', () => {
  const middle = presetView('figure-2-middle', 'published');
  const changed = withField(withField(withField(middle, 'width', 7), 'ramp', 'red-blue'), 'panel', 'theory');
  it('undoes the changes, and keeps how the reader looks', () => {
    const back = asPreset({ ...changed, start: { a: 1, b: 0 } });
    expect(presetChanges(back)).toEqual([]);
    expect(back.controls).toMatchObject({ convention: 'published', width: 1, ramp: 'red-blue', panel: 'theory' });
    expect(back.start).toBeNull();
  });
});
