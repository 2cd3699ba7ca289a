import { describe, expect, it } from 'vitest';
import { type Controls, controls, defaultControls, type Field } from '../../../src/model/controls.ts';
import { isShown } from '../../../src/page/store/conversation/kinds.ts';
import { sameValue } from '../../../src/page/store/conversation/sameValue.ts';
import { lookingAt, withField } from '../../../src/page/view/changes.ts';
import { consistent } from '../../../src/page/view/consistency.ts';
import { defaultView, presetView } from '../../../src/page/view/defaultView.ts';
import { isChain, weightCount, widthsOf } from '../../../src/page/view/networkOf.ts';
import type { View } from '../../../src/page/view/view.ts';
import { decidedByPart, decidedKinds } from './decidedKinds.ts';
import { staleKinds } from './staleKinds.ts';

const chain = presetView('figure-2-middle', 'matched');
const on = (plane: Controls['plane']): View => ({ ...chain, controls: { ...chain.controls, plane } });
const around = (saddle: Controls['saddle']): View => ({ ...chain, controls: { ...chain.controls, saddle } });

describe.each([
  ['a chain', chain],
  ['of a linear teacher', { ...chain, controls: { ...chain.controls, data: 'teacher' } } satisfies View],
  ['around a rank-r saddle', around('rank')],
  ['on a Hessian plane', on('hessian')],
  ['on the plane of the paths', on('trajectory')],
  ['on the plane of the solutions', on('solutions')],
])('a control asks for the experiments that it decides, and for no other: %s', (_name, before) => {
  for (const field of Object.keys(controls) as Field[]) {
    it(field, () => {
      for (const value of valuesOf(field)) {
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
  (['time', 'point', 'start', 'rateChanges', 'playhead'] as const).filter((part) => !sameValue(before[part], after[part]));

it.each<[Part, Partial<View>]>([
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

describe('consistency', () => {
  const changed = (field: Field, value: number | string) => withField(chain, field, value as never);

  it('a shorter chain has fewer weights for axes', () => {
    expect(changed('hidden', 1).controls).toMatchObject({ first: 0, second: 1 });
  });
  it('an axis on the last weight stays on the last weight', () => {
    expect(changed('hidden', 9).controls).toMatchObject({ first: 1, second: 9 });
  });
  it('a plane has two axes', () => {
    const { first, second } = changed('first', 2).controls;
    expect(first).not.toBe(second);
  });
  it('only three weights are a volume', () => {
    const volume = changed('view', 'volume');
    expect(volume.controls.view).toBe('volume');
    expect(withField(volume, 'width', 2).controls.view).toBe('surface');
  });
  it('a sweep goes from a smaller to a larger scale', () => {
    expect(changed('sweepTo', 0.004).controls.sweepFrom).toBe(0.002);
  });
  it('time, playhead and sample stay within their run', () => {
    const late = { ...chain, time: 20, playhead: 100, controls: { ...chain.controls, sample: 63 } };
    expect(withField(late, 'steps', 5).time).toBe(5);
    expect(withField(late, 'iterations', 7).playhead).toBe(7);
    expect(withField(late, 'batchSize', 8).controls.sample).toBe(7);
  });
  it('data with a special second output have one', () => {
    expect(changed('data', 'kept').controls.dimension).toBe(2);
    expect(withField(changed('data', 'noise'), 'dimension', 1).controls.dimension).toBe(2);
  });
  it.each([
    ['mnist', [784, 1, 1, 10]],
    ['fashion-mnist', [784, 1, 1, 10]],
    ['two-moons', [2, 1, 1, 2]],
    ['teacher', [1, 1, 1, 1]],
  ] as const)('%s decides inputs and outputs, or leaves them open', (data, widths) =>
    expect(widthsOf(changed('data', data).controls)).toEqual(widths),
  );
  it('MNIST-1D decides inputs and outputs', () => {
    const { controls: series } = changed('data', 'mnist-1d');
    expect(widthsOf(series)).toEqual([40, 1, 1, 10]);
    expect(weightCount(series)).toBe(51);
    expect(isChain(series)).toBe(false);
  });
  it('a saddle that the network does not have gives way to the origin', () => {
    expect(withField(around('zero-rank'), 'hidden', 1).controls.saddle).toBe('origin');
    expect(withField(around('rank'), 'activation', 'tanh').controls.saddle).toBe('origin');
    expect(changed('saddle', 'point').controls.saddle).toBe('origin');
    expect(withField(around('rank'), 'rank', 9).controls.rank).toBe(1);
  });
  it('a given point belongs to its network', () => {
    const there = lookingAt(chain, [0.1, 0.2, 0.3]);
    expect(consistent(there)).toBe(there);
    expect(there.controls).toMatchObject({ saddle: 'point', centre: 'saddle', plane: 'hessian' });
    const wider = withField(there, 'width', 2);
    expect([wider.point, wider.controls.saddle]).toEqual([null, 'origin']);
  });
  it('leaves a consistent view as it is', () => {
    expect(consistent(chain)).toBe(chain);
  });
});

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
