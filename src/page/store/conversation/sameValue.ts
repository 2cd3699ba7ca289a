/** Whether two values say the same, compared part by part: what tells a request from the one that was answered. */

/** Values are numbers, texts, null, typed arrays, lists and plain objects. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (isList(a) && isList(b)) return a.length === b.length && everyIndex(a.length, (i) => sameValue(a[i], b[i]));
  const [entries, others] = [Object.entries(a), b as Record<string, unknown>];
  return entries.length === Object.keys(b).length && entries.every(([key, value]) => key in b && sameValue(value, others[key]));
}

const isList = (value: object): value is ArrayLike<unknown> => Array.isArray(value) || ArrayBuffer.isView(value);

function everyIndex(count: number, holds: (i: number) => boolean): boolean {
  for (let i = 0; i < count; i++) if (!holds(i)) return false;
  return true;
}
