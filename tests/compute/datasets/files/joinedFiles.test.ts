/** Several files or arrays together: training and test parts, batches, and fields side by side. */
import { expect, test } from 'vitest';
import { readFiles } from '../../../../src/compute/datasets/files/readFiles.ts';
import { fileOf, idx, npy, reading, refused, valuesOf, zip } from './madeFiles.ts';

const bytes = (shape: number[], from = 0) =>
  npy(
    shape,
    '|u1',
    Uint8Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => from + i),
  );
const joined = async (...files: File[]) => {
  const { fields, trainingCount, remarks } = await readFiles(files);
  return { trainingCount, remarks, fields: fields.map((field) => [field.name, field.shape, valuesOf(field)]) };
};

test('two arrays of one shape are fields side by side, never more samples', async () => {
  expect(await reading(fileOf('X.npy', bytes([2, 2])), fileOf('Y.npy', bytes([2, 2], 10)))).toEqual([
    ['X column 1', [], [[0], [2]]],
    ['X column 2', [], [[1], [3]]],
    ['Y column 1', [], [[10], [12]]],
    ['Y column 2', [], [[11], [13]]],
  ]);
  expect(await reading(fileOf('x.csv', '1,2\n3,4'), fileOf('y.csv', '5,6\n7,8'))).toHaveLength(4);
  expect((await reading(fileOf('x.npy', bytes([2, 1, 2])), fileOf('labels.npy', bytes([2])))).map(([name]) => name)).toEqual([
    'x',
    'labels',
  ]);
  await refused([fileOf('X.npy', bytes([2, 2])), fileOf('Y.npy', bytes([3, 2]))], 'Y.npy: 3 samples (expected 2, as X.npy has)');
});

test('files that name the same fields are batches, in numbers that hold those of both', async () => {
  expect(await reading(fileOf('1.csv', 'a,b\n1e300,2'), fileOf('2.csv', 'a,b\n3,4\n5,6'))).toEqual([
    ['a', [], [[1e300], [3], [5]]],
    ['b', [], [[2], [4], [6]]],
  ]);
  const part = (from: number, type: '|u1' | '<f8') =>
    zip({
      'x.npy': npy([1, 2], type, type === '|u1' ? [from, from + 1] : Float64Array.of(from, from + 0.1)),
      'y.npy': bytes([1], from),
    });
  expect(await reading(fileOf('1.npz', part(1, '|u1')), fileOf('2.npz', part(5, '<f8')))).toEqual([
    [
      'x',
      [2],
      [
        [1, 2],
        [5, 5.1],
      ],
    ],
    ['y', [], [[1], [5]]],
  ]);
});

test('x_train, y_train, x_test and y_test are a training and a test part', async () => {
  const archive = {
    'x_train.npy': bytes([2, 1, 2]),
    'y_train.npy': bytes([2], 7),
    'x_test.npy': bytes([1, 1, 2], 20),
    'y_test.npy': bytes([1], 9),
    'x_val.npy': bytes([5, 1, 2]),
    'mean.npy': bytes([2]),
  };
  expect(await joined(fileOf('keras.npz', zip(archive)))).toEqual({
    trainingCount: 2,
    remarks: ['Passed over: x_val (a validation part), mean (no training and test part).'],
    fields: [
      [
        'x',
        [1, 2],
        [
          [0, 1],
          [2, 3],
          [20, 21],
        ],
      ],
      ['y', [], [[7], [8], [9]]],
    ],
  });
});

test('the published files of MNIST, and tables called train and test, are such parts too', async () => {
  const mnist = await joined(
    fileOf('train-images-idx3-ubyte', idx([2, 1, 1], [1, 2])),
    fileOf('train-labels-idx1-ubyte', idx([2], [3, 4])),
    fileOf('t10k-images-idx3-ubyte', idx([1, 1, 1], [5])),
    fileOf('t10k-labels-idx1-ubyte', idx([1], [6])),
  );
  expect(mnist).toEqual({
    trainingCount: 2,
    remarks: [],
    fields: [
      ['images', [1, 1], [[1], [2], [5]]],
      ['labels', [], [[3], [4], [6]]],
    ],
  });
  const tables = await joined(fileOf('wine_test.csv', 'a,y\n5,0'), fileOf('wine_train.csv', 'a,y\n1,0\n3,1'));
  expect(tables).toMatchObject({
    trainingCount: 2,
    fields: [
      ['a', [], [[1], [3], [5]]],
      ['y', [], [[0], [1], [0]]],
    ],
  });
});

test('parts that do not fit each other are refused by name', async () => {
  const archive = (x: number[], y: number[]) =>
    fileOf(
      'k.npz',
      zip({ 'x_train.npy': bytes([2, 3]), 'y_train.npy': bytes([2]), 'x_test.npy': bytes(x), 'y_test.npy': bytes(y) }),
    );
  await refused(archive([1, 2], [1]), 'k.npz: x_test has samples of 2 (expected samples of 3, as x_train has)');
  await refused(archive([2, 3], [1]), 'k.npz: y_test has 1 samples (expected 2, as x_test has)');
  await refused(
    [fileOf('train.csv', 'a,b,y\n1,2,0'), fileOf('test.csv', 'b,a,y\n1,2,0')],
    'test.csv: test has the field b (expected a, as train has)',
  );
  await refused(
    [fileOf('train.csv', 'a,b,y\n1,2,0'), fileOf('test.csv', 'a,b\n1,2')],
    'test.csv: test has 2 fields (expected 3 fields, as train has)',
  );
});

test('more samples than can be learnt are refused', async () => {
  const flat = npy([20_000_000], '|u1', new Uint8Array(20_000_000));
  await refused(fileOf('a.npy', flat), 'a.npy: 20,000,000 samples (expected at most 5,000,000)');
});

test('words that only look like parts are names', async () => {
  const { trainingCount, fields } = await joined(fileOf('a.npz', zip({ 'latest.npy': bytes([2]), 'contest.npy': bytes([2]) })));
  expect([trainingCount, fields.map(([name]) => name)]).toEqual([null, ['latest', 'contest']]);
});
