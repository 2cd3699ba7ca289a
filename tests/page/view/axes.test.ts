/** The weights along the axes: old addresses number them through, the network's changes keep their roles, and where one is gone the Hessian's plane stands in. */
import { describe, expect, it } from 'vitest';
import { placeHere } from '../../../src/model/problem/weightPlace.ts';
import { patchedView, scriptState } from '../../../src/page/scripting/scriptState.ts';
import { withAxis, withField } from '../../../src/page/view/changes.ts';
import { defaultView, presetView } from '../../../src/page/view/defaultView.ts';
import { networkOf } from '../../../src/page/view/networkOf.ts';
import { presets } from '../../../src/page/view/presets.ts';
import { readQuery } from '../../../src/page/view/readQuery.ts';
import { onPlane } from '../../../src/page/view/requestParts.ts';
import type { View } from '../../../src/page/view/view.ts';
import { writeQuery } from '../../../src/page/view/writeQuery.ts';

type Experiment = keyof typeof presets;
const experiments = Object.keys(presets) as Experiment[];

/** The numbers that addresses of these experiments held before axes were places; all others held 0 and 1. */
const numbers: Partial<Record<Experiment, [number, number]>> = {
  'figure-2-middle': [1, 2],
  'figure-2-right': [44, 48],
  'figure-3-1': [0, 20],
  'figure-3-2': [35, 40],
  'figure-3-3': [44, 48],
  'figure-3-4': [60, 64],
  'figure-4-1': [0, 4000],
  'figure-4-2': [4500, 4550],
  'figure-4-3': [275, 280],
  'figure-4-4': [0, 7840],
  'figure-4-5': [7940, 7950],
  'figure-4-6': [3995, 4000],
  'figure-5-toy': [44, 48],
  'figure-7': [1, 2],
  'figure-8': [1, 2],
  'figure-9': [44, 48],
  'figure-10': [275, 280],
  'figure-10-mnist': [3995, 4000],
  'figure-12-toy': [44, 48],
  'escape-time': [28, 32],
};

/** `layer.row.column` of the weight with this number: counted off one weight matrix after the other. */
function countedOff({ widths }: ReturnType<typeof networkOf>, number: number): string {
  let [layer, left] = [1, number];
  while (left >= widths[layer] * widths[layer - 1]) {
    left -= widths[layer] * widths[layer - 1];
    layer++;
  }
  return `${layer}.${Math.floor(left / widths[layer - 1]) + 1}.${(left % widths[layer - 1]) + 1}`;
}

describe('an old address', () => {
  it.each(experiments.filter((experiment) => presets[experiment].controls.convolutions === undefined))(
    'of %s means the weights that it numbers',
    (experiment) => {
      const [first, second] = numbers[experiment] ?? [0, 1];
      const old = writeQuery(presetView(experiment, 'matched')).replace(/axisA=[^&]*/, `first=${first}`);
      const { view, replaced } = readQuery(old.replace(/axisB=[^&]*/, `second=${second}`));
      const network = networkOf(view.controls);
      expect(replaced).toEqual([]);
      expect([view.axisA, view.axisB]).toEqual([countedOff(network, first), countedOff(network, second)]);
    },
  );
  it('of an experiment with axes of its own opens on the axes that the experiment has now', () => {
    for (const [experiment, [first, second]] of Object.entries(numbers) as [Experiment, [number, number]][]) {
      const own = presetView(experiment, 'matched');
      const { view } = readQuery(`experiment=${experiment}&first=${first}&second=${second}`);
      expect([experiment, view.axisA, view.axisB]).toEqual([experiment, own.axisA, own.axisB]);
    }
  });
  it('counts in the network of that address, not in the experiment’s', () => {
    expect(readQuery('second=30&hidden=3&width=4&dimension=3').view).toMatchObject({ axisA: '1.1.1', axisB: '3.1.3' });
    expect(readQuery('first=18&hidden=3&width=4&dimension=3&second=5').view).toMatchObject({ axisA: '2.2.3', axisB: '1.2.3' });
  });
  it('gives way to the places of a newer one', () => expect(readQuery('first=1&axisA=2.1.1&hidden=2').view.axisA).toBe('2.1.1'));
});

