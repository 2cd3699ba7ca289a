/** Trees of plain values and typed arrays, in the form in which a file holds them: an outline for JSON, and the arrays by name, each named after its path in the tree. */

export type TreeArray = Float64Array | Int32Array;

/** In an outline: the name of an array, or a number that JSON cannot spell. */
type Placeholder = { array: string; length: number } | { number: 'Infinity' | '-Infinity' | 'NaN' };

/** The tree `{ frame: { bp: [{ loss }] } }` has the outline `{ frame: { bp: [{ loss: { array: 'frame.bp.0.loss', length } }] } }` and one array, `frame.bp.0.loss`. */
export function outlined(tree: object): { outline: unknown; arrays: Record<string, TreeArray> } {
  const arrays: Record<string, TreeArray> = {};
  function walk(value: unknown, path: string): unknown {
    if (value instanceof Float64Array || value instanceof Int32Array) {
      arrays[path] = value;
      return { array: path, length: value.length } satisfies Placeholder;
    }
    if (typeof value === 'number' && !Number.isFinite(value)) return { number: String(value) };
    if (Array.isArray(value)) return value.map((part, i) => walk(part, joined(path, i)));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, walk(part, joined(path, key))]));
  }
  return { outline: walk(tree, ''), arrays };
}

const joined = (path: string, key: string | number): string => (path === '' ? String(key) : `${path}.${key}`);

/** The tree that `outlined` took apart. Throws if an array is missing or has another length than the outline says. */
export function filledIn(outline: unknown, arrays: Readonly<Record<string, ArrayBufferView>>): unknown {
  if (outline === null || typeof outline !== 'object') return outline;
  if (Array.isArray(outline)) return outline.map((part) => filledIn(part, arrays));
  if (isPlaceholder(outline)) return 'number' in outline ? Number(outline.number) : arrayOf(outline, arrays);
  return Object.fromEntries(Object.entries(outline).map(([key, part]) => [key, filledIn(part, arrays)]));
}

const isPlaceholder = (value: object): value is Placeholder =>
  ('array' in value && typeof value.array === 'string') || ('number' in value && typeof value.number === 'string');

function arrayOf(
  { array: name, length }: { array: string; length: number },
  arrays: Readonly<Record<string, ArrayBufferView>>,
): ArrayBufferView {
  const array = Object.hasOwn(arrays, name) ? (arrays[name] as ArrayBufferView & { length: number }) : null;
  if (!array) throw new Error(`its array “${name}” is missing`);
  if (array.length !== length) throw new Error(`its array “${name}” has ${array.length} numbers (expected ${length})`);
  return array;
}
