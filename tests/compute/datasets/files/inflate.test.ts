/** Packed files: several members, zeros after them, damage, and more content than a page can hold. */
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { gunzip } from '../../../../src/compute/datasets/files/inflate.ts';
import { Reading } from '../../../../src/compute/datasets/files/reading.ts';
import { fileOf, idx, reading, refused } from './madeFiles.ts';

const members = (...texts: (string | Uint8Array)[]) => Buffer.concat(texts.map((text) => gzipSync(text)));
const zeros = (count: number) => Buffer.alloc(count);

test('all members are read, and zeros at the end are none', async () => {
  const expected = [
    ['a', [], [[1], [3], [5]]],
    ['b', [], [[2], [4], [6]]],
  ];
  const two = members('a,b\n1,2\n', '3,4\n5,6\n');
  for (const padding of [0, 1, 3, 4, 8, 512])
    expect([padding, await reading(fileOf('a.csv.gz', two, zeros(padding)))]).toEqual([padding, expected]);
  expect(await reading(fileOf('a.csv.gz', members('a,b\n1,2\n3,4\n', '', '5,6\n')))).toEqual(expected);
});

test('IDX in several members with zeros after them', async () => {
  const images = idx([2, 1, 2], [1, 2, 3, 0]);
  const file = fileOf('i-idx3-ubyte.gz', members(images.subarray(0, 7), images.subarray(7)), zeros(20));
  expect(await reading(file)).toEqual([
    [
      'images',
      [1, 2],
      [
        [1, 2],
        [3, 0],
      ],
    ],
  ]);
});

test('every length and every slice’s edge comes back', async () => {
  for (const length of [0, 1, 255, 65_536, 300_000]) {
    const text = Uint8Array.from({ length }, (_, i) => (i * 2654435761) >>> 13);
    const packed = Uint8Array.from(Buffer.concat([members(text, text.subarray(0, length >> 1)), zeros(5)]));
    const whole = await gunzip(packed, 'a.gz', 1e9, new Reading());
    expect(Buffer.compare(whole, Buffer.concat([text, text.subarray(0, length >> 1)]))).toBe(0);
  }
});

test('damage, a cut end and junk after the members are refused', async () => {
  const packed = members('a,b\n1,2\n3,4\n5,6\n7,8\n');
  for (let cut = 3; cut < packed.length; cut++)
    await refused(fileOf('a.csv.gz', packed.subarray(0, cut)), /^a\.csv\.gz: the gzip is damaged or cut off/);
  await refused(fileOf('a.csv.gz', packed, 'junk'), /the gzip is damaged .*expected gzip members alone/);
  const flipped = Buffer.from(packed);
  flipped[packed.length - 6] ^= 1; // of the checksum
  await refused(fileOf('a.csv.gz', flipped), /the gzip is damaged/);
  await refused(fileOf('a.csv.gz', flipped, packed), /a checksum is not that of the content/);
});

test('a bomb is refused as soon as more comes out than may', async () => {
  const bomb = Uint8Array.from(gzipSync(new Uint8Array(20_000_000)));
  let told = 0;
  const refusal = gunzip(bomb, 'a.csv.gz', 5e6, new Reading(() => told++));
  await expect(refusal).rejects.toThrow('a.csv.gz: it unpacks to more than 5 MB (expected at most so many)');
});
