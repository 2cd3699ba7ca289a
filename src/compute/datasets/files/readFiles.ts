/** Reads a person's files, each by its format, and joins them into fields of one set of samples. */
import { readCifar10 } from './cifar10.ts';
import { type Field, fileError, type Numbers, widthOf } from './field.ts';
import { isIdx, readIdx } from './idx.ts';
import { columnsOf, isNpy, readNpy } from './npy.ts';
import { isZip, readNpz } from './npz.ts';
import { readCsv } from './readCsv.ts';

/** Largest size of a file, and of its unpacked content. */
export const MOST_BYTES = 500e6;

/** Fields of all files together. Throws `BadFile` in words for a person; a file that is too large is not read. */
export async function readFiles(files: readonly File[]): Promise<Field[]> {
  for (const file of files) checkSize(file);
  const read: Field[][] = [];
  for (const file of files) read.push(await readOne(file));
  return together(read, files);
}

/** The arrays of an archive as `numpy.savez` writes it, flat, by name. Throws `BadFile` as `readFiles` does. */
export async function readArchive(file: File): Promise<Record<string, Numbers>> {
  checkSize(file);
  const fields = await readNpz(new Uint8Array(await file.arrayBuffer()), file.name, MOST_BYTES);
  return Object.fromEntries(fields.map(({ name, source }) => [name, source]));
}

function checkSize({ name, size }: File): void {
  if (size > MOST_BYTES)
    throw fileError(
      name,
      `it has ${Math.round(size / 1e6)} MB (expected at most ${MOST_BYTES / 1e6} MB: a browser holds it all in memory)`,
    );
  if (size === 0) throw fileError(name, 'there is nothing in it');
}

async function readOne(file: File): Promise<Field[]> {
  const bytes = await unpacked(new Uint8Array(await file.arrayBuffer()), file.name);
  const name = file.name.replace(/\.gz$/i, '');
  if (isNpy(bytes)) return columnsOf(readNpy(bytes, file.name));
  if (isZip(bytes)) return readNpz(bytes, file.name, MOST_BYTES);
  if (isIdx(bytes)) return [readIdx(bytes, file.name)];
  if (/\.bin$/i.test(name)) return readCifar10(bytes, file.name);
  if (/\.npy$/i.test(name)) return columnsOf(readNpy(bytes, file.name));
  if (/(\.idx|ubyte)$/i.test(name)) return [readIdx(bytes, file.name)];
  if (/\.(csv|tsv|txt)$/i.test(name)) return readCsv(new TextDecoder().decode(bytes), file.name);
  throw fileError(
    file.name,
    'it is of no kind that is read here (expected CSV, NPY, NPZ, IDX, IDX.gz, or a .bin batch of CIFAR-10)',
  );
}

/** Unpacks a gzip; returns other bytes unchanged. */
async function unpacked(bytes: Uint8Array<ArrayBuffer>, file: string): Promise<Uint8Array<ArrayBuffer>> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let total = 0;
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  while (true) {
    const { done, value } = await reader.read().catch((error: Error) => {
      throw fileError(file, `the gzip is damaged or cut off after ${total} bytes (${error.message})`);
    });
    if (done) break;
    total += value.length;
    if (total > MOST_BYTES) throw fileError(file, `unpacked it has more than ${MOST_BYTES / 1e6} MB`);
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** Batches of the same fields one after another, other files side by side. Throws `BadFile` where they do not have as many samples. */
function together(read: Field[][], files: readonly File[]): Field[] {
  const [first, ...others] = read;
  if (others.length > 0 && first.length > 1 && others.every((fields) => sameFields(fields, first)))
    return first.map((_, k) => joined(read.map((fields) => fields[k])));
  for (const [i, fields] of others.entries())
    for (const { samples } of fields)
      if (samples !== first[0].samples)
        throw fileError(files[i + 1].name, `${samples} samples (expected ${first[0].samples}, as ${files[0].name} has)`);
  const fields = read.flat();
  const uneven = fields.find(({ samples }) => samples !== fields[0].samples);
  if (uneven)
    throw fileError(
      files[0].name,
      `${uneven.name} has ${uneven.samples} samples (expected ${fields[0].samples}, as ${fields[0].name} has)`,
    );
  return fields;
}

const sameFields = (a: Field[], b: Field[]): boolean =>
  a.length === b.length && a.every(({ name, shape }, k) => name === b[k].name && String(shape) === String(b[k].shape));

function joined(parts: Field[]): Field {
  const width = widthOf(parts[0]);
  const samples = parts.reduce((sum, part) => sum + part.samples, 0);
  const source = new Float32Array(samples * width);
  let at = 0;
  for (const part of parts)
    for (let i = 0; i < part.samples; i++, at += width) {
      const from = part.offset + i * part.stride;
      source.set(part.source.subarray(from, from + width), at);
    }
  return { ...parts[0], samples, source, offset: 0, stride: width };
}
