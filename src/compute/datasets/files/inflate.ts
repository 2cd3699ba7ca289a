/** Unpacks gzip files and the entries of zips, slice by slice, and stops where more comes out than may. */
import { type FlateError, Gunzip, Inflate } from 'fflate';
import { crc32 } from '../../../model/crc32.ts';
import { fileError } from './field.ts';
import type { Reading } from './reading.ts';

/** Packed bytes of a slice: one slice unpacks to 1,032 times as many at most. */
const SLICE = 16_384;
/** Bytes after a gzip member: the checksum and the length of its content. */
const TRAILER = 8;
/** fflate's code of "invalid gzip data": no member begins where one should. */
const NO_MEMBER = 6;

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** The `size` bytes that a zip's entry promises. Throws an Error in words about the entry: too few, too many, or no deflated bytes. */
export async function inflateExactly(packed: Uint8Array, size: number, reading: Reading): Promise<Uint8Array<ArrayBuffer>> {
  const out = new Uint8Array(size);
  let at = 0;
  const stream = new Inflate((chunk) => {
    if (at + chunk.length > size) throw new Error(`has more than the ${size} bytes that it promises`);
    out.set(chunk, at);
    at += chunk.length;
  });
  await pushAll(stream, packed, reading).catch((error: Error) => {
    throw 'code' in error ? new Error(`cannot be unpacked (${error.message}; expected deflated bytes)`) : error;
  });
  if (at !== size) throw new Error(`has ${at} bytes (expected ${size})`);
  return out;
}

/** The content of all members of a gzip, one after another; zeros may follow the last. Throws `BadFile`: damaged, or more than `mostBytes`. */
export async function gunzip(
  bytes: Uint8Array,
  file: string,
  mostBytes: number,
  reading: Reading,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  const member = { checksum: 0, length: 0 };
  let total = 0;
  const damaged = (why: string) => fileError(file, `the gzip is damaged or cut off after ${total} bytes (${why})`);
  const stream = new Gunzip((chunk) => {
    member.checksum = crc32(chunk, member.checksum);
    member.length += chunk.length;
    total += chunk.length;
    if (total > mostBytes) throw fileError(file, `it unpacks to more than ${mostBytes / 1e6} MB (expected at most so many)`);
    parts.push(chunk);
  });
  stream.onmember = (start) => {
    if (!endsAt(bytes, start, member)) throw damaged('a checksum is not that of the content, as expected');
    Object.assign(member, { checksum: 0, length: 0 });
  };
  await pushAll(stream, bytes, reading).catch((error: FlateError) => {
    if (!('code' in error)) throw error;
    if (error.code !== NO_MEMBER) throw damaged(`${error.message}; expected deflated bytes`);
  });
  const end = endOfContent(bytes);
  const ends = Array.from({ length: TRAILER + 1 }, (_, zeros) => end + zeros); // a trailer may itself end with zeros
  if (!ends.some((each) => endsAt(bytes, each, member)))
    throw damaged('its end is not the checksum and the length of the content (expected gzip members alone, zeros after them)');
  return concatenated(parts, total);
}

async function pushAll(stream: Inflate | Gunzip, packed: Uint8Array, reading: Reading): Promise<void> {
  for (let at = 0; at === 0 || at < packed.length; at += SLICE) {
    stream.push(packed.subarray(at, at + SLICE), at + SLICE >= packed.length);
    await reading.pause(at / packed.length);
  }
}

/** Whether the trailer that ends at `end` is the member's. */
function endsAt(bytes: Uint8Array, end: number, { checksum, length }: { checksum: number; length: number }): boolean {
  if (end < TRAILER || end > bytes.length) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset + end - TRAILER, TRAILER);
  return view.getUint32(0, true) === checksum && view.getUint32(4, true) === length >>> 0;
}

/** Where the zeros at the file's end begin. */
function endOfContent(bytes: Uint8Array): number {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  return end;
}

function concatenated(parts: Uint8Array[], total: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
