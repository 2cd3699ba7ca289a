/** NPZ: a zip of NumPy's arrays, as `numpy.savez` and `savez_compressed` write it. */

import { shortened } from '../../../model/computeError.ts';
import { crc32 } from '../../../model/crc32.ts';
import { fileError, MOST_FIELDS } from './field.ts';
import { inflateExactly } from './inflate.ts';
import { type NumpyArray, noField, readNpy } from './npy.ts';
import { readNpyHeader } from './npyHeader.ts';
import type { Reading } from './reading.ts';
import { type ZipEntry, zipEntries } from './zipEntries.ts';

const STORED = 0;
const DEFLATED = 8;
const EXTENSION = /\.npy$/;

export interface Archive {
  arrays: Map<string, NumpyArray>;
  /** Entries that are no fields, and what they are: `seed (a single number)`. */
  passedOver: string[];
}

/**
 * Arrays by name. `refuses`: why an array is passed over, or null. Throws `BadFile`: a damaged zip, no arrays, more than `mostBytes` of them,
 * or an array that cannot be read.
 */
export async function readNpz(
  bytes: Uint8Array<ArrayBuffer>,
  file: string,
  mostBytes: number,
  reading: Reading,
  refuses: typeof noField = noField,
): Promise<Archive> {
  const entries = zipEntries(bytes, file).filter(({ name }) => EXTENSION.test(name));
  if (entries.length === 0) throw fileError(file, 'there is no array in it (expected .npy files, as numpy.savez writes)');
  if (entries.length > MOST_FIELDS)
    throw fileError(file, `it has ${entries.length} arrays (expected at most ${MOST_FIELDS.toLocaleString('en')})`);
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  if (total > mostBytes)
    throw fileError(file, `its arrays take ${Math.round(total / 1e6)} MB (expected at most ${mostBytes / 1e6} MB)`);
  const archive: Archive = { arrays: new Map(), passedOver: [] };
  for (const [k, entry] of entries.entries()) {
    const part = reading.part(k / entries.length, (k + 1) / entries.length);
    const content = await contentOf(entry, file, part);
    const name = entry.name.replace(EXTENSION, '');
    const described = `${file}, ${shortened(entry.name)}`;
    const refusal = refuses(readNpyHeader(content, described));
    if (refusal) archive.passedOver.push(`${shortened(name)} (${refusal})`);
    else archive.arrays.set(name, await readNpy(content, described, part));
  }
  return archive;
}

/** The entry unpacked, as its checksum says. Throws `BadFile`. */
async function contentOf(entry: ZipEntry, file: string, reading: Reading): Promise<Uint8Array<ArrayBuffer>> {
  const { name, method, packed, size, checksum } = entry;
  const damaged = (what: string) => fileError(file, `the zip is damaged: ${shortened(name)} ${what}`);
  if (method !== STORED && method !== DEFLATED)
    throw fileError(file, `${shortened(name)} is packed by method ${method} (expected 0, stored, or 8, deflated)`);
  if (method === STORED && packed.length !== size) throw damaged(`has ${packed.length} bytes (expected ${size})`);
  const content =
    method === STORED
      ? packed.slice()
      : await inflateExactly(packed, size, reading).catch((error: Error) => {
          throw damaged(error.message);
        });
  if (crc32(content) !== checksum) throw damaged('has not the checksum that it was packed with');
  return content;
}
