/** A person's own data: fields of files made a data set. */

import { controls } from '../../../model/controls.ts';
import type { DataFacts } from '../../../model/problem/dataSets.ts';
import type { OwnChoice, OwnSizes } from '../../../model/problem/ownData.ts';
import type { DataSet, SampleSet } from '../batches/batch.ts';
import { classSamples } from '../batches/classSamples.ts';
import { checkedClasses } from './classLabels.ts';
import { type Field, fileError, widthOf } from './field.ts';
import { gathered, standardise } from './gathered.ts';

/** Every so many-th sample is tested on. */
const TESTED = 5;

export interface OwnSet {
  set: DataSet;
  facts: DataFacts;
  sizes: OwnSizes;
}

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
  checkSize('inputs', x.width, controls.ownInputs.max, files);
  const y = gathered(targets, parts, files);
  const classes = choice.oneHot ? checkedClasses(targets[0], files) : null;
  checkSize('outputs', classes ?? y.width, controls.ownOutputs.max, files);
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
