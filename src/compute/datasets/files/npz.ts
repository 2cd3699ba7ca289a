/** NPZ: a zip of NumPy's arrays, as `numpy.savez` and `savez_compressed` write it. */
import { crc32 } from '../../math/crc32.ts';
import { type Field, fileError } from './field.ts';
import { readNpy } from './npy.ts';

export const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

/** The zip's records, by their signatures (APPNOTE.TXT of PKWARE, 4.3). */
const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_LENGTH = 22;
const STORED = 0;
const DEFLATED = 8;

interface Entry {
  name: string;
  method: number;
  packed: Uint8Array<ArrayBuffer>;
  /** Bytes when unpacked, and their checksum. */
  size: number;
  checksum: number;
}

/** One field an array. Throws `BadFile`: a damaged zip, no arrays in it, more than `mostBytes` of them, or one that cannot be read. */
export async function readNpz(bytes: Uint8Array<ArrayBuffer>, file: string, mostBytes: number): Promise<Field[]> {
  const arrays = entriesOf(bytes, file).filter(({ name }) => name.endsWith('.npy'));
  if (arrays.length === 0) throw fileError(file, 'there is no array in it (expected .npy files, as numpy.savez writes)');
  const total = arrays.reduce((sum, { size }) => sum + size, 0);
  if (total > mostBytes)
    throw fileError(file, `its arrays take ${Math.round(total / 1e6)} MB (expected at most ${mostBytes / 1e6} MB)`);
  const fields: Field[] = [];
  for (const entry of arrays)
    fields.push(readNpy(await unpacked(entry, file), `${file}, ${entry.name}`, entry.name.replace(/\.npy$/, '')));
  return fields;
}

/** The entries of the directory at the zip's end. */
function entriesOf(bytes: Uint8Array<ArrayBuffer>, file: string): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const damaged = (what: string) => fileError(file, `the zip is damaged: ${what}`);
  let end = bytes.length - END_LENGTH;
  while (end >= 0 && view.getUint32(end, true) !== END) end--; // a comment may follow
  if (end < 0) throw damaged(`it ends at byte ${bytes.length} without its directory`);
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (at + 46 > end || view.getUint32(at, true) !== ENTRY) throw damaged(`there is no entry at byte ${at} of its directory`);
    const [checksum, packed, size, start] = [16, 20, 24, 42].map((place) => view.getUint32(at + place, true));
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    if (start + 30 > end) throw damaged(`${name} lies beyond its end`);
    const from = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
    if (from + packed > end) throw damaged(`${name} lies beyond its end`);
    entries.push({ name, method: view.getUint16(at + 10, true), packed: bytes.subarray(from, from + packed), size, checksum });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

async function unpacked(entry: Entry, file: string): Promise<Uint8Array<ArrayBuffer>> {
  const data = await inflated(entry, file);
  if (crc32(data) !== entry.checksum)
    throw fileError(file, `the zip is damaged: ${entry.name} has not the checksum that it was packed with`);
  return data;
}

async function inflated({ name, method, packed, size }: Entry, file: string): Promise<Uint8Array<ArrayBuffer>> {
  if (method === STORED) return packed.slice();
  if (method !== DEFLATED) throw fileError(file, `${name} is packed by method ${method} (expected 0, stored, or 8, deflated)`);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const data = await new Response(stream).arrayBuffer().catch((error: Error) => {
    throw fileError(file, `the zip is damaged: ${name} cannot be unpacked (${error.message})`);
  });
  if (data.byteLength !== size)
    throw fileError(file, `the zip is damaged: ${name} has ${data.byteLength} bytes (expected ${size})`);
  return new Uint8Array(data);
}
