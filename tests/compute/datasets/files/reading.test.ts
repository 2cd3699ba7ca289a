/** Long readings go by slices: the thread is handed back between two of them, so that a worker answers, and the page is told how far the reading is. */
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ownSetOf } from '../../../../src/compute/datasets/files/ownSet.ts';
import { readFiles } from '../../../../src/compute/datasets/files/readFiles.ts';
import { Reading } from '../../../../src/compute/datasets/files/reading.ts';
import { Breather } from '../../../../src/compute/engine/work/breather.ts';
import { contentOf } from './fields.ts';
import { fileOf, npy, refused, zip } from './madeFiles.ts';

/** Pauses wherever it may, as on a machine that is slow without end. */
class AlwaysDue extends Breather {
  override get isDue(): boolean {
    return true;
  }
}

/** How far the file is at every pause, from 0 to 1. */
async function sharesOf(file: File): Promise<number[]> {
  const shares: number[] = [];
  await readFiles([file], new Reading((share) => shares.push(share), new AlwaysDue(new AbortController().signal)));
  return shares;
}

/** Bytes that no packing makes shorter. */
function numbers(count: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
}

test.each([
  ['line breaks alone', () => fileOf('a.csv', `a,b\n${'\n'.repeat(3_000_000)}1,2\n`), 10],
  ['packed bytes', () => fileOf('a.idx.gz', gzipSync(Uint8Array.from([0, 0, 8, 1, 0, 3, 13, 64, ...numbers(200_000)]))), 10],
  ['a packed array', () => fileOf('a.npz', zip({ 'x.npy': npy([200_000], '|u1', numbers(200_000)) })), 10],
  ['whole numbers of 64 bits', () => fileOf('a.npy', npy([300_000], '<i8', new BigInt64Array(300_000))), 4],
  ['numbers of another byte order', () => fileOf('a.npy', npy([300_000], '>f8', new Float64Array(300_000))), 4],
  ['Fortran’s order', () => fileOf('a.npy', npy([100, 9], '<f8', new Float64Array(900), "'fortran_order': True")), 100],
])('%s', async (_name, made, least) => {
  const shares = await sharesOf(made());
  expect(shares.length).toBeGreaterThanOrEqual(least);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
});

test('samples are learnt by slices, too', () => {
  const samples = 100_000;
  const field = { name: 'a', shape: [], samples, source: new Float64Array(samples).fill(1.5), offset: 0, stride: 1 };
  let pauses = 0;
  const choice = { inputs: [0], targets: [0], oneHot: false, standardise: true };
  for (const _ of ownSetOf(contentOf(field), choice, 'a')) pauses++;
  expect(pauses).toBeGreaterThan((3 * samples) / 1024);
});

test('one line of millions of cells is refused before it is parted', () =>
  refused(fileOf('a.csv', '1,'.repeat(5_000_000)), /^a\.csv: it has 5,000,001 columns \(expected at most 17,384/));
