/** Reads a person's files, each by its format, and joins them into fields of one set of samples. */

import { shortened } from '../../../model/computeError.ts';
import { isWholeBatch, readCifar10 } from './cifar10.ts';
import { columnsOf, type Field, fieldOf, fileError, type Numbers } from './field.ts';
import { isIdx, readIdx } from './idx.ts';
import { gunzip, isGzip } from './inflate.ts';
import { type FileContent, joinedFiles, type OneFile } from './joinedFiles.ts';
import { type NumpyArray, readNpy } from './npy.ts';
import { isNpy } from './npyHeader.ts';
import { readNpz } from './npz.ts';
import { readCsv } from './readCsv.ts';
import { Reading } from './reading.ts';
import { isZip } from './zipEntries.ts';

/** Largest size of a file, and of its unpacked content. */
export const MOST_BYTES = 500e6;

/** Content of all files together. Throws `BadFile` in words for a person; a file that is too large is not read. */
export async function readFiles(files: readonly File[], reading = new Reading()): Promise<FileContent> {
  for (const file of files) checkSize(file);
  const read: OneFile[] = [];
  for (const [k, file] of files.entries()) read.push(await readOne(file, reading.part(k / files.length, (k + 1) / files.length)));
  return joinedFiles(read);
}

/** The arrays of an archive as `numpy.savez` writes it, flat, by name. Throws `BadFile` as `readFiles` does. */
export async function readArchive(file: File): Promise<Record<string, Numbers>> {
  checkSize(file);
  const { arrays } = await readNpz(await bytesOf(file), file.name, MOST_BYTES, new Reading(), () => null);
  return Object.fromEntries([...arrays].map(([name, { data }]) => [name, data]));
}

function checkSize({ name, size }: File): void {
  if (size > MOST_BYTES)
    throw fileError(
      name,
      `it has ${Math.round(size / 1e6)} MB (expected at most ${MOST_BYTES / 1e6} MB: a browser holds it all in memory)`,
    );
  if (size === 0) throw fileError(name, 'there is nothing in it (expected CSV, NPY, NPZ, IDX or CIFAR-10)');
}

async function bytesOf(file: File): Promise<Uint8Array<ArrayBuffer>> {
  const buffer = await file.arrayBuffer().catch(({ message }: Error) => {
    throw fileError(file.name, `the browser cannot read it: ${message} (expected a file that is still where it was, no folder)`);
  });
  return new Uint8Array(buffer);
}

async function readOne(file: File, reading: Reading): Promise<OneFile> {
  const packed = await bytesOf(file);
  const [unpacking, parsing] = [reading.part(0, 0.5), reading.part(0.5, 1)];
  const bytes = isGzip(packed) ? await gunzip(packed, file.name, MOST_BYTES, unpacking) : packed;
  const name = file.name.replace(/\.gz$/i, '');
  const alone = (fields: Field[], hasNames: boolean): OneFile => ({
    file: file.name,
    hasNames,
    tables: [{ key: name.replace(/\.\w+$/, ''), fields }],
    passedOver: [],
  });
  if (isNpy(bytes) || /\.npy$/i.test(name)) {
    const array = numpyField('array', await readNpy(bytes, file.name, parsing), file.name);
    return alone(columnsOf(array, file.name), false);
  }
  if (isZip(bytes) || /\.npz$/i.test(name)) return readArrays(bytes, file.name, parsing);
  // Bytes alone tell these apart less surely than the name does: a CIFAR-10 batch may begin like IDX.
  if (/\.bin$/i.test(name) && !(isIdx(bytes) && !isWholeBatch(bytes))) return alone(readCifar10(bytes, file.name), true);
  if (/\.(csv|tsv|txt)$/i.test(name)) {
    const { fields, hasNames } = await readCsv(bytes, file.name, parsing);
    return alone(fields, hasNames);
  }
  if (isIdx(bytes) || /(\.idx|ubyte)$/i.test(name)) return alone([readIdx(bytes, file.name)], false);
  throw fileError(
    file.name,
    'it is of no kind that is read here (expected CSV, NPY, NPZ, IDX, IDX.gz, or a .bin batch of CIFAR-10)',
  );
}

/** An archive's arrays, a table each. */
async function readArrays(bytes: Uint8Array<ArrayBuffer>, file: string, reading: Reading): Promise<OneFile> {
  const { arrays, passedOver } = await readNpz(bytes, file, MOST_BYTES, reading);
  if (arrays.size === 0)
    throw fileError(file, `there is no array of samples in it: ${passedOver.join(', ')} (expected numbers along a first axis)`);
  const tables = [...arrays].map(([key, array]) => {
    const name = shortened(key);
    return { key, fields: [numpyField(name, array, `${file}, ${name}`)] };
  });
  return { file, hasNames: true, tables, passedOver };
}

/** Throws `BadFile` where the array has no samples. */
function numpyField(name: string, array: NumpyArray, file: string): Field {
  if (array.shape.length === 0)
    throw fileError(file, 'it holds a single number (expected an array whose first axis counts samples)');
  const field = fieldOf(name, array, file);
  const { rounded } = array;
  if (!rounded) return field;
  const sample = Math.floor(rounded.at / field.stride);
  return { ...field, rounded: { sample, at: rounded.at - sample * field.stride, digits: rounded.digits } };
}
