import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { controls } from '../../../src/model/controls.ts';
import { activations, namesOf } from '../../../src/model/problem/enumerations.ts';
import { defaultView, presetView } from '../../../src/page/view/defaultView.ts';
import { readQuery } from '../../../src/page/view/readQuery.ts';
import { writeQuery } from '../../../src/page/view/writeQuery.ts';
import { anyView } from './anyView.ts';

describe('the address', () => {
  it('holds every view exactly', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        const { view: read, replaced } = readQuery(writeQuery(view));
        expect(replaced).toEqual([]);
        expect(read).toEqual(view);
      }),
      { numRuns: 300 },
    );
  });
  it('reads anything without throwing, into a view that it can write', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom(...Object.keys(controls), 'at', 'start', 'point', 'rates', 'camera', 'time'),
        (text, key) => {
          const { view } = readQuery(new URLSearchParams({ [key]: text }).toString());
          expect(readQuery(writeQuery(view)).view).toEqual(view);
        },
      ),
      { numRuns: 300 },
    );
  });
  it('cut off anywhere still gives a view', () => {
    const whole = writeQuery({
      ...defaultView,
      rateChanges: [
        { from: 0, rate: 0.1 },
        { from: 8, rate: 0.4 },
      ],
      start: { a: 0.5, b: -0.25 },
    });
    for (let length = 0; length <= whole.length; length++) {
      const { view } = readQuery(whole.slice(0, length));
      expect(view.controls.hidden).toBe(1);
    }
  });
  it('opens an experiment with its own parameters', () => {
    expect(readQuery('experiment=figure-2-right').view).toEqual(presetView('figure-2-right', 'matched'));
    expect(readQuery('experiment=figure-2-left&convention=published').view.controls.iterations).toBe(15);
  });
  it('gives a field the consequences that its control has', () => {
    expect(readQuery('hidden=2').view.controls.second).toBe(2);
    expect(readQuery('hidden=2&convention=published').view.controls.iterations).toBe(100);
    expect(readQuery('hidden=2&second=1').view.controls.second).toBe(1);
  });
  it('says whether it looks at an iteration', () => {
    expect(readQuery('hidden=2').hasPlayhead).toBe(false);
    expect(readQuery('at=3').hasPlayhead).toBe(true);
  });
});

describe('a bad value gives way to the default, and the notice says why', () => {
  const notice = (query: string, sentence: string) => it(query, () => expect(readQuery(query).replaced).toEqual([sentence]));

  it('nothing to say of an empty address', () =>
    expect(readQuery('')).toEqual({ view: defaultView, replaced: [], hasPlayhead: false }));
  notice('hidden=abc', 'hidden: "abc" is not a whole number from 1 to 64; using 1');
  notice('hidden=2.5', 'hidden: "2.5" is not a whole number from 1 to 64; using 1');
  notice('hidden=', 'hidden: "" is not a whole number from 1 to 64; using 1');
  notice('hidden=0x10', 'hidden: "0x10" is not a whole number from 1 to 64; using 1');
  notice('width=1e9', 'width: "1e9" is not a whole number from 1 to 4096; using 1');
  notice(
    'hidden=4&width=4096',
    'width: "4096" is not a whole number from 1 to 3344: wider, this network would have more than 33,554,432 weights; using 1',
  );
  notice('scale=Infinity', 'scale: "Infinity" is not a number from 0.0001 to 1; using 0.05');
  notice('activation=sine', `activation: "sine" is not one of ${namesOf(activations).join(', ')}; using linear`);
  notice('hid', 'hid: "" is ignored; there is no field of this name');
  notice('time=21', 'time: "21" is not equilibrium or a whole number from 0 to 20; using equilibrium');
  notice('at=99', 'at: "99" is not a whole number from 0 to 40; using 0');
  notice('start=1', 'start: "1" is not two finite numbers a,b; using the seed’s own');
  notice('point=no!', 'point: "no!" is not at most 512 weights, as base64url of little-endian float64; using no point');
  notice('point=AAAAAAAA4D8', 'point: "AAAAAAAA4D8" is not 2 weights, as this network has; using no point');
  notice(
    `point=${'A'.repeat(5472)}`,
    `point: "${'A'.repeat(60)}…" is not at most 512 weights, as base64url of little-endian float64; using no point`,
  );
  notice(
    'saddle=point',
    'saddle: "point" is not another saddle than zero-rank, point, which this network does not have; using origin',
  );
  notice('hidden=2&saddle=rank&rank=3', 'rank: "3" is not a whole number from 0 to 1, the narrowest layer; using 1');
  notice('data=kept&dimension=1', 'dimension: "1" is not a whole number from 2 to 16: y₂ is special in these data; using 2');
  notice('camera=0,0,0', 'camera: "0,0,0" is not three finite numbers x,y,z that are not all zero; using 0.9,-1.55,1.2');
  notice('second=9', 'second: "9" is not a whole number from 0 to 1: this network has 2 weights; using 1');
  notice('first=1', 'first: "1" is not another weight than the second axis; using 0');
  notice('view=volume', 'view: "volume" is not surface or contour: a volume needs a chain of two hidden units; using surface');
  notice('sample=64', 'sample: "64" is not a whole number from 0 to 63: a batch has 64 samples; using 0');
  notice(
    'rates=0:0.1,8:0.2',
    'rates: "0:0.1,8:0.2" is not iteration:rate pairs, ascending from iteration 0 and ending at the learning rate, as in 0:0.4,8:0.1; using one rate throughout',
  );
  notice(
    'experiment=figure-99&hidden=3',
    `experiment: "figure-99" is not one of ${Object.keys(controls.experiment.options).join(', ')}; using figure-2-left`,
  );
});
