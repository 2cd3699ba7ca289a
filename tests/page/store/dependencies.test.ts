import { describe, expect, it } from 'vitest';
import { type Controls, controls, defaultControls, type Field } from '../../../src/model/controls.ts';
import { isShown } from '../../../src/page/store/conversation/kinds.ts';
import { sameValue } from '../../../src/page/store/conversation/sameValue.ts';
import { withField } from '../../../src/page/view/changes.ts';
import { defaultView, presetView } from '../../../src/page/view/defaultView.ts';
import { type View, viewFieldNames } from '../../../src/page/view/view.ts';
import { decidedByPart, decidedKinds } from './decidedKinds.ts';
import { staleKinds } from './staleKinds.ts';

const middle = presetView('figure-2-middle', 'matched');
const chain: View = { ...middle, controls: { ...middle.controls, probe: 'pc' } };
const on = (plane: Controls['plane']): View => ({ ...chain, controls: { ...chain.controls, plane } });
const around = (saddle: Controls['saddle']): View => ({ ...chain, controls: { ...chain.controls, saddle } });

describe.each([
  ['a chain', chain],
  ['looked at where it starts', middle],
  ['of a linear teacher', { ...chain, controls: { ...chain.controls, data: 'teacher' } } satisfies View],
  ['around a rank-r saddle', around('rank')],
  ['on a Hessian plane', on('hessian')],
  ['on the automatic plane', on('auto')],
  ['on the plane of the paths', on('trajectory')],
  ['on the plane of the solutions', on('solutions')],
])('a control asks for the experiments that it decides, and for no other: %s', (_name, before) => {
  for (const field of Object.keys(controls) as Field[]) {
    it(field, () => {
      for (const value of valuesOf(field)) {
        if (before.controls.plane === 'auto' && value === 'paths') continue; // the automatic plane is that of the paths
        const after = withField(before, field, value as Controls[typeof field]);
        if (after === before) continue;
        const changed = fieldsThatChanged(before, after);
        const parts = partsThatChanged(before, after).flatMap((part) => [...decidedByPart(part, after.controls)]);
        const expected = new Set([...changed.flatMap((each) => [...decidedKinds(each, after.controls)]), ...parts]);
        const stale = staleKinds(before, after);
        for (const kind of stale) expect(expected, `${field} = ${value} asks for ${kind}`).toContain(kind);
        expect(stale).toEqual(expected);
      }
    });
  }
});

const fieldsThatChanged = (before: View, after: View): Field[] =>
  (Object.keys(controls) as Field[]).filter((field) => before.controls[field] !== after.controls[field]);

type Part = Exclude<keyof View, 'controls'>;
const partsThatChanged = (before: View, after: View): Part[] =>
  viewFieldNames.filter((part) => !sameValue(before[part], after[part]));

it.each<[Part, Partial<View>]>([
  ['axisA', { axisA: '1.1.1' }],
  ['axisB', { axisB: '1.1.1' }],
  ['time', { time: 3 }],
  ['point', { point: [1, 2, 3] }],
  ['camera', { camera: { x: 1, y: 1, z: 1 } }],
  ['start', { start: { a: 1, b: 1 } }],
  ['rateChanges', { rateChanges: [{ from: 0, rate: 0.1 }] }],
  ['playhead', { playhead: 3 }],
])('the view’s %s asks for the experiments that it decides, and for no other', (part, change) => {
  const before = around('point');
  const there = { ...before, point: [0, 0, 0] };
  expect(staleKinds(there, { ...there, ...change })).toEqual(decidedByPart(part, there.controls));
});

function valuesOf(field: Field): unknown[] {
  const row = controls[field];
  return row.kind === 'choice' ? Object.keys(row.options) : [row.min, row.integer ? row.min + 2 : (row.min + row.max) / 2];
}

describe('a large network', () => {
  const large = { ...defaultView, controls: { ...defaultControls, data: 'mnist', hidden: 2, width: 128 } } as const;
  const isAsked = (kind: 'landscape' | 'inference' | 'training', change = {}) =>
    isShown(kind, { ...large, controls: { ...large.controls, ...change } });

  it('is trained, and nothing else is computed before someone asks', () =>
    expect([isAsked('training'), isAsked('landscape'), isAsked('inference')]).toEqual([true, false, false]));
  it('has its landscape and inference when they are asked for', () =>
    expect([isAsked('landscape', { landscapes: 'always' }), isAsked('inference', { landscapes: 'always' })]).toEqual([
      true,
      true,
    ]));
  it('is no longer large with few units', () => expect(isAsked('landscape', { width: 10 })).toBe(true));
});
