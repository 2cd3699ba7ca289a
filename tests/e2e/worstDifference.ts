/** How far an answer is from what is expected, array by array: a matrix, a grid of rows or a list of numbers is one array. */

type Tree = number | string | boolean | null | Tree[] | { [field: string]: Tree };
type Arrays = 'each layer' | 'all layers';

/**
 * max |actual - expected| / max |expected| for every array that `expected` holds, by its path; Infinity where shapes differ. An array of
 * zeros is compared absolutely. `all layers`: a list of matrices is one array.
 */
export function worstDifferences(expected: object, actual: object, arrays: Arrays): Record<string, number> {
  return Object.fromEntries(compare('', expected as Tree, actual as Tree, arrays));
}

function compare(path: string, expected: Tree, actual: Tree | undefined, arrays: Arrays): [path: string, difference: number][] {
  if (typeof expected === 'string' || expected === null) return expected === actual ? [] : [[path, Number.POSITIVE_INFINITY]];
  const numbers = numbersOf(expected, arrays);
  if (numbers) return [[path, difference(numbers, numbersOf(actual ?? null, arrays))]];
  return Object.entries(expected).flatMap(([field, value]) =>
    compare(path ? `${path}.${field}` : field, value, (actual as Record<string, Tree> | undefined)?.[field], arrays),
  );
}

/** The tree's numbers in order if it is one array, else null. */
function numbersOf(tree: Tree, arrays: Arrays): number[] | null {
  if (typeof tree === 'number') return [tree];
  const items = Array.isArray(tree) ? tree : arrays === 'all layers' ? matrixData(tree) : null;
  const parts = items?.map((item) => numbersOf(item, arrays)) ?? [null];
  return parts.every((part) => part !== null) ? parts.flat() : null;
}

function matrixData(tree: Tree): Tree[] | null {
  return typeof tree === 'object' && tree !== null && 'shape' in tree && 'data' in tree ? (tree.data as Tree[]) : null;
}

function difference(expected: number[], actual: number[] | null): number {
  if (actual?.length !== expected.length) return Number.POSITIVE_INFINITY;
  const scale = Math.max(...expected.map(Math.abs)) || 1;
  return Math.max(0, ...expected.map((value, index) => Math.abs(value - actual[index]) / scale));
}
