/** How far an answer is from what is expected, array by array: a matrix, a grid of rows or a list of numbers is one array. */

type Tree = number | string | boolean | null | Tree[] | { [field: string]: Tree };

/**
 * max |actual - expected| / max |expected| for every array that `expected` holds, by its path; Infinity where shapes differ. An array of
 * zeros is compared absolutely.
 */
export function worstDifferences(expected: object, actual: object): Record<string, number> {
  return Object.fromEntries(compare('', expected as Tree, actual as Tree));
}

function compare(path: string, expected: Tree, actual: Tree | undefined): [path: string, difference: number][] {
  if (typeof expected === 'string' || expected === null) return expected === actual ? [] : [[path, Number.POSITIVE_INFINITY]];
  const numbers = numbersOf(expected);
  if (numbers) return [[path, difference(numbers, numbersOf(actual ?? null))]];
  return Object.entries(expected).flatMap(([field, value]) =>
    compare(path ? `${path}.${field}` : field, value, (actual as Record<string, Tree> | undefined)?.[field]),
  );
}

/** The tree's numbers in order if it is one array, else null. */
function numbersOf(tree: Tree): number[] | null {
  if (typeof tree === 'number') return [tree];
  if (!Array.isArray(tree)) return null;
  const parts = tree.map(numbersOf);
  return parts.every((part) => part !== null) ? parts.flat() : null;
}

function difference(expected: number[], actual: number[] | null): number {
  if (actual?.length !== expected.length) return Number.POSITIVE_INFINITY;
  const scale = Math.max(...expected.map(Math.abs)) || 1;
  return Math.max(0, ...expected.map((value, index) => Math.abs(value - actual[index]) / scale));
}
