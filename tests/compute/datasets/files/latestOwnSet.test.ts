import { expect, test } from 'vitest';
import { keepOwnSet, ownSet } from '../../../../src/compute/datasets/files/latestOwnSet.ts';
import { choice, fields, madeSet } from './fields.ts';

test('own data are those opened here, and the address knows them again', async () => {
  await expect(ownSet(1)).rejects.toMatchObject({
    name: 'DataUnavailable',
    message: expect.stringMatching(/no file has been opened here/),
  });
  const own = madeSet(fields, choice, 'a.csv');
  keepOwnSet(Promise.resolve(own));
  expect(await ownSet(own.sizes.fingerprint)).toBe(own);
  const { fingerprint } = madeSet(fields, { ...choice, standardise: true }, 'a.csv').sizes;
  expect(fingerprint).not.toBe(own.sizes.fingerprint);
  await expect(ownSet(fingerprint)).rejects.toThrow(/made with other data/);
});
