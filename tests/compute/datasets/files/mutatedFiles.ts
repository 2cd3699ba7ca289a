/** Files of every format with a few bytes changed, and the demands that each such file is held to. */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { DataSet } from '../../../../src/compute/datasets/batches/batch.ts';
import { ownSet } from '../../../../src/compute/datasets/files/latestOwnSet.ts';
import { previewFiles, readArchive, takeFiles } from '../../../../src/compute/datasets/files/openFiles.ts';
import { idx, npy, record, zip } from './madeFiles.ts';

const numbers = (count: number) => Float64Array.from({ length: count }, (_, i) => Math.sin(i) * 10 ** (i % 5));
const bytes = (count: number) => Uint8Array.from({ length: count }, (_, i) => (7 * i) % 11);
const table = (delimiter: string, names: string[]) =>
  [names, ...Array.from({ length: 12 }, (_, i) => [i, (i * 7) % 5, -i / 3, i % 2])].map((row) => row.join(delimiter)).join('\n');
const named = ['x0', 'x1', 'x2', 'y'];

const six = npy([6], '<i4', Int32Array.from(bytes(6)));
const packed = (content: Uint8Array) => new Uint8Array(gzipSync(content));

interface WholeFile {
  name: string;
  content: Uint8Array;
  /** Makes the file of its changed content; left out where the content is the file. */
  wrapped?(content: Uint8Array): Uint8Array;
}

/** A file of each format that is read, and of each of its forms; packed files are damaged before they are packed, and after. */
const wholeFiles: WholeFile[] = [
  { name: 'a.csv', content: Buffer.from(table(',', named)) },
  { name: 'b.csv', content: Buffer.from(table(';', named).replaceAll('\n', '\r\n')) },
  { name: 'c.tsv', content: Buffer.from(table('\t', ['"a ""b"""', 'c', 'd', 'e'])) },
  { name: 'd.csv', content: Buffer.from(`\ufeff${table(',', named)}`, 'utf16le') },
  {
    name: 'e.csv.gz',
    content: Buffer.concat([packed(Buffer.from(table(',', named))), packed(Buffer.from('\n1,2,3,4\n')), Buffer.alloc(9)]),
  },
  { name: 'e.csv.gz', content: Buffer.from(table(',', named)), wrapped: packed },
  { name: 'f.npy', content: npy([8, 3], '<f8', numbers(24)) },
  {
    name: 'g.npy',
    content: npy(
      [6, 2],
      '>i8',
      BigInt64Array.from({ length: 12 }, (_, i) => BigInt(i) << BigInt(5 * i)),
    ),
  },
  { name: 'h.npy', content: npy([8, 2, 2], '<f4', Float32Array.from(numbers(32)), "'fortran_order': True") },
  { name: 'i.npz', content: zip({ 'x.npy': npy([6, 4], '<f8', numbers(24)), 'y.npy': six, 'n.npy': npy([], '<U2', bytes(8)) }) },
  { name: 'i.npz', content: npy([6, 4], '<f8', numbers(24)), wrapped: (x) => zip({ 'x.npy': x, 'y.npy': six }) },
  { name: 'j.npz', content: zip({ 'x.npy': npy([6, 4], '<f8', numbers(24)), 'y.npy': six }, { method: 0 }) },
  { name: 'k.npz', content: zip({ 'x.npy': npy([6, 4], '<f8', numbers(24)), 'y.npy': six }, { zip64: true }) },
  {
    name: 'l.npz',
    content: npy([3, 2, 2], '|u1', bytes(12)),
    wrapped: (test) =>
      zip({
        'x_train.npy': npy([5, 2, 2], '|u1', bytes(20)),
        'y_train.npy': npy([5], '|u1', bytes(5)),
        'x_test.npy': test,
        'y_test.npy': npy([3], '|u1', bytes(3)),
      }),
  },
  { name: 'm-idx3-ubyte', content: idx([8, 2, 2], [...bytes(32)]) },
  { name: 'n-idx1-ubyte.gz', content: idx([9], [...bytes(9)]), wrapped: packed },
  { name: 'o.bin', content: Buffer.concat(Array.from({ length: 6 }, (_, i) => record(i, 20 * i))) },
];

const extensions = ['.csv', '.npy', '.npz', '.bin', '.idx', '.gz', '.csv.gz', '.txt', ''];
const telling = [
  '',
  ',',
  '\n',
  '\r\n',
  '"',
  ';',
  'nan',
  '1e39',
  '1e999',
  '0x1',
  '-',
  '1,5',
  'PK',
  '\0',
  '(',
  '8L',
  'é',
  '9'.repeat(400),
];
const integers = [0, 1, 2, 255, 256, 65_535, 0x7fffffff, 0x80000000, 0xffffffff];

/** One change of a file's bytes, at a place between its beginning (0) and its end (1). */
type Change = (content: Buffer) => Buffer;

