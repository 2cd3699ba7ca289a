/** Training and test parts, known by the names of tables: x_train and x_test, train.csv and test.csv, train-images and t10k-images. */
import { shortened } from '../../../model/computeError.ts';
import { type Field, fileError, shapeText } from './field.ts';

/** A table of a file, or an array of an archive. */
export interface Table {
  /** Name of the array in its archive, or of the file without its extension. */
  key: string;
  fields: Field[];
}

interface NamedTable extends Table {
  file: string;
}

interface Pair {
  /** The name without its part, for people. */
  name: string;
  train: NamedTable;
  test: NamedTable;
}

interface Parts {
  pairs: Pair[];
  /** The other tables' names, and why they are in no pair. */
  others: string[];
}

/** Throws `BadFile` where a test part does not fit its training part, or one pair has other samples than the first. */
export function partsOf(tables: NamedTable[]): Parts {
  const named = tables.map((table) => ({ table, ...partOf(table.key) }));
  const tests = new Map(named.filter(({ part }) => part === 'test').map(({ stem, table }) => [stem, table]));
  const pairs = named.flatMap(({ part, stem, clean, table }): Pair[] => {
    const test = part === 'training' ? tests.get(stem) : undefined;
    return test ? [{ name: shortened(clean || table.key), train: table, test }] : [];
  });
  for (const pair of pairs) checkPair(pair, pairs[0]);
  const paired = new Set(pairs.flatMap(({ train, test }) => [train, test]));
  const others = named
    .filter(({ table }) => !paired.has(table))
    .map(
      ({ table, part }) =>
        `${shortened(table.key)} (${part === 'validation' ? 'a validation part' : 'no training and test part'})`,
    );
  return { pairs, others };
}

type Part = 'training' | 'test' | 'validation';

const partNames: Readonly<Record<string, Part>> = {
  ...{ train: 'training', training: 'training', test: 'test', testing: 'test', t10k: 'test' },
  ...{ val: 'validation', valid: 'validation', validation: 'validation' },
};

/** The part that a name says, and the rest of the name: `stem` for comparisons, `clean` for people. */
function partOf(key: string): { part: Part | null; stem: string; clean: string } {
  const match = /^(.*?)(training|train|testing|test|t10k|validation|valid|val)(.*)$/i.exec(key);
  if (!match) return { part: null, stem: key, clean: key };
  const [, before, part, after] = match;
  const ends = [before.replace(/[_.\- ]+$/, ''), after.replace(/^[_.\- ]+/, '')].filter(Boolean);
  return { part: partNames[part.toLowerCase()], stem: `${before}|${after}`.toLowerCase(), clean: ends.join(' ') };
}

function checkPair({ train, test }: Pair, first: Pair): void {
  checkSamples(train, first.train);
  checkSamples(test, first.test);
  if (sizeOf(test) !== sizeOf(train))
    throw fileError(
      test.file,
      `${shortened(test.key)} has ${sizeOf(test)} (expected ${sizeOf(train)}, as ${shortened(train.key)} has)`,
    );
  const odd = train.fields.findIndex(({ name, shape }, k) => !isAlike(test.fields[k], name, shape, train.fields.length > 1));
  if (odd >= 0)
    throw fileError(
      test.file,
      `${shortened(test.key)} has the field ${test.fields[odd].name} (expected ${train.fields[odd].name}, as ${shortened(train.key)} has)`,
    );
}

/** A table of one field is called by its array or file, which the part tells apart. */
const isAlike = (field: Field, name: string, shape: number[], isNamed: boolean): boolean =>
  String(field.shape) === String(shape) && (!isNamed || field.name === name);

function checkSamples({ key, file, fields: [{ samples }] }: NamedTable, first: NamedTable): void {
  const expected = first.fields[0].samples;
  if (samples !== expected)
    throw fileError(file, `${shortened(key)} has ${samples} samples (expected ${expected}, as ${shortened(first.key)} has)`);
}

const sizeOf = ({ fields }: Table): string =>
  fields.length === 1 ? `samples of ${shapeText(fields[0].shape) || 'one number'}` : `${fields.length} fields`;
