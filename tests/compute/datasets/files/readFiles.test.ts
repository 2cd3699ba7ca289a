/** Every format by a small file, and every way in which a file can be wrong. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readFiles } from '../../../../src/compute/datasets/files/readFiles.ts';
import { fileOf, idx, npy, reading, record, refused, valuesOf, zip } from './madeFiles.ts';

/** Labels count up; the first record's first bytes are 0 0 13 1. */
function cifarLikeIdx(label: number) {
  const bytes = record(label, 9);
  bytes.set([0, 13, 1], 1);
  return bytes;
}

describe('CSV', () => {
  test('columns by their names, or by their numbers', async () => {
    expect(await reading(fileOf('a.csv', 'x,"y, really"\n1,2\r\n-3.5,4e1\n'))).toEqual([
      ['x', [], [[1], [-3.5]]],
      ['y, really', [], [[2], [40]]],
    ]);
    expect(await reading(fileOf('a.txt', '\n1;2\n3;4'))).toEqual([
      ['column 1', [], [[1], [3]]],
      ['column 2', [], [[2], [4]]],
    ]);
  });
  test('text is refused with its row and column', () =>
    refused(fileOf('a.csv', 'x,y\n1,2\n3,four\n'), 'a.csv: row 3, column 2: "four" (expected a number)'));
  test('an empty cell is refused with its row and column', () =>
    refused(fileOf('a.csv', '1,2\n,4\n'), 'a.csv: row 2, column 1: nothing (expected a number)'));
  test('a ragged row is refused with its number', () =>
    refused(fileOf('a.csv', 'x,y\n1,2\n1,2,3\n'), 'a.csv: row 3 has 3 columns (expected 2, as row 1 has)'));
  test('nothing but names is refused', () => refused(fileOf('a.csv', 'x,y\n'), /no rows of numbers/));
});

