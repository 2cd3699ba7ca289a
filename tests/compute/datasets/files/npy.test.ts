/** NumPy's headers as NumPy reads them, in all their spellings, and arrays that hold no samples. */
import { expect, test } from 'vitest';
import { readFiles } from '../../../../src/compute/datasets/files/readFiles.ts';
import { fileOf, npy, npyWith, reading, refused } from './madeFiles.ts';

const six = Float64Array.of(1, 2, 3, 4, 5, 6);
const columns = [
  ['column 1', [], [[1], [3], [5]]],
  ['column 2', [], [[2], [4], [6]]],
];

test.each([
  ['Python 2’s long', "{'descr': '<f8', 'fortran_order': False, 'shape': (3L, 2L), }"],
  ['double quotes', '{"descr": "<f8", "fortran_order": False, "shape": (3, 2)}'],
  ['odd spacing and order', "{ 'shape' :( 3 ,2 , ),\n'fortran_order':False ,\t'descr':'<f8'}   \n"],
  ['the machine’s own order', "{'descr': '=f8', 'fortran_order': False, 'shape': (3, 2), }"],
  ['no order', "{'descr': 'f8', 'fortran_order': False, 'shape': (3, 2), }"],
  ['another name of the type', "{'descr': 'float64', 'fortran_order': False, 'shape': (3, 2), }"],
  ['the letter of the type', "{'descr': u'<d', 'fortran_order': False, 'shape': (3, 2), }"],
  ['a list as shape', "{'descr': '<f8', 'fortran_order': False, 'shape': [3, 2]}"],
])('a header with %s', async (_name, header) => expect(await reading(fileOf('a.npy', npyWith(header, six)))).toEqual(columns));

test.each([
  ['<u1', [1, 2, 255], [1, 2, 255]],
  ['>u1', [1, 2, 255], [1, 2, 255]],
  ['?', [1, 0, 2], [1, 0, 1]],
  ['>u2', [1, 0, 0, 2, 255, 255], [256, 2, 65535]],
  ['>i4', [255, 255, 255, 254, 0, 0, 1, 0], [-2, 256]],
  ['<f2', [0x00, 0x3c, 0x00, 0xc0, 0x01, 0x00, 0xff, 0x7b], [1, -2, 2 ** -24, 65504]],
  ['>i8', [255, 255, 255, 255, 255, 255, 255, 253], [-3]],
])('numbers of type %s', async (descr, bytes, values) =>
  expect((await reading(fileOf('a.npy', npy([values.length], descr, bytes))))[0][2].flat()).toEqual(values),
);

test.each([
  [
    '(np.int64(8), np.int64(3))',
    'a.npy: its header’s shape cannot be read: (np.int64(8), np.int64(3)), } (expected whole numbers, as in (8, 3))',
  ],
  ['(8.0, 3)', 'a.npy: its header’s shape cannot be read: (8.0, 3), } (expected whole numbers, as in (8, 3))'],
  ['(8)', 'a.npy: its header’s shape cannot be read: 8 (expected whole numbers, as in (8, 3))'],
  ['(-8, 3)', 'a.npy: its header’s shape cannot be read: (-8, 3), } (expected whole numbers, as in (8, 3))'],
  [`${'('.repeat(9999)}`, /^a\.npy: its header’s shape cannot be read: \(+… \(expected whole numbers/],
])('a shape %# that is none is refused in words', (shape, message) =>
  refused(fileOf('a.npy', npyWith(`{'descr': '<f8', 'fortran_order': False, 'shape': ${shape}, }`, six)), message),
);

test('a header without a key, with another key’s value, or of another version is refused', async () => {
  await refused(
    fileOf('a.npy', npyWith("{'descr': '<f8', 'shape': (3, 2)}", six)),
    /has no fortran_order \(expected True or False\)/,
  );
  await refused(
    fileOf('a.npy', npyWith("{'descr': 8, 'fortran_order': False, 'shape': (3, 2)}", six)),
    /its header’s descr cannot be read: 8 \(expected a type such as '<f8'\)/,
  );
  await refused(
    fileOf('a.npy', npyWith("{'descr': '<f8', 'fortran_order': 0, 'shape': (3, 2)}", six)),
    /its header’s fortran_order cannot be read: 0 \(expected True or False\)/,
  );
  await refused(
    fileOf('a.npy', npyWith("{'descr': '<f8', 'fortran_order': False, 'shape': (3, 2), 'x': 1}", six)),
    'a.npy: its header has the key x (expected descr, fortran_order and shape alone)',
  );
  const other = npy([3, 2], '<f8', six);
  other[6] = 9;
  await refused(fileOf('a.npy', other), 'a.npy: it is of version 9.0 of the format (expected 1.0, 2.0 or 3.0)');
});

test('no samples, samples of no numbers and more columns than could be chosen are refused', async () => {
  await refused(fileOf('a.npy', npy([8, 0], '<f8', [])), 'a.npy: array has samples of 0 numbers (expected one or more a sample)');
  await refused(
    fileOf('a.npy', npy([0, 1_000_000_000], '<f8', [])),
    'a.npy: array has 0 samples (expected one or more along the first axis)',
  );
  await refused(
    fileOf('a.npy', npy([1, 2_000_000], '|u1', new Uint8Array(2_000_000))),
    /^a\.npy: it has 2,000,000 columns \(expected at most 17,384/,
  );
  await refused(fileOf('a.npy', npy([8, 2 ** 40, 2 ** 40], '<f8', [])), /expected .* bytes for an array of 8 x 1099511627776 x/);
});

test('integers beyond 2^53 are told by sample and column', async () => {
  const { remarks } = await readFiles([fileOf('a.npy', npy([2, 2], '<i8', BigInt64Array.of(1n, 2n, 3n, -9007199254740993n)))]);
  expect(remarks).toEqual([
    'column 2, sample 2: of -9007199254740993 the last digits cannot be kept (whole numbers are exact up to 2^53); it is -9007199254740992 here.',
  ]);
});
