import { expect, test } from 'vitest';
import {
  type DrawnBatch,
  samplesFigure,
} from '../../../../../../src/page/laboratories/landscapes/rightColumn/data/samplesFigure.ts';

const facts: DrawnBatch['facts'] = {
  label: 'test',
  shape: 'vector',
  image: null,
  made: '',
  source: null,
  licence: null,
  classNames: null,
};
const tracesOf = (batch: Omit<DrawnBatch, 'facts' | 'mask'> & { mask?: Float64Array }, change: Partial<DrawnBatch['facts']>) =>
  samplesFigure({ mask: null, ...batch, facts: { ...facts, ...change } }, 'light');
const trace = (data: unknown) => data as { name: string; x: number[]; y: number[]; z: Float64Array[] };

test('vectors: each output against the input of its number', () => {
  const batch = {
    x: Float64Array.of(1, 2, 3, 4),
    y: Float64Array.of(-1, -2, -3, -4),
    count: 2,
    inputs: 2,
    outputs: 2,
    labels: null,
  };
  const { data } = tracesOf(batch, {});
  expect(data.map((each) => [trace(each).x, trace(each).y])).toEqual([
    [
      [1, 3],
      [-1, -3],
    ],
    [
      [2, 4],
      [-2, -4],
    ],
  ]);
});

test('points: one trace a class, at its places', () => {
  const batch = {
    x: Float64Array.of(0, 1, 2, 3, 4, 5),
    y: new Float64Array(6),
    count: 3,
    inputs: 2,
    outputs: 2,
    labels: Int32Array.of(1, 0, 1),
  };
  const { data } = tracesOf(batch, { shape: 'point', classNames: ['a', 'b'] });
  expect(data.map(trace).map(({ name, x, y }) => [name, x, y])).toEqual([
    ['a', [2], [3]],
    ['b', [0, 4], [1, 5]],
  ]);
});

test('series: one of each class, in the order of the classes, none over another', () => {
  const batch = {
    x: Float64Array.of(0, 5, 1, 1, 9, 9, 2, 4),
    y: new Float64Array(8),
    count: 4,
    inputs: 2,
    outputs: 2,
    labels: Int32Array.of(1, 0, 1, 0),
  };
  const { data } = tracesOf(batch, { shape: 'series', classNames: ['a', 'b'] });
  const [a, b] = data.map(trace);
  expect([a.name, b.name]).toEqual(['a', 'b']);
  expect(b.y[1] - b.y[0]).toBeCloseTo(5);
  expect(a.y[1] - a.y[0]).toBeCloseTo(0);
  expect(Math.min(...a.y)).toBeGreaterThan(Math.max(...b.y));
});

test('images: pixels row by row in tiles, dark to light, named below', () => {
  const image = [0, 1, 2, 4]; // 2 x 2
  const batch = {
    x: Float64Array.from({ length: 24 }, (_, i) => image[i % 4]),
    y: new Float64Array(12),
    count: 6,
    inputs: 4,
    outputs: 2,
    labels: Int32Array.of(0, 1, 0, 1, 0, 1),
  };
  const { data, layout } = tracesOf(batch, {
    shape: 'image',
    image: { width: 2, height: 2, channels: 1 },
    classNames: ['cat', 'dog'],
  });
  const { z } = trace(data[0]);
  expect([...z[0].subarray(0, 4)]).toEqual([0, 0.25, Number.NaN, 0]);
  expect([...z[1].subarray(0, 2)]).toEqual([0.5, 1]);
  expect([...z[3].subarray(0, 2)]).toEqual([0, 0.25]); // the sixth begins the second row of tiles
  expect(layout.annotations?.map(({ text }) => text)).toEqual(['cat', 'dog', 'cat', 'dog', 'cat', 'dog']);
});

test('images in colour: the mean of their channels', () => {
  const batch = { x: Float64Array.of(0, 3, 3, 3, 0, 6), y: new Float64Array(2), count: 1, inputs: 6, outputs: 2, labels: null };
  const { data } = tracesOf(batch, { shape: 'image', image: { width: 2, height: 1, channels: 3 } });
  expect([...trace(data[0]).z[0].subarray(0, 2)]).toEqual([0, 1]);
});

test('rows of a matrix: one heat map, hidden entries crossed at their places', () => {
  const batch = {
    x: new Float64Array(4),
    y: Float64Array.of(1, -3, 2, 0),
    mask: Float64Array.of(1, 0, 1, 1),
    count: 2,
    inputs: 2,
    outputs: 2,
    labels: null,
  };
  const [map, crosses] = tracesOf(batch, { shape: 'matrix' }).data.map(trace);
  expect(map).toMatchObject({
    z: [
      [1, -3],
      [2, 0],
    ],
    zmin: -3,
    zmax: 3,
  });
  expect([crosses.x, crosses.y]).toEqual([[2], [1]]);
});
