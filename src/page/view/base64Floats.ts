/** Numbers as text that an address takes, exact to the last bit: their float64 bytes, little-endian, in base64url. */

const BYTES = 8;

export function encodeFloats(values: readonly number[]): string {
  const bytes = new DataView(new ArrayBuffer(values.length * BYTES));
  for (const [i, value] of values.entries()) bytes.setFloat64(i * BYTES, value, true);
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes.buffer)));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The numbers that `encodeFloats` wrote; null where the text spells no whole number of float64s. */
export function decodeFloats(text: string): number[] | null {
  if (text === '' || !/^[\w-]*$/.test(text) || text.length % 4 === 1) return null;
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
  if (bytes.length % BYTES !== 0) return null;
  const view = new DataView(bytes.buffer);
  return Array.from({ length: bytes.length / BYTES }, (_, i) => view.getFloat64(i * BYTES, true));
}
