/** NPY: one of NumPy's arrays (format 1 to 3: magic, a header in Python's own words, then the numbers). */
import { shortened } from '../../../model/computeError.ts';
import { fileError, type Numbers, shapeText } from './field.ts';
import { type NpyHeader, readNpyHeader } from './npyHeader.ts';
import type { Reading } from './reading.ts';

export interface NumpyArray {
  shape: number[];
  /** In C order. */
  data: Numbers;
  /** The first whole number that float64 does not hold: its place in `data`, and its digits. */
  rounded: { at: number; digits: string } | null;
}

type Plain = Exclude<Numbers, Float64Array> | Float64Array | BigInt64Array | BigUint64Array;

/** How numbers of each type, without its byte order, are read from a buffer of their own. */
const types: Readonly<Record<string, (bytes: Uint8Array<ArrayBuffer>) => Plain>> = {
  f8: ({ buffer }) => new Float64Array(buffer),
  f4: ({ buffer }) => new Float32Array(buffer),
  f2: ({ buffer }) => Float32Array.from(new Uint16Array(buffer), halfPrecision),
  u1: (bytes) => bytes,
  i1: ({ buffer }) => new Int8Array(buffer),
  b1: (bytes) => bytes.map((byte) => (byte === 0 ? 0 : 1)),
  u2: ({ buffer }) => new Uint16Array(buffer),
  i2: ({ buffer }) => new Int16Array(buffer),
  u4: ({ buffer }) => new Uint32Array(buffer),
  i4: ({ buffer }) => new Int32Array(buffer),
  u8: ({ buffer }) => new BigUint64Array(buffer),
  i8: ({ buffer }) => new BigInt64Array(buffer),
};

/** Byte order (none for one byte, = for the machine's own), then kind and bytes, or one of NumPy's other names. */
const DESCR = /^([<>=|]?)([a-zA-Z]+\d*|\?)$/;

/** NumPy's letters for types. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ '?': 'b1', bool: 'b1', e: 'f2', f: 'f4', d: 'f8' },
  ...{ b: 'i1', h: 'i2', i: 'i4', l: 'i8', q: 'i8', B: 'u1', H: 'u2', I: 'u4', L: 'u8', Q: 'u8' },
};

/** `f8` for f8, d and float64; other names as they are. */
function plainName(name: string): string {
  const [, kind, bits] = /^(float|int|uint)(8|16|32|64)$/.exec(name) ?? [];
  return kind ? `${kind[0]}${Number(bits) / 8}` : (LETTERS[name] ?? name);
}

interface NumberType {
  name: string;
  size: number;
  isBigEndian: boolean;
}

function typeOf({ descr }: NpyHeader): NumberType | null {
  const [, order, given = ''] = DESCR.exec(descr) ?? [];
  const name = plainName(given);
  return Object.hasOwn(types, name) ? { name, size: Number(name[1]), isBigEndian: order === '>' } : null;
}

/** Why an array among others is no field, in words: `a single number`, `text`, ...; null where it may be one. */
export function noField(header: NpyHeader): string | null {
  if (!typeOf(header))
    return otherTypes.find(([pattern]) => pattern.test(header.descr))?.[1] ?? `type ${shortened(header.descr)}`;
  return header.shape.length === 0 ? 'a single number' : null;
}

const otherTypes: [RegExp, string][] = [
  [/^[<>=|]?[USa]\d*$/, 'text'],
  [/^[<>=|]?O\d*$/, 'Python objects'],
  [/^[<>=|]?[mM]\d*/, 'times'],
  [/^[<>=|]?c\d*$/, 'complex numbers'],
  [/^\[/, 'records'],
];

/** The whole array. Throws `BadFile`: no NPY, a type that is not read, or fewer bytes than the shape needs. */
export async function readNpy(bytes: Uint8Array<ArrayBuffer>, file: string, reading: Reading): Promise<NumpyArray> {
  const header = readNpyHeader(bytes, file);
  const { shape, start, fortran } = header;
  const type = typeOf(header);
  if (!type)
    throw fileError(
      file,
      `its numbers are of type ${shortened(header.descr)} (expected ${Object.keys(types).join(', ')} in either byte order: use astype('float32'))`,
    );
  const count = shape.reduce((product, length) => product * length, 1);
  const needed = count * type.size;
  if (bytes.length - start < needed)
    throw fileError(
      file,
      `it ends at byte ${bytes.length} (expected ${start + needed} bytes for an array of ${shapeText(shape)})`,
    );
  const own = bytes.slice(start, start + needed);
  if (type.isBigEndian) await swapBytes(own, type.size, reading);
  const plain = types[type.name](own);
  const { data, rounded } =
    plain instanceof BigInt64Array || plain instanceof BigUint64Array
      ? await asFloat64(plain, reading)
      : { data: plain, rounded: null };
  const isTransposed = fortran && shape.length > 1 && count > 0;
  return { shape, data: isTransposed ? await rowMajor(data, shape, reading) : data, rounded: isTransposed ? null : rounded };
}

/** Numbers that are handled between two pauses. */
const SLICE = 65_536;

async function swapBytes(bytes: Uint8Array, size: number, reading: Reading): Promise<void> {
  for (let at = 0; at < bytes.length; at += size) {
    bytes.subarray(at, at + size).reverse();
    if (at % (SLICE * size) === 0) await reading.pause(at / bytes.length);
  }
}

async function asFloat64(
  integers: BigInt64Array | BigUint64Array,
  reading: Reading,
): Promise<{ data: Float64Array; rounded: NumpyArray['rounded'] }> {
  const data = new Float64Array(integers.length);
  let rounded: NumpyArray['rounded'] = null;
  for (let i = 0; i < data.length; i++) {
    data[i] = Number(integers[i]);
    if (!rounded && !Number.isSafeInteger(data[i]) && BigInt(data[i]) !== integers[i])
      rounded = { at: i, digits: String(integers[i]) };
    if (i % SLICE === 0) await reading.pause(i / data.length);
  }
  return { data, rounded };
}

/** Numbers whose first index runs fastest (Fortran's order) with the last index fastest (C's order). */
async function rowMajor(data: Numbers, shape: number[], reading: Reading): Promise<Numbers> {
  const [samples] = shape;
  const width = data.length / samples;
  const places = placesOfSample(shape, width);
  const out = new (data.constructor as new (length: number) => Numbers)(data.length);
  for (let i = 0; i < samples; i++) {
    for (let j = 0; j < width; j++) out[i * width + j] = data[i + places[j]];
    await reading.pause(i / samples);
  }
  return out;
}

/** Where the numbers of the first sample lie in Fortran's order. [width] */
function placesOfSample(shape: number[], width: number): Float64Array {
  const places = new Float64Array(width);
  let run = width; // numbers of C's order that one index of the axis spans
  let stride = shape[0];
  for (const length of shape.slice(1)) {
    run /= length;
    for (let j = 0; j < width; j++) places[j] += (Math.floor(j / run) % length) * stride;
    stride *= length;
  }
  return places;
}

/** The number of an IEEE half: a sign, 5 bits of exponent, 10 of fraction. */
function halfPrecision(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Infinity;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
