/** Joins fields side by side into inputs or targets, in float64 until a number is standardised and becomes float32. */
import type { Stepwise } from '../../math/stepwise.ts';
import { type Field, fileError, widthOf } from './field.ts';
import { type Scale, statisticsOf } from './statistics.ts';

/** The samples of training and test parts. */
export interface Parts {
  train: number;
  test: number;
  isTest(sample: number): boolean;
}

/** [samples of the part * width], row-major. */
export interface Gathered {
  train: Float32Array<ArrayBuffer>;
  test: Float32Array<ArrayBuffer>;
  width: number;
  /** Fields whose digits float32 cannot keep, in words with the first sample. */
  remarks: string[];
}

/** Consecutive numbers of every sample that are scaled alike: an image, or one number. */
interface Group {
  field: Field;
  first: number;
  size: number;
}

/** A rounding to float32 beyond this share of a number's range is told. */
const TOLD = 1e-3;
/** Samples between two pauses. */
const SLICE = 1024;

export interface Gathering {
  parts: Parts;
  /** (x - mean) / sd over the training samples. Images (two axes or more) share one mean and sd; every other number has its own. */
  standardise: boolean;
  /** What a person can do about numbers that float32 cannot hold. */
  advice: string;
  files: string;
}

/** Fields side by side, sample by sample. Throws `BadFile`: a number that is not finite, or that float32 cannot hold, with its sample (from 1) and field. */
export function* gathered(fields: Field[], gathering: Gathering): Stepwise<Gathered> {
  const width = fields.reduce((sum, field) => sum + widthOf(field), 0);
  const { parts } = gathering;
  const out: Gathered = {
    train: new Float32Array(parts.train * width),
    test: new Float32Array(parts.test * width),
    width,
    remarks: [],
  };
  let column = 0;
  for (const group of fields.flatMap(groupsOf)) {
    yield* gatherGroup(group, column, out, gathering);
    column += group.size;
  }
  return out;
}

function groupsOf(field: Field): Group[] {
  const width = widthOf(field);
  const size = field.shape.length > 1 ? width : 1;
  return Array.from({ length: width / size }, (_, k) => ({ field, first: k * size, size }));
}

/** The numbers of a group that are learnt as they are: the worst rounding to float32, and their range. */
interface Rounding {
  error: number;
  sample: number;
  value: number;
  least: number;
  most: number;
}

function* gatherGroup(group: Group, column: number, out: Gathered, gathering: Gathering): Stepwise<void> {
  const { samples, name } = group.field;
  const { parts, standardise, files, advice } = gathering;
  const scale = standardise ? yield* statisticsOf(group, parts, files) : null;
  const rounding: Rounding = { error: 0, sample: 0, value: 0, least: Infinity, most: -Infinity };
  const at = { train: column, test: column };
  for (let from = 0; from < samples; from += SLICE) {
    gatherSlice({ group, at, out, gathering, scale, rounding, from, to: Math.min(from + SLICE, samples) });
    yield;
  }
  const { error, sample, value, least, most } = rounding;
  if (!standardise && error > TOLD * (most - least) && most > least)
    out.remarks.push(
      `${name}, sample ${sample + 1}: ${value} is learnt as ${Math.fround(value)}, as near as float32 comes (expected numbers of 7 digits${advice}).`,
    );
}

interface Slice {
  group: Group;
  /** Where the next number of each part goes. */
  at: Record<'train' | 'test', number>;
  out: Gathered;
  gathering: Gathering;
  scale: Scale | null;
  rounding: Rounding;
  /** Samples from here to before there. */
  from: number;
  to: number;
}

function gatherSlice({ group: { field, first, size }, at, out, gathering, scale, rounding, from, to }: Slice): void {
  const { source, offset, stride } = field;
  const { isTest } = gathering.parts;
  const { train, test, width } = out;
  for (let i = from; i < to; i++) {
    const isTested = isTest(i);
    const part = isTested ? test : train;
    const start = offset + i * stride + first;
    const place = isTested ? at.test : at.train;
    for (let j = 0; j < size; j++) {
      const value = source[start + j];
      const kept = Math.fround(scale ? scaled(value, scale) : value);
      if (!Number.isFinite(kept)) throw unlearnable(field, i, value, gathering);
      if (!scale) noteRounding(rounding, value, kept, i);
      part[place + j] = kept;
    }
    if (isTested) at.test += width;
    else at.train += width;
  }
}

function unlearnable({ name }: Field, sample: number, value: number, { files, advice }: Gathering): Error {
  const where = `sample ${sample + 1}, ${name}: ${value}`;
  if (!Number.isFinite(value)) return fileError(files, `${where} (expected a finite number)`);
  return fileError(files, `${where} is larger than float32 holds (expected at most 3.4e38${advice})`);
}

function noteRounding(rounding: Rounding, value: number, kept: number, sample: number): void {
  if (value < rounding.least) rounding.least = value;
  if (value > rounding.most) rounding.most = value;
  const error = Math.abs(kept - value);
  if (error > rounding.error) Object.assign(rounding, { error, sample, value });
}

const scaled = (value: number, { unit, mean, deviation }: Scale): number =>
  deviation > 0 ? (value / unit - mean) / deviation : (value / unit - mean) * unit;
