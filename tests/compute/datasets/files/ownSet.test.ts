import { expect, test } from 'vitest';
import type { Field } from '../../../../src/compute/datasets/files/field.ts';
import { choice, column, fields, madeSet, ten } from './fields.ts';

test('every fifth sample is tested on; labels become one-hot', () => {
  const { set, sizes, facts } = madeSet(fields, choice, 'a.csv');
  expect(Array.from(set.test.x)).toEqual([4, 108, 9, 118]);
  expect(Array.from(set.test.y)).toEqual([0, 1, 0, 1, 0, 0]);
  expect(Array.from(set.train.x.subarray(0, 4))).toEqual([0, 100, 1, 102]);
  expect(set.train.count).toBe(8);
  expect(sizes).toMatchObject({ inputs: 2, outputs: 3 });
  expect(facts).toMatchObject({ shape: 'point', classNames: ['0', '1', '2'] });
});

test('standardised: each column has mean 0 and sd 1 over the training samples', () => {
  const { set } = madeSet(fields, { ...choice, standardise: true }, 'a.csv');
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
  const { set, facts } = madeSet([image, fields[2]], { ...choice, inputs: [0], targets: [1], standardise: true }, 'i');
  expect(set.train.x[0]).toBeCloseTo(-6 / Math.sqrt(12), 5); // mean 6, variance 12
  expect(facts).toMatchObject({ shape: 'image', image: { width: 2, height: 2, channels: 1 } });
  const constant = madeSet(
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
    madeSet([fields[0], column('y', values)], { ...choice, inputs: [0], targets: [1] }, 'a.csv');
  expect(withTarget(ten.map((i) => i - 1))).toThrow(
    'a.csv: sample 1, y: -1 is no class label (expected a whole number from 0 to 999)',
  );
  expect(withTarget(ten.map((i) => (i === 3 ? 0.5 : 0)))).toThrow('sample 4, y: 0.5 is no class label');
  expect(withTarget(ten.map((i) => (i === 2 ? 5000 : 0)))).toThrow('sample 3, y: 5000 is no class label');
  expect(withTarget(ten.map((i) => (i === 6 ? Number.NaN : 0)))).toThrow('sample 7, y: NaN (expected a finite number)');
  expect(() => madeSet(fields, { ...choice, inputs: [] }, 'a.csv')).toThrow('no inputs are chosen (expected fields 1 to 3)');
  expect(() => madeSet(fields, { ...choice, targets: [0, 1] }, 'a.csv')).toThrow('class labels are one number a sample');
});

/** Standardised training inputs of ten numbers. */
const standardisedOf = (values: number[]) => {
  const { set, sizes } = madeSet(
    [column('t', values), fields[2]],
    { ...choice, inputs: [0], targets: [1], standardise: true },
    'a.csv',
  );
  return { x: Array.from(set.train.x), remarks: sizes.remarks };
};

test('numbers are float64 until they are standardised: a clock keeps its seconds', () => {
  // Eight steps apart by one, and a gap where the test sample lies: 0 1 2 3 5 6 7 8 about 4.
  const expected = [-4, -3, -2, -1, 1, 2, 3, 4].map((step) => step / Math.sqrt(7.5));
  const inputs: Record<string, number[]> = {
    seconds: ten.map((i) => 1_700_000_000 + 10 * i),
    milliseconds: ten.map((i) => 1_700_000_000_000 + i),
    days: ten.map((i) => 20_240_101 + i),
    northings: ten.map((i) => 5_812_345 + i / 64),
    beyond2to53: ten.map((i) => 2 ** 54 + 4 * i),
    tiny: ten.map((i) => 1e-50 * (i + 1)),
    tinier: ten.map((i) => 1e-300 * (i + 1)),
    huge: ten.map((i) => 1e39 * (i + 1)),
    hugest: ten.map((i) => 1e307 * (i + 1)),
    fromEndToEnd: ten.map((i) => 1.7e308 * ((i - 4) / 5)),
  };
  for (const [name, values] of Object.entries(inputs)) {
    const { x, remarks } = standardisedOf(values);
    expect(remarks, name).toEqual([]);
    for (const [i, value] of x.entries()) expect(value, name).toBeCloseTo(expected[i], 6);
  }
});

test('the values of time.csv are those of NumPy', () => {
  const { x } = standardisedOf(ten.map((i) => 1_700_000_000 + 10 * i));
  expect(x.map((value) => value.toFixed(4))).toEqual([
    '-1.4606',
    '-1.0954',
    '-0.7303',
    '-0.3651',
    '0.3651',
    '0.7303',
    '1.0954',
    '1.4606',
  ]);
});

test('numbers beyond float32 are refused by sample, field and value where they are not standardised', () => {
  const huge = column(
    'a',
    ten.map((i) => (i === 0 ? 1 : 1e39)),
  );
  const raw = () => madeSet([huge, fields[2]], { ...choice, inputs: [0], targets: [1] }, 'a.csv');
  expect(raw).toThrow('a.csv: sample 2, a: 1e+39 is larger than float32 holds (expected at most 3.4e38, or standardised inputs)');
  const targets = () => madeSet([fields[0], huge], { inputs: [0], targets: [1], oneHot: false, standardise: true }, 'a.csv');
  expect(targets).toThrow(/sample 2, a: 1e\+39 is larger than float32 holds/);
  // A test sample may lie farther off than float32 reaches.
  const far = column(
    'a',
    ten.map((i) => (i === 4 ? 1e300 : i)),
  );
  const test = () => madeSet([far, fields[2]], { ...choice, inputs: [0], targets: [1], standardise: true }, 'a.csv');
  expect(test).toThrow(/sample 5, a: 1e\+300 is larger than float32 holds/);
});

test('digits that float32 cannot keep are told, and only those', () => {
  const told = (values: number[]) =>
    madeSet([column('t', values), fields[2]], { ...choice, inputs: [0], targets: [1] }, 'a.csv').sizes.remarks;
  expect(told(ten.map((i) => 1_700_000_000 + 10 * i))).toEqual([
    't, sample 7: 1700000060 is learnt as 1700000000, as near as float32 comes (expected numbers of 7 digits, or standardised inputs).',
  ]);
  expect(told(ten.map((i) => 1e-50 * (i + 1)))).toHaveLength(1);
  for (const kept of [ten.map((i) => i / 10), ten.map((i) => 1e5 + i), ten.map(() => 1_700_000_001)])
    expect(told(kept)).toEqual([]);
});

test('the files’ own test part is tested on, and has no part in mean and sd', () => {
  const { set, facts } = madeSet(
    [column('a', [0, 2, 0, 2, 0, 2, 50]), column('y', [0, 1, 0, 1, 0, 1, 1])],
    { inputs: [0], targets: [1], oneHot: true, standardise: true },
    'k.npz',
    6,
  );
  expect([set.train.count, set.test.count]).toEqual([6, 1]);
  expect(Array.from(set.train.x)).toEqual([-1, 1, -1, 1, -1, 1]);
  expect(Array.from(set.test.x)).toEqual([49]);
  expect(facts.made).toContain('The files’ own test part is tested on.');
});

test('more numbers than fit are refused before they are gathered', () => {
  const many: Field = { name: 'a', shape: [16384], samples: 1e9, source: new Uint8Array(0), offset: 0, stride: 0 };
  const choose = (targets: number[]) => () =>
    madeSet([many, many], { inputs: [0], targets, oneHot: false, standardise: false }, 'a');
  expect(choose([1])).toThrow('a: 16384 outputs are chosen (expected at most 1000)');
  const flat = { ...many, shape: [] };
  expect(() => madeSet([flat, flat], { inputs: [0], targets: [1], oneHot: false, standardise: false }, 'a')).toThrow(
    'a: 1,000,000,000 samples of 1 inputs and 1 outputs are too many (expected at most 250 million numbers together)',
  );
});