it('a script may number the axes as it did', () => {
  expect(scriptState(patchedView(defaultView, { hidden: 3, first: 3, second: 1 }))).toMatchObject({
    axisA: '4.1.1',
    axisB: '2.1.1',
  });
  expect(() => patchedView(defaultView, { first: 7 })).toThrow(
    'invalid first: 7 (expected a whole number from 0 to 1: this network has 2 weights)',
  );
});

describe('the default axes', () => {
  it('of one hidden layer share a hidden unit, whatever the width', () => {
    for (const query of ['', 'width=3', 'width=8&dimension=5', 'width=64&data=mnist-1d'])
      expect(readQuery(query).view).toMatchObject({ axisA: '1.1.1', axisB: '2.1.1' });
  });
  it('of more are the first weights of the first and of the last layer', () =>
    expect(readQuery('hidden=5&width=3').view).toMatchObject({ axisA: '1.1.1', axisB: '6.1.1' }));
  it.each(experiments)('of %s are two weights of its network', (experiment) => {
    const { controls, axisA, axisB } = presetView(experiment, 'matched');
    const network = networkOf(controls);
    expect(axisA).not.toBe(axisB);
    for (const axis of [axisA, axisB]) expect(placeHere(network, axis)).not.toBeNull();
  });
});

describe('when the network changes', () => {
  const figure3 = presetView('figure-3-2', 'matched');
  const axes = ({ axisA, axisB }: View) => [axisA, axisB];

  it('Figure 3’s axes stay in the last layer, where Theorem 2 puts the curvature', () => {
    expect(axes(readQuery('experiment=figure-3-2&width=8&dimension=5').view)).toEqual(['3.1.1', '3.2.1']);
    expect(axes(readQuery('experiment=figure-3-2&hidden=6').view)).toEqual(['7.1.1', '7.2.1']);
  });
  it('an axis that the network lacks is kept: the Hessian’s plane stands in, and says why', () => {
    const narrow = withField(figure3, 'dimension', 1);
    expect(axes(narrow)).toEqual(['3.1.1', '3/3.2.1']);
    expect(onPlane(narrow).plane).toEqual({
      kind: 'hessian',
      centre: 'saddle',
      of: 'energy',
      because: 'no W₃[2,1] here',
    });
    expect(axes(withField(narrow, 'dimension', 2))).toEqual(axes(figure3));
  });
  it('the layers between come back with the depth', () => {
    const chain = { ...presetView('figure-2-middle', 'matched') };
    const shallow = withField(withField(chain, 'width', 2), 'hidden', 1);
    expect(axes(shallow)).toEqual(['2/3.1.1', '2.1.1']);
    expect(onPlane(shallow).plane).toMatchObject({
      because: 'no W₂[1,1] of 3 layers here',
    });
    expect(axes(withField(shallow, 'hidden', 2))).toEqual(axes(chain));
  });
  it('a network of two weights is drawn on both of them', () => {
    const shallow = withField(presetView('figure-2-middle', 'matched'), 'hidden', 1);
    expect(onPlane(shallow).plane).toMatchObject({ kind: 'coordinates', first: 0, second: 1 });
  });
  it('two axes that would be one weight give way too', () => {
    const two = { ...presetView('figure-2-middle', 'matched'), axisA: '2/4.1.1', axisB: '2.1.1' };
    expect(onPlane(two).plane).toMatchObject({
      because: 'both axes are one weight here',
    });
  });
  it('an address keeps a weight that is gone', () => {
    const narrow = withField(figure3, 'dimension', 1);
    expect(readQuery(writeQuery(narrow))).toMatchObject({ view: narrow, replaced: [] });
  });
});

it('an axis that takes the other’s weight gives its own in exchange', () => {
  expect(withAxis(defaultView, 'axisA', '2.1.1')).toMatchObject({ axisA: '2.1.1', axisB: '1.1.1' });
  expect(withAxis(presetView('figure-2-middle', 'matched'), 'axisB', '1.1.1')).toMatchObject({ axisA: '2.1.1', axisB: '1.1.1' });
});
