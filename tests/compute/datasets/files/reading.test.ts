/** Long readings: the thread is handed back all the while, so that a worker answers, and the page is told how far the reading is. */
import { expect, test } from 'vitest';
import { previewOf } from '../../../../src/compute/datasets/files/filePreview.ts';
import { ownSetOf } from '../../../../src/compute/datasets/files/ownSet.ts';
import { readFiles } from '../../../../src/compute/datasets/files/readFiles.ts';
import { Reading } from '../../../../src/compute/datasets/files/reading.ts';
import { Breather } from '../../../../src/compute/engine/work/breather.ts';
import { fileOf, npy, refused } from './madeFiles.ts';

/** Longest time for which the thread is held while `work` goes on, in ms. */
async function longestStretch(work: Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  await work;
  clearInterval(timer);
  return Math.max(longest, performance.now() - last);
}

/** The page takes a worker for dead that is silent for 6 s; a machine may be ten times as slow as this one. */
const MOST_STRETCH = 600;

test('line breaks alone, by the million', async () => {
  const file = fileOf('a.csv', `a,b\n${'\n'.repeat(10_000_000)}1,2\n`);
  const shares: number[] = [];
  const work = readFiles([file], new Reading((share) => shares.push(share)));
  expect(await longestStretch(work)).toBeLessThan(MOST_STRETCH);
  expect((await work).fields.map(({ samples }) => samples)).toEqual([1, 1]);
  expect(shares.length).toBeGreaterThan(2);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
});

test('a flat array of millions of numbers, read, previewed and learnt', async () => {
  const file = fileOf('a.npy', npy([3_000_000], '<f8', new Float64Array(3_000_000).fill(1.5)));
  const breather = new Breather(new AbortController().signal);
  const choice = { inputs: [0], targets: [0], oneHot: false, standardise: true };
  const work = readFiles([file]).then(async (content) => {
    previewOf(content);
    return breather.run(ownSetOf(content, choice, file.name));
  });
  expect(await longestStretch(work)).toBeLessThan(MOST_STRETCH);
  expect((await work).set.train.count).toBe(2_400_000);
});

test('one line of millions of cells', () =>
  refused(fileOf('a.csv', '1,'.repeat(5_000_000)), /^a\.csv: it has 5,000,001 columns \(expected at most 17,384/));
