/** The own data that are learnt from, for as long as the page is open. */
import { computeError } from '../../../model/computeError.ts';
import type { OwnSet } from './ownSet.ts';

let latest: Promise<OwnSet | null> = Promise.resolve(null);

/** What is learnt from now on; it may still be on its way. What cannot be had leaves what was there. */
export function keepOwnSet(set: Promise<OwnSet>): void {
  const before = latest;
  latest = set.catch(() => before);
}

/** Throws `DataUnavailable` where no file was opened since the page was, or the address was made with other data. */
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
