/** Fields, the result of every file reader: numbers of every sample, evenly spaced in one array. */
import { computeError, shortened } from '../../../model/computeError.ts';
import { controls } from '../../../model/controls.ts';

export type Numbers = Float64Array | Float32Array | Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array;

/** Number j of sample i is source[offset + i stride + j]. */
export interface Field {
  name: string;
  /** Shape of one sample; empty for a single number. */
  shape: number[];
  samples: number;
  source: Numbers;
  offset: number;
  stride: number;
  /** The first whole number in the file that float64 does not hold: number `at` of its sample, both from 0, and its digits. Left out where there is none. */
  rounded?: { sample: number; at: number; digits: string };
}

export const widthOf = ({ shape }: Pick<Field, 'shape'>): number => shape.reduce((product, length) => product * length, 1);

/** Fields of one table at most: more could not all be chosen. */
export const MOST_FIELDS = controls.ownInputs.max + controls.ownOutputs.max;

/** A file that cannot be read, in words for a person: which file, what is wrong, where, and what would be right. */
export const fileError = (file: string, message: string): Error =>
  computeError('BadFile', `${shortened(file, MOST_NAME)}: ${message}`);

const MOST_NAME = 120;

/** `10 x 28 x 28`, or its beginning where there are many axes. */
export const shapeText = (shape: number[]): string =>
  shape.length > 5 ? `${shape.slice(0, 5).join(' x ')} x …` : shape.join(' x ');

/** The array as one field. Throws `BadFile` where the array has no samples, or samples of no numbers. */
export function fieldOf(name: string, { shape, data }: { shape: number[]; data: Numbers }, file: string): Field {
  const [samples, ...rest] = shape;
  const width = widthOf({ shape: rest });
  checkCounts(samples, width, file, name);
  return { name, shape: rest, samples, source: data, offset: 0, stride: width };
}

/** Throws `BadFile` where there are no samples, or samples of no numbers. */
export function checkCounts(samples: number, width: number, file: string, name = 'it'): void {
  if (samples === 0) throw fileError(file, `${name} has 0 samples (expected one or more along the first axis)`);
  if (width === 0) throw fileError(file, `${name} has samples of 0 numbers (expected one or more a sample)`);
}

/** A table's columns as fields of their own; the field itself where it is no table. Throws `BadFile` where there are too many columns. */
export function columnsOf(field: Field, file: string): Field[] {
  const { shape, rounded, ...common } = field;
  if (shape.length !== 1) return [field];
  checkColumns(shape[0], file);
  return Array.from({ length: shape[0] }, (_, j) => {
    const column = { ...common, name: `column ${j + 1}`, shape: [], offset: j };
    return rounded?.at === j ? { ...column, rounded: { ...rounded, at: 0 } } : column;
  });
}

/** Throws `BadFile` where a table has more columns than could be chosen. */
export function checkColumns(columns: number, file: string): void {
  if (columns > MOST_FIELDS)
    throw fileError(
      file,
      `it has ${columns.toLocaleString('en')} columns (expected at most ${MOST_FIELDS.toLocaleString('en')}: as many as can be inputs and targets)`,
    );
}
