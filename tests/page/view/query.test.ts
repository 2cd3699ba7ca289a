import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { controls } from '../../../src/model/controls.ts';
import { activations, namesOf } from '../../../src/model/problem/enumerations.ts';
import { defaultView, presetView } from '../../../src/page/view/defaultView.ts';
import { queryOfLink, readQuery } from '../../../src/page/view/readQuery.ts';
import { flatKeys } from '../../../src/page/view/view.ts';
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
      fc.property(fc.string(), fc.constantFrom(...flatKeys, 'first', 'second'), (text, key) => {
        const { view } = readQuery(new URLSearchParams({ [key]: text }).toString());
        expect(readQuery(writeQuery(view)).view).toEqual(view);
      }),
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
    expect(readQuery('hidden=2').view.axisB).toBe('3.1.1');
    expect(readQuery('hidden=2&convention=published').view.controls.iterations).toBe(100);
    expect(readQuery('hidden=2&axisB=2.1.1').view.axisB).toBe('2.1.1');
  });
  it('says whether it looks at an iteration', () => {
    expect(readQuery('hidden=2').hasPlayhead).toBe(false);
    expect(readQuery('at=3').hasPlayhead).toBe(true);
  });
});

describe('numbers in an address', () => {
  it.each([
    ['start=1e+21,-2e-7', { start: { a: 1e21, b: -2e-7 } }],
    ['start=1e21,+5', { start: { a: 1e21, b: 5 } }],
    ['camera=1e+2,0,1E+1', { camera: { x: 100, y: 0, z: 10 } }],
    ['camera=1e%2B2,0,1', { camera: { x: 100, y: 0, z: 1 } }],
    [
      'rates=0:1e-4,1e+1:4e-1',
      {
        rateChanges: [
          { from: 0, rate: 1e-4 },
          { from: 10, rate: 0.4 },
        ],
      },
    ],
  ])('may have plus signs: %s', (query, part) => {
    const { view, replaced } = readQuery(query);
    expect(replaced).toEqual([]);
    expect(view).toMatchObject(part);
  });
  it('are written without any, and read back', () => {
    const far = { ...defaultView, start: { a: 1e21, b: -1.5e300 }, camera: { x: 2e21, y: 0.5, z: 1e-9 } };
    const query = writeQuery(far);
    expect(query).not.toContain('+');
    expect(readQuery(query).view).toEqual({ ...far, camera: { x: 2e21, y: 0.5, z: 0 } });
  });
  it('name any weight of the widest network that there is', () => {
    const { view } = readQuery('experiment=figure-7&width=4067&axisA=2.4067.4067');
    expect(view.axisA).toBe('2.4067.4067');
    expect(readQuery(writeQuery(view))).toEqual({ view, replaced: [], hasPlayhead: true });
  });
  it('keep the camera out of the middle of the scene', () => {
    const near = { ...defaultView, camera: { x: 1e-5, y: 0, z: -2e-6 } };
    expect(readQuery(writeQuery(near))).toMatchObject({ view: near, replaced: [] });
  });
});

describe('a link', () => {
  const here = { origin: 'https://saddles.example', pathname: '/page/' };
  it.each([
    ['to this page', 'https://saddles.example/page/?hidden=2', '?hidden=2'],
    ['to this page, with space around it', '  https://saddles.example/page/?hidden=2#top\n', '?hidden=2'],
    ['to the page on another host', 'http://localhost:4173/?experiment=figure-7&seed=2', '?experiment=figure-7&seed=2'],
  ])('%s leads to a state', (_, text, query) => expect(queryOfLink(text, here)).toBe(query));
  it.each([
    ['to another page', 'https://shop.example/?q=saddles&page=2'],
    ['to another page that has a field’s name in it', 'https://shop.example/?width=3&data=mnist&seed=1'],
    ['to another page’s experiment', 'https://shop.example/?experiment=blue-button'],
    ['to another page’s experiment, named as objects’ fields are', 'https://shop.example/?experiment=toString'],
    ['to another page of this host', 'https://saddles.example/other/?hidden=2'],
    ['to this page without a state', 'https://saddles.example/page/?'],
    ['among words', 'see https://saddles.example/page/?hidden=2'],
    ['before words', 'https://saddles.example/page/?hidden=2 is the one'],
    ['of no page', 'javascript:alert(1)//?experiment=figure-7'],
    ['that is no link', '?experiment=figure-7'],
    ['longer than any', `https://saddles.example/page/?hidden=${'2'.repeat(1e6)}`],
  ])('%s does not', (_, text) => expect(queryOfLink(text, here)).toBeNull());
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
  notice('toString=1', 'toString: "1" is ignored; there is no field of this name');
  notice(
    `${'k'.repeat(1e5)}=${'v'.repeat(1e5)}`,
    `${'k'.repeat(60)}…: "${'v'.repeat(60)}…" is ignored; there is no field of this name`,
  );
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
  notice('axisA=1.1', 'axisA: "1.1" is not a weight as layer.row.column, counted from 1, as in 2.1.1; using 1.1.1');
  notice('axisB=3.1.1', 'axisB: "3.1.1" is not a weight of this network, whose layers are 1 to 2; using 2.1.1');
  notice('axisA=1.2.1', 'axisA: "1.2.1" is not a weight of this network, whose layer 1 has 1 × 1 weights; using 1.1.1');
  notice('axisA=2.1.1', 'axisA: "2.1.1" is not another weight than the second axis; using 1.1.1');
  notice('second=9', 'second: "9" is not a whole number from 0 to 1: this network has 2 weights; using 2.1.1');
  notice('second=0x1', 'second: "0x1" is not a whole number from 0 to 1: this network has 2 weights; using 2.1.1');
  notice('first=1', 'first: "1" is not another weight than the second axis; using 1.1.1');
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

  it('in as many steps as it takes: a value that fits only one that is replaced is replaced as well', () => {
    const { view, replaced } = readQuery('hidden=4&width=4096&second=9000');
    expect(view.controls).toMatchObject({ hidden: 4, width: 1 });
    expect(replaced.map((sentence) => sentence.split(':')[0])).toEqual(['width', 'second']);
    expect(replaced[1]).toMatch(/^second: "9000" is not a whole number from 0 to 4: this network has 5 weights; using /);
  });
});
