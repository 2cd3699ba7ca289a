/** Builds a request anew only where something has changed that the last one was built from: the playhead's every step asks all kinds for their request. */
import type { Kind, RequestOf } from '../../../model/experiments.ts';
import type { Asking } from '../state/kindRow.ts';

type Build<K extends Kind> = (page: Asking) => RequestOf<K> | null;

/** Reads a value that a request was built from, on another page. */
type Reading = (page: Asking) => unknown;

/** `build`, which must depend on nothing but the page; the same request, as an object, for pages on which `build` reads the same values. */
export function requestBuilder<K extends Kind>(build: Build<K>): Build<K> {
  let readings: { reading: Reading; value: unknown }[] = [];
  let request: RequestOf<K> | null = null;
  let isBuilt = false;

  return (page) => {
    if (isBuilt && readings.every(({ reading, value }) => Object.is(reading(page), value))) return request;
    readings = [];
    request = build(noted(page, (reading) => readings.push({ reading, value: reading(page) })));
    isBuilt = true;
    return request;
  };
}

/** The page, telling of every value that is read from it. */
function noted(page: Asking, note: (reading: Reading) => void): Asking {
  const isAnswered = (kind: Kind): boolean => {
    note((other) => other.isAnswered(kind));
    return page.isAnswered(kind);
  };
  return new Proxy(page, {
    get(_page, key: keyof Asking) {
      if (key === 'isAnswered') return isAnswered;
      note((other) => other[key]);
      return page[key];
    },
  });
}
