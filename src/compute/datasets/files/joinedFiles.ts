/** Joins the content of several files: training and test parts, batches one after another, and fields side by side. */
import { shortened } from '../../../model/computeError.ts';
import { type Field, fileError, type Numbers } from './field.ts';
import { partsOf, type Table } from './trainingParts.ts';

export interface OneFile {
  file: string;
  /** Whether the file itself names its fields. */
  hasNames: boolean;
  tables: Table[];
  /** Parts of the file that are no samples, and what they are. */
  passedOver: string[];
}

/** The content of all opened files. */
export interface FileContent {
  fields: Field[];
  /** Training samples, which come first, where the files have a test part of their own; else null. */
  trainingCount: number | null;
  /** What a person should know: parts passed over, and digits that cannot be kept. */
  remarks: string[];
}

/** The name of a field in a file that names none. */
const UNNAMED = 'array';
const MOST_NAMED = 5;

/** Samples at most: the order of an epoch is drawn in one go, within a second or two. */
const MOST_SAMPLES = 5e6;

/** Throws `BadFile` where fields do not have as many samples as those beside them, or there are more samples than can be learnt. */
export function joinedFiles(files: OneFile[]): FileContent {
  const passedOver = files.flatMap((file) => file.passedOver);
  const parts = inParts(files, passedOver);
  const fields = parts?.fields ?? (areBatches(files) ? joined(files.map(fieldsOf)) : sideBySide(files));
  const [{ samples }] = fields;
  if (samples > MOST_SAMPLES)
    throw fileError(
      files[0].file,
      `${samples.toLocaleString('en')} samples (expected at most ${MOST_SAMPLES.toLocaleString('en')})`,
    );
  return {
    fields,
    trainingCount: parts?.trainingCount ?? null,
    remarks: [
      ...(passedOver.length > 0 ? [`Passed over: ${someOf(passedOver)}.`] : []),
      ...someFields(fields.filter(({ rounded }) => rounded).map(roundedText)),
    ],
  };
}

const someOf = (texts: string[]): string => someFields(texts).join(', ');

const someFields = (texts: string[]): string[] =>
  texts.length > MOST_NAMED ? [...texts.slice(0, MOST_NAMED), `and ${texts.length - MOST_NAMED} more`] : texts;

const roundedText = ({ name, rounded, source, offset, stride }: Field): string =>
  `${name}, sample ${rounded!.sample + 1}: of ${rounded!.digits} the last digits cannot be kept (whole numbers are exact up to 2^53); it is ${source[offset + rounded!.sample * stride + rounded!.at]} here.`;

/** Training samples before test samples, where tables are called so; null where none are. Tables without such a part are passed over. */
function inParts(files: OneFile[], passedOver: string[]): Pick<FileContent, 'fields' | 'trainingCount'> | null {
  const { pairs, others } = partsOf(files.flatMap(({ file, tables }) => tables.map((table) => ({ ...table, file }))));
  if (pairs.length === 0) return null;
  passedOver.push(...others);
  const tables = pairs.map(({ name, train, test }) => ({
    key: name,
    fields: joined([train.fields, test.fields]).map((field) =>
      field.name === shortened(train.key) ? { ...field, name } : field,
    ),
  }));
  return { fields: withTheirOwnNames(tables), trainingCount: pairs[0].train.fields[0].samples };
}

/** Whether the files hold the same named fields: batches of one set. */
function areBatches(files: OneFile[]): boolean {
  const [first, ...others] = files.map(fieldsOf);
  if (others.length === 0 || first.length < 2 || !files.every(({ hasNames }) => hasNames)) return false;
  return others.every(
    (fields) => fields.length === first.length && fields.every((field, k) => layoutOf(field) === layoutOf(first[k])),
  );
}

const layoutOf = ({ name, shape, offset, stride }: Field): string => JSON.stringify([name, shape, offset, stride]);

const fieldsOf = ({ tables }: OneFile): Field[] => tables.flatMap(({ fields }) => fields);

function sideBySide(files: OneFile[]): Field[] {
  const [{ samples, name }] = fieldsOf(files[0]);
  for (const [i, each] of files.entries())
    for (const field of fieldsOf(each))
      if (field.samples !== samples)
        throw fileError(
          each.file,
          i === 0
            ? `${field.name} has ${field.samples} samples (expected ${samples}, as ${name} has)`
            : `${field.samples} samples (expected ${samples}, as ${files[0].file} has)`,
        );
  const tables = files.flatMap((file) => file.tables);
  return files.length > 1 ? withTheirOwnNames(tables) : tables.flatMap(({ fields }) => fields);
}

/** Fields of several tables, each by a name of its own: one that several tables have, or none, is told by its table. */
function withTheirOwnNames(tables: Table[]): Field[] {
  const tablesWith = new Map<string, number>();
  for (const { fields } of tables)
    for (const name of new Set(fields.map((field) => field.name))) tablesWith.set(name, (tablesWith.get(name) ?? 0) + 1);
  return tables.flatMap(({ key, fields }) =>
    fields.map((field) => {
      if (field.name === UNNAMED) return { ...field, name: shortened(key) };
      return tablesWith.get(field.name)! > 1 ? { ...field, name: `${shortened(key)} ${field.name}` } : field;
    }),
  );
}

/** The fields of several tables, the samples of one table after those of the one before. `parts`: fields alike, a list a table. */
function joined(parts: Field[][]): Field[] {
  const sources = new Map<Numbers, Numbers>(); // columns of one table stay in one array
  return parts[0].map((first, k) => {
    const alike = parts.map((fields) => fields[k]);
    const whole = sources.get(first.source) ?? sourceOf(alike);
    sources.set(first.source, whole);
    const samples = alike.reduce((sum, field) => sum + field.samples, 0);
    return { ...first, samples, source: whole, ...roundedIn(alike) };
  });
}

/** Every file reader lays out a table alike: as many numbers a sample, the fields at the same places. */
function sourceOf(parts: Field[]): Numbers {
  const used = parts.map(({ source, samples, stride }) => source.subarray(0, samples * stride));
  const length = used.reduce((sum, part) => sum + part.length, 0);
  const areAlike = used.every((part) => part.constructor === used[0].constructor);
  const whole = areAlike ? new (used[0].constructor as new (length: number) => Numbers)(length) : new Float64Array(length);
  let at = 0;
  for (const part of used) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function roundedIn(parts: Field[]): Pick<Field, 'rounded'> {
  let before = 0;
  for (const { rounded, samples } of parts) {
    if (rounded) return { rounded: { ...rounded, sample: before + rounded.sample } };
    before += samples;
  }
  return {};
}
