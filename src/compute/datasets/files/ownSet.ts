/** A person's own data: fields of files made a data set, for as long as the page is open. */
import type { DataFacts } from '../../../model/dataFacts.ts';
import type { FilePreview, OwnChoice, OwnSizes } from '../../../model/ownData.ts';
import { parameters } from '../../../model/parameters.ts';
import { computeError } from '../../computeError.ts';
import type { DataSet, SampleSet } from '../batch.ts';
import { classSamples } from '../classSamples.ts';
import { type Field, fileError, widthOf } from './field.ts';

/** Every so many-th sample is tested on. */
const TESTED = 5;
const MOST_CLASSES = parameters.ownOutputs.max;
const PREVIEWED = { samples: 5, numbers: 4 };

export interface OwnSet {
  set: DataSet;
  facts: DataFacts;
  sizes: OwnSizes;
}

export function previewOf(fields: Field[]): FilePreview {
  const { samples } = fields[0];
  return {
    samples,
    fields: fields.map((field) => ({
      name: field.name,
      shape: field.shape,
      first: Array.from({ length: Math.min(samples, PREVIEWED.samples) }, (_, i) => {
        const from = field.offset + i * field.stride;
        return Array.from(field.source.subarray(from, from + Math.min(widthOf(field), PREVIEWED.numbers)), Number);
      }),
    })),
    suggested: suggestion(fields),
  };
}

/** The target is what is called so, else the last field; it is a label where it holds a few whole numbers from 0 on. */
function suggestion(fields: Field[]): OwnChoice {
  const named = fields.findIndex(({ name }) => /^(labels?|class|target|y)$/i.test(name));
  const target = named < 0 ? fields.length - 1 : named;
  const inputs = fields.map((_, k) => k).filter((k) => k !== target);
  return { inputs, targets: [target], oneHot: looksLikeLabels(fields[target]), standardise: true };
}

function looksLikeLabels(field: Field): boolean {
  if (widthOf(field) !== 1) return false;
  let most = 0;
  for (let i = 0; i < field.samples; i++) {
    const value = field.source[field.offset + i * field.stride];
    if (!isLabel(value)) return false;
    most = Math.max(most, value);
  }
  return most >= 1 && most + 1 < field.samples;
}

const isLabel = (value: number): boolean => Number.isInteger(value) && value >= 0 && value < MOST_CLASSES;

/**
 * Every fifth sample is kept for testing. Throws `BadFile`: nothing chosen, too few samples, a label that is none, or a number that is not
 * finite, with its sample (from 1) and field.
 */
export function ownSetOf(fields: Field[], choice: OwnChoice, files: string): OwnSet {
  const [inputs, targets] = [choice.inputs, choice.targets].map((chosen) => chosen.map((k) => fields[k]));
  if (inputs.length === 0 || targets.length === 0 || [...inputs, ...targets].includes(undefined as never))
    throw fileError(files, `no ${inputs.length === 0 ? 'inputs' : 'targets'} are chosen (expected fields 1 to ${fields.length})`);
  if (fields[0].samples < TESTED) throw fileError(files, `${fields[0].samples} samples (expected ${TESTED} or more)`);
  if (choice.oneHot && (targets.length > 1 || widthOf(targets[0]) !== 1))
    throw fileError(files, 'class labels are one number a sample (choose a single column, or targets that are no labels)');
  const parts = partsOf(fields[0].samples);
  const x = gathered(inputs, parts, files);
  if (choice.standardise) standardise(x, inputs);
  checkSize('inputs', x.width, parameters.ownInputs.max, files);
  const y = gathered(targets, parts, files);
  const classes = choice.oneHot ? checkedClasses(targets[0], files) : null;
  checkSize('outputs', classes ?? y.width, parameters.ownOutputs.max, files);
  const part = (which: 'train' | 'test'): SampleSet => {
    const width = x.width;
    if (classes !== null) return classSamples(x[which], y[which], width, classes);
    return { x: x[which], y: y[which], count: parts[which].length, inputs: width, outputs: y.width };
  };
  const set = { train: part('train'), test: part('test') };
  const facts = factsOf(inputs, set.train, classes, choice, files);
  return { set, facts, sizes: sizesOf(set, facts.image) };
}

function checkSize(what: string, size: number, most: number, files: string): void {
  if (size > most) throw fileError(files, `${size} ${what} are chosen (expected at most ${most})`);
}

/** Indices of the samples of each part. */
function partsOf(samples: number): Record<'train' | 'test', number[]> {
  const all = Array.from({ length: samples }, (_, i) => i);
  const isTested = (i: number) => i % TESTED === TESTED - 1;
  return { train: all.filter((i) => !isTested(i)), test: all.filter(isTested) };
}

interface Gathered {
  train: Float32Array;
  test: Float32Array;
  width: number;
}

