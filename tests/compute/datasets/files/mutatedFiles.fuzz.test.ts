/** Damaged files of every format: each is read or refused in words, quickly, and the own data before it stay. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fuzzRuns } from '../../../fuzzRuns.ts';
import { checkFile, mutatedFile } from './mutatedFiles.ts';

const RUNS = fuzzRuns(400, 10_000);

test('damaged files are read or refused in words', async () => {
  const outcomes = { read: 0, refused: 0 };
  const property = fc.asyncProperty(mutatedFile, async (file) => {
    outcomes[await checkFile(file)]++;
  });
  await fc.assert(property, { numRuns: RUNS });
  expect(Math.min(outcomes.read, outcomes.refused)).toBeGreaterThan(RUNS / 50); // both happen
});
