/** One array as NumPy's own format, version 1.0: a header that says type and shape, then the numbers, little-endian, last index fastest. */

export interface NpyArray {
  shape: number[];
  data: Float64Array | Int32Array | Uint8Array;
}

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]; // \x93NUMPY, version 1.0
const alignment = 64;

export function npyBytes({ shape, data }: NpyArray): Uint8Array {
  const count = shape.reduce((product, length) => product * length, 1);
  if (count !== data.length)
    throw new Error(`invalid shape: ${shape.join(' x ')} (expected ${data.length} numbers, not ${count})`);
  return withHeader(typeOf(data), shape, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

function typeOf(data: NpyArray['data']): string {
  if (data instanceof Uint8Array) return '|u1';
  return data instanceof Float64Array ? '<f8' : '<i4';
}

/** A text as an array without dimensions: `str(numpy.load(...)['state'])`. */
export function npyText(text: string): Uint8Array {
  const letters = Uint32Array.from(text, (letter) => letter.codePointAt(0)!);
  return withHeader(`<U${letters.length}`, [], new Uint8Array(letters.buffer));
}

function withHeader(type: string, shape: number[], body: Uint8Array): Uint8Array {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const said = `{'descr': '${type}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const before = magic.length + 2;
  const total = Math.ceil((before + said.length + 1) / alignment) * alignment;
  const header = `${said.padEnd(total - before - 1)}\n`;
  const whole = new Uint8Array(total + body.length);
  whole.set(magic);
  new DataView(whole.buffer).setUint16(magic.length, header.length, true);
  whole.set(new TextEncoder().encode(header), before);
  whole.set(body, total);
  return whole;
}
