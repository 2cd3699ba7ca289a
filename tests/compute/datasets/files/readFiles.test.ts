/** Files of every kind, made here byte by byte, and every way in which they can be wrong. */
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type Field, widthOf } from '../../../../src/compute/datasets/files/field.ts';
import { readFiles } from '../../../../src/compute/datasets/files/readFiles.ts';

const fileOf = (name: string, ...parts: BlobPart[]) => new File(parts, name);
const valuesOf = (field: Field) =>
  Array.from({ length: field.samples }, (_, i) => {
    const from = field.offset + i * field.stride;
    return Array.from(field.source.subarray(from, from + widthOf(field)), Number);
  });
const reading = (...files: File[]) =>
  readFiles(files).then((fields) => fields.map((field) => [field.name, field.shape, valuesOf(field)]));
const refused = (file: File | File[], message: string | RegExp) =>
  expect(readFiles([file].flat())).rejects.toMatchObject({
    name: 'BadFile',
    message: typeof message === 'string' ? message : expect.stringMatching(message),
  });

function npy(
  shape: number[],
  descr: string,
  data: ArrayBufferView | number[],
  extra = "'fortran_order': False",
): Uint8Array<ArrayBuffer> {
  const header = `{'descr': '${descr}', ${extra}, 'shape': (${shape.join(', ')}${shape.length === 1 ? ',' : ''}), }\n`;
  const body = Array.isArray(data)
    ? Uint8Array.from(data)
    : new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength);
  const head = [0x93, ...Buffer.from('NUMPY'), 1, 0, header.length & 255, header.length >> 8, ...Buffer.from(header)];
  return Uint8Array.from([...head, ...body]);
}

/** As numpy.savez writes it: entries, then the directory. */
function zip(entries: Record<string, Uint8Array>, method: 0 | 8): Uint8Array<ArrayBuffer> {
  const [parts, directory]: Buffer[][] = [[], []];
  let at = 0;
  for (const [name, data] of Object.entries(entries)) {
    const packed = method === 8 ? deflateRawSync(data) : Buffer.from(data);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(method, 8);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(crc32(data), 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(data.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    parts.push(local, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    at += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(entries).length, 10);
  end.writeUInt32LE(at, 16);
  return Uint8Array.from(Buffer.concat([...parts, ...directory, end]));
}

const idx = (shape: number[], data: number[], type = 8) =>
  Uint8Array.from([0, 0, type, shape.length, ...shape.flatMap((length) => [0, 0, length >> 8, length & 255]), ...data]);
const record = (label: number, shade: number) => Uint8Array.from([label, ...new Array<number>(3072).fill(shade)]);

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
    refused(fileOf('a.npy', npy([2], '<U3', [])), /^a\.npy: its numbers are of type <U3 \(expected one of <f8, <f4/));
  test('an end before its numbers is refused with the byte', () => {
    const whole = npy([2, 2], '<f8', Float64Array.of(1, 2, 3, 4));
    return refused(
      fileOf('a.npy', whole.slice(0, -3)),
      `a.npy: it ends at byte ${whole.length - 3} (expected ${whole.length} bytes for an array of 2 x 2)`,
    );
  });
  test('Fortran order is refused', () =>
    refused(fileOf('a.npy', npy([1, 2], '|u1', [1, 2], "'fortran_order': True")), /Fortran order/));
  test.each([0, 8] as const)('arrays of an NPZ, packed by method %i', async (method) => {
    const arrays = { 'x.npy': npy([2, 1, 2], '|u1', [1, 2, 3, 4]), 'label.npy': npy([2], '<i4', Int32Array.of(0, 1)) };
    expect(await reading(fileOf('a.npz', zip(arrays, method)))).toEqual([
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
    await refused(
      fileOf('a.npz', zip({ 'x.npy': npy([1], '|u1', [1]) }, 8).slice(0, -30)),
      /the zip is damaged: it ends at byte/,
    );
    await refused(fileOf('a.npz', zip({ 'x.txt': Uint8Array.of(1) }, 0)), /there is no array in it/);
  });
  test('arrays of different lengths are refused', () =>
    refused(
      fileOf('a.npz', zip({ 'x.npy': npy([2], '|u1', [1, 2]), 'y.npy': npy([3], '|u1', [1, 2, 3]) }, 0)),
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
    const fields = await readFiles([
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
  test('a label out of range is refused with its byte', () =>
    refused(fileOf('b.bin', record(1, 0), record(10, 0)), 'b.bin: byte 3073: label 10 (expected 0 to 9)'));
  test('half a record is refused', () =>
    refused(fileOf('b.bin', record(1, 0), Uint8Array.of(1)), /it ends at byte 3074, within a record/));
});

test('a file over 500 MB is refused before it is read', () => {
  const huge = { name: 'huge.csv', size: 2e9, arrayBuffer: () => Promise.reject(new Error('was read')) } as unknown as File;
  return refused(huge, /^huge\.csv: it has 2000 MB \(expected at most 500 MB/);
});
test('a file of another kind is refused', () => refused(fileOf('a.xlsx', 'nonsense'), /of no kind that is read here/));
