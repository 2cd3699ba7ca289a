/** NPY: one of NumPy's arrays (format 1 to 3: magic, a header in Python's own words, then the numbers). */
import { type Field, fileError, type Numbers, widthOf } from './field.ts';

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]; // "\x93NUMPY"

export const isNpy = (bytes: Uint8Array): boolean => MAGIC.every((byte, i) => bytes[i] === byte);

type Read = (bytes: Uint8Array<ArrayBuffer>) => Numbers;

/** Bytes of one number, and how to read many of them from a buffer of their own. */
const types: Readonly<Record<string, { size: number; read: Read }>> = {
  '<f8': { size: 8, read: ({ buffer }) => new Float64Array(buffer) },
  '<f4': { size: 4, read: ({ buffer }) => new Float32Array(buffer) },
  '|u1': { size: 1, read: (bytes) => bytes },
  '|i1': { size: 1, read: ({ buffer }) => new Int8Array(buffer) },
  '|b1': { size: 1, read: (bytes) => bytes },
  '<u2': { size: 2, read: ({ buffer }) => new Uint16Array(buffer) },
  '<i2': { size: 2, read: ({ buffer }) => new Int16Array(buffer) },
  '<u4': { size: 4, read: ({ buffer }) => new Uint32Array(buffer) },
  '<i4': { size: 4, read: ({ buffer }) => new Int32Array(buffer) },
  '<u8': { size: 8, read: ({ buffer }) => Float64Array.from(new BigUint64Array(buffer), Number) },
  '<i8': { size: 8, read: ({ buffer }) => Float64Array.from(new BigInt64Array(buffer), Number) },
};

/** The whole array as one field. Throws `BadFile`: no NPY, a type or an order that is not read, or fewer bytes than its shape needs. */
export function readNpy(bytes: Uint8Array<ArrayBuffer>, file: string, name = 'array'): Field {
  if (!isNpy(bytes)) throw fileError(file, 'this is no NPY file (it does not begin with \\x93NUMPY)');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = bytes[6] >= 2 ? 12 : 10;
  if (bytes.length < start) throw fileError(file, `it ends at byte ${bytes.length}, within its header`);
  const length = start === 12 ? view.getUint32(8, true) : view.getUint16(8, true);
  const header = new TextDecoder('latin1').decode(bytes.subarray(start, start + length));
  const descr = /'descr':\s*('([^']*)'|\[)/.exec(header);
  const shape = /'shape':\s*\(([^)]*)\)/
    .exec(header)?.[1]
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map(Number);
  if (!descr || !shape) throw fileError(file, `its header cannot be read: ${header.slice(0, 80)}`);
  const type = types[descr[2]];
  if (!type)
    throw fileError(
      file,
      `its numbers are of type ${descr[2] ?? 'record'} (expected one of ${Object.keys(types).join(', ')}: use astype('float32'))`,
    );
  if (/'fortran_order':\s*True/.test(header) && shape.length > 1)
    throw fileError(file, 'it is in Fortran order (expected C order: use numpy.ascontiguousarray)');
  if (shape.length === 0) throw fileError(file, 'it holds a single number (expected an array whose first axis counts samples)');
  const [samples, ...rest] = shape;
  const needed = samples * widthOf({ shape: rest }) * type.size;
  const data = bytes.subarray(start + length);
  if (data.length < needed)
    throw fileError(
      file,
      `it ends at byte ${bytes.length} (expected ${start + length + needed} bytes for an array of ${shape.join(' x ')})`,
    );
  return { name, shape: rest, samples, source: type.read(data.slice(0, needed)), offset: 0, stride: widthOf({ shape: rest }) };
}

/** A table's columns as fields of their own; the field itself where it is no table. */
export function columnsOf(field: Field): Field[] {
  if (field.shape.length !== 1) return [field];
  return Array.from({ length: field.shape[0] }, (_, j) => ({ ...field, name: `column ${j + 1}`, shape: [], offset: j }));
}
