import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Controls, Field } from '../../../src/model/controls.ts';
import { patchedView } from '../../../src/page/scripting/scriptState.ts';
import { createPageStore } from '../../../src/page/store/createPageStore.ts';
import { centredOn, withField } from '../../../src/page/view/changes.ts';
import { consistent, reconciled, rules } from '../../../src/page/view/consistency.ts';
import { defaultView, presetView } from '../../../src/page/view/defaultView.ts';
import { isChain, weightCount, widthsOf } from '../../../src/page/view/networkOf.ts';
import { codecOf, type FlatKey, flatKeys, type View, valueAt } from '../../../src/page/view/view.ts';
import { scriptedWorker } from '../store/scriptedWorker.ts';
import { anyFields } from './anyView.ts';

const chain = presetView('figure-2-middle', 'matched');
const around = (saddle: Controls['saddle']): View => ({ ...chain, controls: { ...chain.controls, saddle } });

describe('consistency', () => {
  const changed = (field: Field, value: number | string) => withField(chain, field, value as never);

  it('an axis on the last weight stays on the last weight', () => {
    expect(changed('hidden', 9)).toMatchObject({ axisA: '2.1.1', axisB: '10.1.1' });
  });
  it('a plane has two axes', () => {
    expect(consistent({ ...chain, axisA: '3.1.1' })).toMatchObject({ axisA: '1.1.1', axisB: '3.1.1' });
    expect(consistent({ ...chain, axisA: '1.1.1', axisB: '1.1.1' })).toMatchObject({ axisA: '3.1.1', axisB: '1.1.1' });
  });
  it('an axis is a weight of the network', () => {
    expect(consistent({ ...chain, axisA: '1.2.1', axisB: '4.1.1' })).toMatchObject({ axisA: '1.1.1', axisB: '3.1.1' });
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
    const there = centredOn(chain, [0.1, 0.2, 0.3]);
    expect(consistent(there)).toBe(there);
    expect(there.controls).toMatchObject({ saddle: 'point', centre: 'saddle', plane: 'hessian' });
    const wider = withField(there, 'width', 2);
    expect([wider.point, wider.controls.saddle]).toEqual([null, 'origin']);
  });
  it('leaves a consistent view as it is', () => {
    expect(consistent(chain)).toBe(chain);
  });
});

describe('the rules between fields', () => {
  it('have words for whatever they change: field by field, and no others', () => {
    fc.assert(
      fc.property(anyFields, (view) => {
        const { view: near, contradictions } = reconciled(view);
        const changed = flatKeys.filter((key) => valueAt(view, key) !== valueAt(near, key));
        expect(new Set(contradictions.map(({ key }) => key))).toEqual(new Set(changed));
        for (const { expected } of contradictions) expect(expected).toMatch(/^(?!.*(undefined|NaN|null)).{5,}/);
      }),
      { numRuns: 300 },
    );
  });
  it('leave nothing for a second time', () => {
    fc.assert(
      fc.property(anyFields, (view) => {
        expect(reconciled({ ...consistent(view) }).contradictions).toEqual([]); // a copy is examined anew
      }),
    );
  });
  it('give a field values that the field may have', () => {
    fc.assert(
      fc.property(anyFields, (view) => {
        const near = consistent(view);
        for (const key of Object.keys(rules) as FlatKey[])
          expect(codecOf(key).schema['~standard'].validate(valueAt(near, key))).not.toHaveProperty('issues');
      }),
    );
  });
  it('say how many samples there are of data that are one batch', () => {
    expect(() => patchedView(defaultView, { data: 'matrix-completion', batchSize: 64 })).toThrow(
      'invalid batchSize: 64 (expected 10, all the samples that there are of these data)',
    );
  });
});

describe('the rules are applied once', () => {
  const applied = vi.spyOn(rules.width!, 'nearest');
  vi.stubGlobal('requestAnimationFrame', () => 0);
  const page = createPageStore(scriptedWorker(), { reducedMotion: () => false, back: () => {}, forward: () => {} });
  const timesIn = (change: () => void): number => {
    applied.mockClear();
    change();
    return applied.mock.calls.length;
  };

  it('to an address', () => expect(timesIn(() => page.getState().restore('hidden=2&at=3'))).toBe(1));
  it('to an address without an iteration', () => expect(timesIn(() => page.getState().restore('hidden=2'))).toBe(1));
  it('to a control', () => expect(timesIn(() => page.getState().set('hidden', 3))).toBe(1));
  it('to an experiment', () => expect(timesIn(() => page.getState().set('experiment', 'figure-7'))).toBe(1));
  it('to a script’s state', () =>
    expect(timesIn(() => page.getState().show(patchedView(page.getState(), { hidden: 4 })))).toBe(1));
});
