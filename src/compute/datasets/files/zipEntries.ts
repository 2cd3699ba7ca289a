/** The entries of a zip, by the directory at its end (APPNOTE.TXT of PKWARE, 4.3), zip64 records included. */
import { shortened } from '../../../model/computeError.ts';
import { fileError } from './field.ts';

export interface ZipEntry {
  name: string;
  method: number;
  packed: Uint8Array<ArrayBuffer>;
  /** Bytes when unpacked, and their checksum. */
  size: number;
  checksum: number;
}

const END = 0x06054b50;
const END64 = 0x06064b50;
const END64_LOCATOR = 0x07064b50;
const ENTRY = 0x02014b50;
const FILE = 0x04034b50;
const END_LENGTH = 22;
const LOCATOR_LENGTH = 20;
/** Header of a zip64 entry's extra field. */
const ZIP64 = 1;
/** "Too large for 32 bits, see the zip64 record". */
const IN_ZIP64 = 0xffffffff;

/** Whether the bytes begin with a file's record, or with the end of a zip without files. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6));

/** Throws `BadFile` where the directory is damaged or says more than the file holds. */
export function zipEntries(bytes: Uint8Array<ArrayBuffer>, file: string): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const damaged = (what: string) => fileError(file, `the zip is damaged: ${what}`);
  const { at: first, count, end } = directoryOf(view, damaged);
  const entries: ZipEntry[] = [];
  let at = first;
  for (let left = count; left > 0; left--) {
    if (at + 46 > end || view.getUint32(at, true) !== ENTRY)
      throw damaged(`there is no entry at byte ${at} of its directory (expected ${count} entries)`);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const { size, packed, start } = sizesOf(view, at, Math.min(at + 46 + nameLength + extraLength, end), nameLength);
    const beyond = () => damaged(`${shortened(name)} lies beyond its end (expected entries before byte ${end})`);
    if (start + 30 > end) throw beyond();
    if (view.getUint32(start, true) !== FILE)
      throw damaged(`${shortened(name)} does not begin at byte ${start} (expected PK 03 04)`);
    const from = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
    if (from + packed > end) throw beyond();
    const method = view.getUint16(at + 10, true);
    entries.push({ name, method, packed: bytes.subarray(from, from + packed), size, checksum: view.getUint32(at + 16, true) });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

interface Directory {
  /** Byte of the first entry, entries, and the byte at which the directory is over at the latest. */
  at: number;
  count: number;
  end: number;
}

function directoryOf(view: DataView, damaged: (what: string) => Error): Directory {
  let end = view.byteLength - END_LENGTH;
  while (end >= 0 && view.getUint32(end, true) !== END) end--; // a comment may follow
  if (end < 0) throw damaged(`it ends at byte ${view.byteLength} without its directory (expected PK 05 06)`);
  const locator = end - LOCATOR_LENGTH;
  if (locator < 0 || view.getUint32(locator, true) !== END64_LOCATOR)
    return { at: view.getUint32(end + 16, true), count: view.getUint16(end + 10, true), end };
  const end64 = numberAt(view, locator + 8);
  if (end64 + 56 > locator || view.getUint32(end64, true) !== END64)
    throw damaged(`there is no zip64 directory at byte ${end64} (expected PK 06 06)`);
  return { at: numberAt(view, end64 + 48), count: numberAt(view, end64 + 32), end: end64 };
}

/** 64 bits; beyond 2^53 not to the last digit, and beyond every file. */
const numberAt = (view: DataView, at: number): number => Number(view.getBigUint64(at, true));

/** Sizes and start of the entry at `at`, from its zip64 field where the entry says so. `end`: the end of its extra fields. */
function sizesOf(view: DataView, at: number, end: number, nameLength: number): Record<'size' | 'packed' | 'start', number> {
  const sizes = {
    size: view.getUint32(at + 24, true),
    packed: view.getUint32(at + 20, true),
    start: view.getUint32(at + 42, true),
  };
  let extra = at + 46 + nameLength;
  while (extra + 4 <= end && view.getUint16(extra, true) !== ZIP64) extra += 4 + view.getUint16(extra + 2, true);
  let wide = extra + 4; // the numbers that did not fit, in the order of `sizes`
  for (const key of ['size', 'packed', 'start'] as const)
    if (sizes[key] === IN_ZIP64 && wide + 8 <= end) {
      sizes[key] = numberAt(view, wide);
      wide += 8;
    }
  return sizes;
}