describe('NPY and NPZ', () => {
  test('a table’s columns are fields', async () => {
    expect(await reading(fileOf('a.npy', npy([2, 2], '<f8', Float64Array.of(1, 2, 3, 4))))).toEqual([
      ['column 1', [], [[1], [3]]],
      ['column 2', [], [[2], [4]]],
    ]);
  });
  test.each([
    ['<f4', Float32Array.of(1.5, -2)],
    ['<i8', BigInt64Array.of(1n, -2n)],
    ['|i1', Int8Array.of(1, -2)],
    ['<u2', Uint16Array.of(1, 65535)],
  ])('numbers of type %s', async (descr, data) =>
    expect((await reading(fileOf('a.npy', npy([2], descr, data))))[0][2]).toEqual(
      Array.from(data as ArrayLike<unknown>, (value) => [Number(value)]),
    ),
  );
  test('another type is refused by its name', () =>
    refused(fileOf('a.npy', npy([2], '<U3', [])), /^a\.npy: its numbers are of type <U3 \(expected f8, f4, f2, u1/));
  test('an end before its numbers is refused with the byte', () => {
    const whole = npy([2, 2], '<f8', Float64Array.of(1, 2, 3, 4));
    return refused(
      fileOf('a.npy', whole.slice(0, -3)),
      `a.npy: it ends at byte ${whole.length - 3} (expected ${whole.length} bytes for an array of 2 x 2)`,
    );
  });
  test('Fortran order is read as C order', async () =>
    // [[[0, 1, 2], [3, 4, 5]], [[6, 7, 8], [9, 10, 11]]]
    expect(
      await reading(fileOf('a.npy', npy([2, 2, 3], '|u1', [0, 6, 3, 9, 1, 7, 4, 10, 2, 8, 5, 11], "'fortran_order': True"))),
    ).toEqual([
      [
        'array',
        [2, 3],
        [
          [0, 1, 2, 3, 4, 5],
          [6, 7, 8, 9, 10, 11],
        ],
      ],
    ]));
  test.each([0, 8] as const)('arrays of an NPZ, packed by method %i', async (method) => {
    const arrays = { 'x.npy': npy([2, 1, 2], '|u1', [1, 2, 3, 4]), 'label.npy': npy([2], '<i4', Int32Array.of(0, 1)) };
    expect(await reading(fileOf('a.npz', zip(arrays, { method })))).toEqual([
      [
        'x',
        [1, 2],
        [
          [1, 2],
          [3, 4],
        ],
      ],
      ['label', [], [[0], [1]]],
    ]);
  });
  test('a zip that is cut off, or holds no arrays, is refused', async () => {
    await refused(fileOf('a.npz', zip({ 'x.npy': npy([1], '|u1', [1]) }).slice(0, -30)), /the zip is damaged: it ends at byte/);
    await refused(fileOf('a.npz', zip({ 'x.txt': Uint8Array.of(1) })), /there is no array in it/);
  });
  test('arrays of different lengths are refused', () =>
    refused(
      fileOf('a.npz', zip({ 'x.npy': npy([2], '|u1', [1, 2]), 'y.npy': npy([3], '|u1', [1, 2, 3]) })),
      'a.npz: y has 3 samples (expected 2, as x has)',
    ));
});

describe('IDX', () => {
  const images = idx([2, 1, 2], [1, 2, 3, 4]);
  const labels = idx([2], [7, 9]);
  test('images and labels, packed or not, side by side', async () => {
    expect(await reading(fileOf('i-idx3-ubyte.gz', gzipSync(images)), fileOf('l-idx1-ubyte', labels))).toEqual([
      [
        'images',
        [1, 2],
        [
          [1, 2],
          [3, 4],
        ],
      ],
      ['labels', [], [[7], [9]]],
    ]);
  });
  test('a truncated file is refused with the byte at which it ends', () =>
    refused(fileOf('i.idx', images.slice(0, -1)), 'i.idx: it ends at byte 19 (expected 20 bytes for 2 x 1 x 2 numbers)'));
  test('a truncated gzip is refused', () =>
    refused(fileOf('i.gz', gzipSync(images).subarray(0, 20)), /the gzip is damaged or cut off/));
  test('another type is refused', () =>
    refused(fileOf('i.idx', idx([1], [1], 13)), /type 13, float \(expected 8, unsigned byte\)/));
  test('as many labels as images', () =>
    refused([fileOf('i.idx', images), fileOf('l.idx', idx([3], [1, 2, 3]))], 'l.idx: 3 samples (expected 2, as i.idx has)'));
});

describe('CIFAR-10', () => {
  test('batches one after another', async () => {
    const { fields } = await readFiles([
      fileOf('data_batch_1.bin', record(3, 10), record(9, 20)),
      fileOf('data_batch_2.bin', record(0, 30)),
    ]);
    expect(fields.map(({ name, shape, samples }) => [name, shape, samples])).toEqual([
      ['labels', [], 3],
      ['images', [3, 32, 32], 3],
    ]);
    expect(valuesOf(fields[0])).toEqual([[3], [9], [0]]);
    expect(valuesOf(fields[1]).map((image) => [image[0], image[3071]])).toEqual([
      [10, 10],
      [20, 20],
      [30, 30],
    ]);
  });
  test('the name decides before the bytes guess: records that begin as IDX does', async () => {
    const fields = await reading(fileOf('batch.bin', ...Array.from({ length: 6 }, (_, i) => cifarLikeIdx(i))));
    expect(fields.map(([name, shape, values]) => [name, shape, values.length])).toEqual([
      ['labels', [], 6],
      ['images', [3, 32, 32], 6],
    ]);
    expect(fields[0][2].flat()).toEqual([0, 1, 2, 3, 4, 5]);
  });
  test('IDX called .bin is still read', async () =>
    expect(await reading(fileOf('labels.bin', idx([2], [7, 9])))).toEqual([['labels', [], [[7], [9]]]]));
  test('a label out of range is refused with its byte', () =>
    refused(fileOf('b.bin', record(1, 0), record(10, 0)), 'b.bin: byte 3073: label 10 (expected 0 to 9)'));
  test('half a record is refused', () =>
    refused(fileOf('b.bin', record(1, 0), Uint8Array.of(1)), /it ends at byte 3074, within a record/));
});

test('a file over 500 MB is refused before it is read', () => {
  const huge = { name: 'huge.csv', size: 2e9, arrayBuffer: () => Promise.reject(new Error('was read')) } as unknown as File;
  return refused(huge, /^huge\.csv: it has 2000 MB \(expected at most 500 MB/);
});
test('a file that the browser cannot read is refused in words', () => {
  const gone = { name: 'a.csv', size: 9, arrayBuffer: () => Promise.reject(new Error('it was moved')) } as unknown as File;
  return refused(gone, 'a.csv: the browser cannot read it: it was moved (expected a file that is still where it was, no folder)');
});
test('a file of another kind is refused', () => refused(fileOf('a.xlsx', 'nonsense'), /of no kind that is read here/));