/** Fields side by side, sample by sample. */
function gathered(fields: Field[], parts: Record<'train' | 'test', number[]>, files: string): Gathered {
  const width = fields.reduce((sum, field) => sum + widthOf(field), 0);
  const rows = (indices: number[]) => {
    const out = new Float32Array(indices.length * width);
    let at = 0;
    for (const i of indices)
      for (const field of fields) {
        const from = field.offset + i * field.stride;
        for (let j = 0; j < widthOf(field); j++) {
          const value = field.source[from + j];
          if (!Number.isFinite(value))
            throw fileError(files, `sample ${i + 1}, ${field.name}: ${value} (expected a finite number)`);
          out[at++] = value;
        }
      }
    return out;
  };
  return { train: rows(parts.train), test: rows(parts.test), width };
}

/** (x - mean) / sd, both over the training samples: of every number by itself, of an image's pixels (two axes or more) together. */
function standardise({ train, test, width }: Gathered, fields: Field[]): void {
  let from = 0;
  for (const field of fields) {
    const size = widthOf(field);
    const step = field.shape.length > 1 ? size : 1;
    for (let first = from; first < from + size; first += step) {
      const { mean, deviation } = statistics(train, width, first, step);
      for (const part of [train, test])
        for (let row = 0; row < part.length; row += width)
          for (let j = first; j < first + step; j++) part[row + j] = (part[row + j] - mean) / (deviation || 1);
    }
    from += size;
  }
}

function statistics(values: Float32Array, width: number, first: number, step: number): { mean: number; deviation: number } {
  const count = (values.length / width) * step;
  let sum = 0;
  for (let row = 0; row < values.length; row += width) for (let j = first; j < first + step; j++) sum += values[row + j];
  const mean = sum / count;
  let squares = 0;
  for (let row = 0; row < values.length; row += width)
    for (let j = first; j < first + step; j++) squares += (values[row + j] - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / count) };
}

/** How many classes there are. */
function checkedClasses({ source, offset, stride, samples, name }: Field, files: string): number {
  let most = 0;
  for (let i = 0; i < samples; i++) {
    const value = source[offset + i * stride];
    if (!isLabel(value))
      throw fileError(
        files,
        `sample ${i + 1}, ${name}: ${value} is no class label (expected a whole number from 0 to ${MOST_CLASSES - 1})`,
      );
    most = Math.max(most, value);
  }
  return most + 1;
}

function factsOf(
  inputs: Field[],
  train: SampleSet,
  classes: number | null,
  { standardise }: OwnChoice,
  files: string,
): DataFacts {
  const image = inputs.length === 1 ? imageOf(inputs[0].shape) : null;
  const shape = image ? 'image' : train.inputs === 2 && classes !== null ? 'point' : train.inputs > 2 ? 'series' : 'vector';
  return {
    label: 'own data',
    shape,
    image,
    made: `${files}, read in this page; nothing leaves the machine. Every fifth sample is tested on.${standardise ? ' Inputs have mean 0 and sd 1.' : ''}`,
    source: null,
    licence: null,
    classNames: classes === null ? null : Array.from({ length: classes }, (_, k) => String(k)),
  };
}

/** [height, width], or [3, height, width]. */
function imageOf(shape: number[]): DataFacts['image'] {
  if (shape.length === 2) return { height: shape[0], width: shape[1], channels: 1 };
  return shape.length === 3 && shape[0] === 3 ? { height: shape[1], width: shape[2], channels: 3 } : null;
}

function sizesOf({ train, test }: DataSet, image: DataFacts['image']): OwnSizes {
  const parts = [train.x, train.y, test.x, test.y] as Float32Array[];
  const channels = image && image.width === image.height ? image.channels : 0;
  return { inputs: train.inputs, outputs: train.outputs, channels, fingerprint: parts.reduce(hash, 0x811c9dc5) };
}

/** FNV-1a over 32-bit words. */
function hash(before: number, { buffer, byteOffset, length }: Float32Array): number {
  let mixed = before;
  for (const word of new Uint32Array(buffer, byteOffset, length)) mixed = Math.imul(mixed ^ word, 0x01000193) >>> 0;
  return mixed;
}

let latest: Promise<OwnSet | null> = Promise.resolve(null);

/** What is learnt from now on; it may still be on its way. What cannot be had leaves what was there. */
export function keepOwnSet(set: Promise<OwnSet>): void {
  const before = latest;
  latest = set.catch(() => before);
}

/** Throws `DataUnavailable` where no file was opened since the page was, or the address was made with other data. */
export async function ownSet(fingerprint: number): Promise<OwnSet> {
  const own = await latest;
  if (!own)
    throw computeError(
      'DataUnavailable',
      'own data were chosen, but no file has been opened here: drop it on the page, or choose it in the tab “Data”',
    );
  if (own.sizes.fingerprint !== fingerprint)
    throw computeError(
      'DataUnavailable',
      'the address was made with other data than those opened here: drop their file on the page, or choose it in the tab “Data”',
    );
  return own;
}
