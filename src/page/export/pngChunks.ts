/** The chunks of a PNG (PNG specification, 5.3), read and written: a length, a name of four letters, data, and the checksum of name and data. */
import { crc32 } from '../../model/crc32.ts';

export interface PngChunk {
  name: string;
  data: Uint8Array;
}

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Bytes before a chunk's data, and after. */
const [BEFORE, AFTER] = [8, 4];
/** The header's chunk is always the first, and holds 13 bytes. */
const endOfHeader = signature.length + BEFORE + 13 + AFTER;

export const isPng = (bytes: Uint8Array): boolean => signature.every((byte, i) => bytes[i] === byte);

/** Every chunk up to the last, IEND. Throws an Error that names the chunk which is cut off, or whose checksum is another than its bytes'. */
export function chunksOf(png: Uint8Array): PngChunk[] {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks: PngChunk[] = [];
  for (let at = signature.length; chunks.at(-1)?.name !== 'IEND'; ) {
    if (at + BEFORE + AFTER > png.length) throw new Error('it ends before its last chunk');
    const end = at + BEFORE + view.getUint32(at); // a damaged length can be gigabytes
    const name = String.fromCharCode(...png.subarray(at + 4, at + BEFORE));
    const called = /^[A-Za-z]{4}$/.test(name) ? name : 'next';
    if (end + AFTER > png.length) throw new Error(`its ${called} chunk is cut off`);
    if (crc32(png.subarray(at + 4, end)) !== view.getUint32(end))
      throw new Error(`its ${called} chunk has another checksum than it was written with`);
    chunks.push({ name, data: png.subarray(at + BEFORE, end) });
    at = end + AFTER;
  }
  return chunks;
}

/** The PNG with one more chunk, right after its header. */
export function withChunk(png: Uint8Array, chunk: PngChunk): Uint8Array<ArrayBuffer> {
  const written = chunkBytes(chunk);
  const whole = new Uint8Array(png.length + written.length);
  whole.set(png.subarray(0, endOfHeader));
  whole.set(written, endOfHeader);
  whole.set(png.subarray(endOfHeader), endOfHeader + written.length);
  return whole;
}

function chunkBytes({ name, data }: PngChunk): Uint8Array {
  const bytes = new Uint8Array(BEFORE + data.length + AFTER);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(
    [...name].map((letter) => letter.charCodeAt(0)),
    4,
  );
  bytes.set(data, BEFORE);
  view.setUint32(BEFORE + data.length, crc32(bytes.subarray(4, BEFORE + data.length)));
  return bytes;
}
