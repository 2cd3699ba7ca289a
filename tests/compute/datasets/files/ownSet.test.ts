import { expect, test } from 'vitest';
import type { Field } from '../../../../src/compute/datasets/files/field.ts';
import { ownSetOf } from '../../../../src/compute/datasets/files/ownSet.ts';
import { choice, column, fields, ten } from './fields.ts';

test('every fifth sample is tested on; labels become one-hot', () => {
  const { set, sizes, facts } = ownSetOf(fields, choice, 'a.csv');
  expect(Array.from(set.test.x)).toEqual([4, 108, 9, 118]);
  expect(Array.from(set.test.y)).toEqual([0, 1, 0, 1, 0, 0]);
  expect(Array.from(set.train.x.subarray(0, 4))).toEqual([0, 100, 1, 102]);
  expect(set.train.count).toBe(8);
  expect(sizes).toMatchObject({ inputs: 2, outputs: 3 });
  expect(facts).toMatchObject({ shape: 'point', classNames: ['0', '1', '2'] });
});

test('standardised: each column has mean 0 and sd 1 over the training samples', () => {
  const { set } = ownSetOf(fields, { ...choice, standardise: true }, 'a.csv');
  for (const j of [0, 1]) {
    const values = Array.from({ length: 8 }, (_, i) => set.train.x[2 * i + j]);
    const mean = values.reduce((sum, value) => sum + value, 0) / 8;
    expect(mean).toBeCloseTo(0, 6);
    expect(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 8).toBeCloseTo(1, 6);
  }
});

test('an image’s pixels are standardised together, and a constant stays finite', () => {
  const source = Uint8Array.from({ length: 40 }, (_, k) => (k % 4 === 0 ? 0 : 8));
  const image: Field = { name: 'images', shape: [2, 2], samples: 10, source, offset: 0, stride: 4 };
  const { set, facts } = ownSetOf([image, fields[2]], { ...choice, inputs: [0], targets: [1], standardise: true }, 'i');
  expect(set.train.x[0]).toBeCloseTo(-6 / Math.sqrt(12), 5); // mean 6, variance 12
  expect(facts).toMatchObject({ shape: 'image', image: { width: 2, height: 2, channels: 1 } });
  const constant = ownSetOf(
    [
      column(
        'c',
        ten.map(() => 7),
      ),
      fields[2],
    ],
    { ...choice, inputs: [0], targets: [1], standardise: true },
    'i',
  );
  expect(Array.from(constant.set.train.x)).toEqual(new Array(8).fill(0));
});

test('what cannot be learnt is refused with its sample and field', () => {
  const withTarget = (values: number[]) => () =>
    ownSetOf([fields[0], column('y', values)], { ...choice, inputs: [0], targets: [1] }, 'a.csv');
  expect(withTarget(ten.map((i) => i - 1))).toThrow(
    'a.csv: sample 1, y: -1 is no class label (expected a whole number from 0 to 999)',
  );
  expect(withTarget(ten.map((i) => (i === 3 ? 0.5 : 0)))).toThrow('sample 4, y: 0.5 is no class label');
  expect(withTarget(ten.map((i) => (i === 2 ? 5000 : 0)))).toThrow('sample 3, y: 5000 is no class label');
  expect(withTarget(ten.map((i) => (i === 6 ? Number.NaN : 0)))).toThrow('sample 7, y: NaN (expected a finite number)');
  expect(() => ownSetOf(fields, { ...choice, inputs: [] }, 'a.csv')).toThrow('no inputs are chosen (expected fields 1 to 3)');
  expect(() => ownSetOf(fields, { ...choice, targets: [0, 1] }, 'a.csv')).toThrow('class labels are one number a sample');
});