const place = fc.double({ min: 0, max: 1, noNaN: true });
const at = (content: Buffer, where: number) => Math.min(content.length, Math.floor(where * (content.length + 1)));
const spliced = (content: Buffer, where: number, removed: number, added: Uint8Array) => {
  const from = at(content, where);
  return Buffer.concat([content.subarray(0, from), added, content.subarray(from + removed)]);
};

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(place, fc.nat(7)).map(
    ([where, bit]): Change =>
      (content) => {
        const changed = Buffer.from(content);
        if (changed.length > 0) changed[Math.min(changed.length - 1, at(changed, where))] ^= 1 << bit;
        return changed;
      },
  ),
  fc.tuple(place, fc.constantFrom(...telling)).map(
    ([where, text]): Change =>
      (content) =>
        spliced(content, where, text.length, Buffer.from(text)),
  ),
  fc.tuple(place, fc.constantFrom(...telling)).map(
    ([where, text]): Change =>
      (content) =>
        spliced(content, where, 0, Buffer.from(text)),
  ),
  fc.tuple(place, fc.nat(40)).map(
    ([where, length]): Change =>
      (content) =>
        spliced(content, where, length, Buffer.alloc(0)),
  ),
  fc.tuple(place, fc.constantFrom(...integers), fc.boolean()).map(
    ([where, value, little]): Change =>
      (content) => {
        const word = Buffer.alloc(4);
        if (little) word.writeUInt32LE(value);
        else word.writeUInt32BE(value);
        return spliced(content, where, 4, word);
      },
  ),
  fc.tuple(place, place, place).map(
    ([where, from, to]): Change =>
      (content) => {
        const [start, end] = [at(content, Math.min(from, to)), at(content, Math.max(from, to))];
        return spliced(content, where, 0, content.subarray(start, end));
      },
  ),
  place.map(
    (where): Change =>
      (content) =>
        content.subarray(0, at(content, where)),
  ),
  fc.nat(30).map(
    (length): Change =>
      (content) =>
        Buffer.concat([content, Buffer.alloc(length)]),
  ),
);

export const mutatedFile: fc.Arbitrary<File> = fc
  .record({
    whole: fc.constantFrom(...wholeFiles),
    changes: fc.array(change, { minLength: 1, maxLength: 4 }),
    extension: fc.option(fc.constantFrom(...extensions), { freq: 8 }),
  })
  .map(({ whole: { name, content, wrapped }, changes, extension }) => {
    const changed = changes.reduce<Buffer>((before, apply) => apply(before), Buffer.from(content));
    const bytes = new Uint8Array(wrapped ? wrapped(changed) : changed);
    return new File([bytes], extension === null ? name : `${name[0]}${extension}`, { lastModified: ++files });
  });

let files = 0; // so that no file is taken for one before

/** Of computing, whatever else the machine does. */
const MOST_MS = 1000;

/** The fingerprint of the own data that the last file gave; they must outlast every file that is refused. */
let lastTaken: number | null = null;

/** Reads the file as the page does. Throws where the file is neither read into finite numbers nor refused in words, takes long, or costs the own data. */
export async function checkFile(file: File): Promise<'read' | 'refused'> {
  const before = process.cpuUsage();
  const outcome = await take(file).then(
    () => 'read' as const,
    (error: Error) => {
      checkWords(error, file.name);
      return 'refused' as const;
    },
  );
  await readArchive(file).catch((error: Error) => checkWords(error, file.name));
  if (lastTaken !== null) await ownSet(lastTaken);
  const { user, system } = process.cpuUsage(before);
  const took = (user + system) / 1000;
  if (took > MOST_MS) throw new Error(`${file.name} took ${Math.round(took)} ms (expected at most ${MOST_MS})`);
  return outcome;
}

async function take(file: File): Promise<void> {
  const { suggested } = await previewFiles([file]);
  const { fingerprint } = await takeFiles([file], suggested);
  lastTaken = fingerprint;
  const { set } = await ownSet(fingerprint);
  if (!areFinite(set)) throw new Error(`${file.name} is read into numbers that are not finite`);
}

const areFinite = ({ train, test }: DataSet): boolean =>
  [train.x, train.y, test.x, test.y].every((part) => (part as Float32Array).every(Number.isFinite));

/** An error of a file names the file, what is wrong and what would be right, in at most 500 characters, and is no error of the program. */
function checkWords(error: Error, file: string): void {
  const { name, message } = error;
  const isRaw = /undefined|null|object|function|Invalid (typed )?array|Cannot|not iterable/.test(
    message.replaceAll(/"[^"]*"/g, ''),
  );
  const hasExpectation = /expected|that it promises|that it was packed with/.test(message);
  if (name !== 'BadFile' || !message.startsWith(file) || isRaw || !hasExpectation || message.length > 500)
    throw new Error(`not in words: ${name}: ${message}`, { cause: error });
}
