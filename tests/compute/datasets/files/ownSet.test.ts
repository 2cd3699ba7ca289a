import { expect, test } from 'vitest';
import type { Field } from '../../../../src/compute/datasets/files/field.ts';
import { keepOwnSet, ownSet, ownSetOf, previewOf } from '../../../../src/compute/datasets/files/ownSet.ts';

const column = (name: string, values: number[]): Field => ({
  name,
  shape: [],
  samples: values.length,
  source: Float64Array.from(values),
  offset: 0,
  stride: 1,
});
const ten = Array.from({ length: 10 }, (_, i) => i);
const fields = [
  column('a', ten),
  column(
    'b',
    ten.map((i) => 100 + 2 * i),
  ),
  column(
    'label',
    ten.map((i) => i % 3),
  ),
];
const choice = { inputs: [0, 1], targets: [2], oneHot: true, standardise: false };

test('the target is what is called so, and a label where it counts classes', () => {
  const { suggested, samples, fields: shown } = previewOf([fields[2], fields[0]]);
  expect(suggested).toEqual({ inputs: [1], targets: [0], oneHot: true, standardise: true });
  expect([samples, shown[0].first]).toEqual([10, [[0], [1], [2], [0], [1]]]);
  expect(previewOf([fields[0], column('c', [0.5, ...ten.slice(1)])]).suggested).toMatchObject({ targets: [1], oneHot: false });
});

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

test('own data are those opened here, and the address knows them again', async () => {
  await expect(ownSet(1)).rejects.toMatchObject({
    name: 'DataUnavailable',
    message: expect.stringMatching(/no file has been opened here/),
  });
  const own = ownSetOf(fields, choice, 'a.csv');
  keepOwnSet(Promise.resolve(own));
  expect(await ownSet(own.sizes.fingerprint)).toBe(own);
  const { fingerprint } = ownSetOf(fields, { ...choice, standardise: true }, 'a.csv').sizes;
  expect(fingerprint).not.toBe(own.sizes.fingerprint);
  await expect(ownSet(fingerprint)).rejects.toThrow(/made with other data/);
});
