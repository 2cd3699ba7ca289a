/** Tables as text: what is a name, what is a number, what is missing, and how columns are parted. */
import { expect, test } from 'vitest';
import { readFiles } from '../../../../src/compute/datasets/files/readFiles.ts';
import { fileOf, reading, refused } from './madeFiles.ts';

const csv = (...lines: string[]) => fileOf('a.csv', lines.join('\n'));
const rows = ['1,-3.5,0', '2,-1.5,1', '3,0.5,0'];

test.each(['nan', 'NaN', '', 'inf', '-Infinity', 'NA', 'N/A', '?', '-', 'null'])(
  'the missing cell “%s” is missing in the first row too, which becomes no header',
  (missing) =>
    refused(
      csv(`1,${missing},0`, ...rows),
      `a.csv: row 1, column 2: ${missing === '' ? 'nothing' : `"${missing}"`} (expected a number)`,
    ),
);

test('a first row of measured numbers with a text in it is no header', () =>
  refused(csv('5.1,3.5,setosa', ...rows), 'a.csv: row 1, column 3: "setosa" (expected a number)'));

test('years and indices may be names beside a text', async () => {
  expect((await reading(csv('id,2019,2020', '1,2,3'))).map(([name]) => name)).toEqual(['id', '2019', '2020']);
});

test('a header that begins with PK is a header', async () => {
  const fields = await reading(csv('PK,b,y', ...rows));
  expect(fields.map(([name, , values]) => [name, values.flat()])).toEqual([
    ['PK', [1, 2, 3]],
    ['b', [-3.5, -1.5, 0.5]],
    ['y', [0, 1, 0]],
  ]);
});

test.each([
  ['UTF-8', [0xef, 0xbb, 0xbf], (text: string) => [...Buffer.from(text)]],
  ['UTF-16, least byte first', [0xff, 0xfe], (text: string) => [...Buffer.from(text, 'utf16le')]],
  ['UTF-16, greatest byte first', [0xfe, 0xff], (text: string) => [...Buffer.from(text, 'utf16le').swap16()]],
])('%s by its byte order mark', async (_name, mark, encode) => {
  const bytes = Uint8Array.from([...mark, ...encode(['größe,y', ...rows.map((row) => row.slice(0, -2))].join('\r\n'))]);
  expect((await reading(fileOf('a.csv', bytes))).map(([name, , values]) => [name, values.flat()])).toEqual([
    ['größe', [1, 2, 3]],
    ['y', [-3.5, -1.5, 0.5]],
  ]);
});

test('UTF-16 without a mark, and other bytes that are no text, are refused', () =>
  refused(fileOf('a.csv', Uint8Array.from(Buffer.from('a,b\n1,2', 'utf16le'))), /^a\.csv: it holds zero bytes.*expected UTF-8/));

test('decimal commas get a hint, and never become a header or two columns', async () => {
  await refused(csv('1,5;2,5', '3,5;4,5'), 'a.csv: row 1, column 1: "1,5" (expected a decimal point, no comma: 1.5)');
  await refused(csv('a;b', '1;2,5'), 'a.csv: row 2, column 2: "2,5" (expected a decimal point, no comma: 2.5)');
  await refused(
    csv('a,b', '1,5,2,5'),
    'a.csv: row 2 has 4 columns (expected 2, as row 1 has; decimals have a point here, no comma)',
  );
});

test('columns are parted by what the first two rows agree on', async () => {
  expect((await reading(csv('a,b;c', '1,2', '3,4'))).map(([name]) => name)).toEqual(['a', 'b;c']);
  expect((await reading(csv('"a;b";c', '1;2'))).map(([name]) => name)).toEqual(['a;b', 'c']);
  expect((await reading(fileOf('a.tsv', '1\t2\n3\t4')))[1][2]).toEqual([[2], [4]]);
});

test('hexadecimal and other spellings of programs are no numbers', async () => {
  for (const cell of ['0x10', '0b11', '1e999', '1_000', 'Infinity']) await refused(csv('a,b', `1,${cell}`), /row 2, column 2/);
});

test('rows and cells at the edge of a slice are whole', async () => {
  const many = Array.from({ length: 20_000 }, (_, i) => `${i}.${'0'.repeat(30)},${1 - i / 8}`); // about 0.9 MB
  for (const end of ['\n', '\r\n', '\r']) {
    const [[, , first], [, , second]] = await reading(fileOf('a.csv', many.join(end)));
    expect(first.flat()).toEqual(many.map((_, i) => i));
    expect(second.flat()).toEqual(many.map((_, i) => 1 - i / 8));
  }
  await refused(csv(...many, '', 'x,1'), 'a.csv: row 20002, column 1: "x" (expected a number)');
});

test('whole numbers whose last digits cannot be kept are told by sample and column', async () => {
  const { remarks } = await readFiles([csv('id,y', '1,0', '9007199254740993,1', '9007199254740995,1')]);
  expect(remarks).toEqual([
    'id, sample 2: of 9007199254740993 the last digits cannot be kept (whole numbers are exact up to 2^53); it is 9007199254740992 here.',
  ]);
  expect((await readFiles([csv('id', '9007199254740992', '1e300')])).remarks).toEqual([]);
});

test('a table wider than inputs and targets can be is refused, however it is wide', async () => {
  const wide = new Array(300_000).fill('1').join(',');
  await refused(csv(wide, wide), /^a\.csv: it has 300,000 columns \(expected at most 17,384/);
  await refused(csv('a,b', wide), /row 2 has more than 17384 columns \(expected 2, as row 1 has/);
});

test('long values are shortened', () =>
  refused(csv('a,b', `1,${'z'.repeat(1000)}`), `a.csv: row 2, column 2: "${'z'.repeat(60)}…" (expected a number)`));
