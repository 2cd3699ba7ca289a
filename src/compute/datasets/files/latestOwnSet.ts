/** The person's own data that networks learn from, for as long as the page is open. */
import { computeError } from '../../../model/computeError.ts';
import { untilAborted } from '../../engine/work/breather.ts';
import type { FiniteSource } from '../batches/dataSource.ts';
import type { OwnSet } from './ownSet.ts';

let latest: Promise<OwnSet | null> = Promise.resolve(null);

/** Makes `set` the own data once it has been read; a set that cannot be read leaves the earlier own data in place. */
export function keepOwnSet(set: Promise<OwnSet>): void {
  const before = latest;
  latest = set.catch(() => before);
}

export const ownSource: FiniteSource = {
  kind: 'finite',
  facts: async ({ own = 0 }) => (await ownSet(own)).facts,
  load: async ({ own = 0 }, signal) => (await untilAborted(ownSet(own), signal)).set,
};

/** The own data with this fingerprint. Throws `DataUnavailable` where no file has been opened in this page, or the address was made with other data. */
export async function ownSet(fingerprint: number): Promise<OwnSet> {
  const own = await latest;
  if (!own)
    throw computeError(
      'DataUnavailable',
      'own data were chosen, but no file has been opened here: drop it on the page, or choose it in the tab “Data”',
    );
  if (own.sizes.fingerprint !== fingerprint)
    throw computeError(
      'DataUnavailable',
      'the address was made with other data than those opened here: drop their file on the page, or choose it in the tab “Data”',
    );
  return own;
}
