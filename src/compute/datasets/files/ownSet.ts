/** A person's own data: fields of files made a data set. */

import { controls } from '../../../model/controls.ts';
import type { DataFacts } from '../../../model/problem/dataSets.ts';
import type { OwnChoice, OwnSizes } from '../../../model/problem/ownData.ts';
import type { Stepwise } from '../../math/stepwise.ts';
import type { DataSet, SampleSet } from '../batches/batch.ts';
import { classSamples } from '../batches/classSamples.ts';
import { checkedClasses } from './classLabels.ts';
import { type Field, fileError, widthOf } from './field.ts';
import { gathered, type Parts } from './gathered.ts';
import type { FileContent } from './joinedFiles.ts';

/** Every so many-th sample is tested on. */
const TESTED = 5;

export interface OwnSet {
  set: DataSet;
  facts: DataFacts;
  sizes: OwnSizes;
}

/** Numbers of all samples, at most: 1 GB of float32. */
const MOST_NUMBERS = 250e6;

/**
 * Every fifth sample is kept for testing, where the files have no test part of their own. Throws `BadFile`: nothing chosen, too few samples,
 * a label that is none, or a number that is not finite or beyond float32, with its sample (from 1) and field.
 */
export function* ownSetOf(
  { fields, trainingCount }: Pick<FileContent, 'fields' | 'trainingCount'>,
  choice: OwnChoice,
  files: string,
): Stepwise<OwnSet> {
  const [inputs, targets] = [choice.inputs, choice.targets].map((chosen) => chosen.map((k) => fields[k]));
  checkChoice(fields, inputs, targets, choice, files);
  const parts = partsOf(fields[0].samples, trainingCount);
  const common = { parts, files };
  const x = yield* gathered(inputs, {
    ...common,
    standardise: choice.standardise,
    advice: choice.standardise ? '' : ', or standardised inputs',
  });
  const y = yield* gathered(targets, { ...common, standardise: false, advice: '; targets are not standardised' });
  const classes = choice.oneHot ? checkedClasses(targets[0], files) : null;
  if (classes !== null) checkNumbers(fields[0].samples, x.width, classes, files);
  const part = (which: 'train' | 'test'): SampleSet => {
    const width = x.width;
    if (classes !== null) return classSamples(x[which], y[which], width, classes);
    return { x: x[which], y: y[which], count: parts[which], inputs: width, outputs: y.width };
  };
  const set = { train: part('train'), test: part('test') };
  const facts = factsOf(inputs, set.train, classes, { ...choice, tested: testedText(trainingCount) }, files);
  return { set, facts, sizes: { ...sizesOf(set, facts.image), remarks: [...x.remarks, ...y.remarks].slice(0, MOST_REMARKS) } };
}

const MOST_REMARKS = 3;

function checkChoice(fields: Field[], inputs: Field[], targets: Field[], { oneHot }: OwnChoice, files: string): void {
  if (inputs.length === 0 || targets.length === 0 || [...inputs, ...targets].includes(undefined as never))
    throw fileError(files, `no ${inputs.length === 0 ? 'inputs' : 'targets'} are chosen (expected fields 1 to ${fields.length})`);
  const { samples } = fields[0];
  if (samples < TESTED) throw fileError(files, `${samples} samples (expected ${TESTED} or more)`);
  if (oneHot && (targets.length > 1 || widthOf(targets[0]) !== 1))
    throw fileError(
      files,
      `class labels are one number a sample, and ${targets.length} fields of ${widthOf(targets[0])} numbers are chosen (expected a single column, or targets that are no labels)`,
    );
  const [width, outputs] = [inputs, targets].map((chosen) => chosen.reduce((sum, field) => sum + widthOf(field), 0));
  checkSize('inputs', width, controls.ownInputs.max, files);
  checkSize('outputs', outputs, controls.ownOutputs.max, files);
  checkNumbers(samples, width, outputs, files);
}

function checkSize(what: string, size: number, most: number, files: string): void {
  if (size > most) throw fileError(files, `${size} ${what} are chosen (expected at most ${most})`);
}

function checkNumbers(samples: number, inputs: number, outputs: number, files: string): void {
  if (samples * (inputs + outputs) > MOST_NUMBERS)
    throw fileError(
      files,
      `${samples.toLocaleString('en')} samples of ${inputs} inputs and ${outputs} outputs are too many (expected at most ${MOST_NUMBERS / 1e6} million numbers together)`,
    );
}

/** The files' own parts, or every fifth sample to test on. */
function partsOf(samples: number, trainingCount: number | null): Parts {
  if (trainingCount !== null) return { train: trainingCount, test: samples - trainingCount, isTest: (i) => i >= trainingCount };
  const test = Math.floor(samples / TESTED);
  return { train: samples - test, test, isTest: (i) => i % TESTED === TESTED - 1 };
}

const testedText = (trainingCount: number | null): string =>
  trainingCount === null ? 'Every fifth sample is tested on.' : 'The files’ own test part is tested on.';

function factsOf(
  inputs: Field[],
  train: SampleSet,
  classes: number | null,
  { standardise, tested }: { standardise: boolean; tested: string },
  files: string,
): DataFacts {
  const image = inputs.length === 1 ? imageOf(inputs[0].shape) : null;
  const shape = image ? 'image' : train.inputs === 2 && classes !== null ? 'point' : train.inputs > 2 ? 'series' : 'vector';
  return {
    label: 'own data',
    shape,
    image,
    made: `${files}, read in this page; nothing leaves the machine. ${tested}${standardise ? ' Inputs have mean 0 and sd 1.' : ''}`,
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

function sizesOf({ train, test }: DataSet, image: DataFacts['image']): Omit<OwnSizes, 'remarks'> {
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
