/** Archives: zip64 records, promises that are not kept, and arrays that are no samples. */
import { expect, test } from 'vitest';
import { readArchive, readFiles } from '../../../../src/compute/datasets/files/readFiles.ts';
import { fileOf, npy, reading, refused, zip } from './madeFiles.ts';

const x = npy([3, 2], '<f4', Float32Array.of(1, 2, 3, 4, 5, 6));
const y = npy([3], '<i8', BigInt64Array.of(0n, 1n, 1n));
const fields = [
  [
    'x',
    [2],
    [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
  ],
  ['y', [], [[0], [1], [1]]],
];

test.each([0, 8] as const)('zip64 records, packed by method %i', async (method) =>
  expect(await reading(fileOf('a.npz', zip({ 'x.npy': x, 'y.npy': y }, { method, zip64: true })))).toEqual(fields),
);

test('arrays with samples are read; scalars, texts and objects are passed over and named', async () => {
  const entries = {
    'x.npy': x,
    'seed.npy': npy([], '<i8', BigInt64Array.of(7n)),
    'y.npy': y,
    'names.npy': npy([2], '<U3', new Uint8Array(24)),
    'meta.npy': npy([], '|O', [128, 4]),
    'made.npy': npy([1], '<M8[s]', new Uint8Array(8)),
  };
  const file = fileOf('a.npz', zip(entries));
  expect(await reading(file)).toEqual(fields);
  expect((await readFiles([file])).remarks).toEqual([
    'Passed over: seed (a single number), names (text), meta (Python objects), made (times).',
  ]);
  await refused(
    fileOf('a.npz', zip({ 'seed.npy': entries['seed.npy'], 'names.npy': entries['names.npy'] })),
    'a.npz: there is no array of samples in it: seed (a single number), names (text) (expected numbers along a first axis)',
  );
});

test('an entry of another length than it promises is refused one byte past the promise', async () => {
  const bomb = zip({ 'x.npy': npy([50_000_000], '|u1', new Uint8Array(50_000_000)) }, { promised: 1000 });
  bomb.fill(0xff, 30_000, 40_000); // whoever reads on finds the damage
  await refused(fileOf('a.npz', bomb), 'a.npz: the zip is damaged: x.npy has more than the 1000 bytes that it promises');
  await refused(fileOf('a.npz', zip({ 'x.npy': x }, { promised: 1000 })), /x\.npy has \d+ bytes \(expected 1000\)/);
  await refused(fileOf('a.npz', zip({ 'x.npy': x }, { promised: 4e9 })), /its arrays take 4000 MB \(expected at most 500 MB\)/);
});

test('a checkpoint’s arrays may be empty or single numbers', async () => {
  const file = fileOf('a.npz', zip({ 'a.npy': npy([0], '<f8', []), 'b.npy': npy([], '<f8', Float64Array.of(2.5)) }));
  expect(await readArchive(file)).toEqual({ a: new Float64Array(0), b: Float64Array.of(2.5) });
});
