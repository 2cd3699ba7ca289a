/** How much memory the arrays in a value take. */

/** Bytes of every typed array in a tree of objects and lists. */
export function bytesIn(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (value === null || typeof value !== 'object') return 0;
  return Object.values(value).reduce((sum: number, part) => sum + bytesIn(part), 0);
}
