/** Fields as the readers of files make them. */
import type { Field } from '../../../../src/compute/datasets/files/field.ts';
import type { FileContent } from '../../../../src/compute/datasets/files/joinedFiles.ts';
import { type OwnSet, ownSetOf } from '../../../../src/compute/datasets/files/ownSet.ts';
import { toTheEnd } from '../../../../src/compute/math/stepwise.ts';
import type { OwnChoice } from '../../../../src/model/problem/ownData.ts';

export const column = (name: string, values: number[]): Field => ({
  name,
  shape: [],
  samples: values.length,
  source: Float64Array.from(values),
  offset: 0,
  stride: 1,
});
/** 0 to 9. */
export const ten = Array.from({ length: 10 }, (_, i) => i);
/** Two columns of numbers and one of labels, ten samples each. */
export const fields = [
  column('a', ten),
  column(
    'b',
    ten.map((i) => 100 + 2 * i),
  ),
  column(
    'label',
    ten.map((i) => i % 3),
  ),
];

export const choice = { inputs: [0, 1], targets: [2], oneHot: true, standardise: false };

export const contentOf = (...fields: Field[]): FileContent => ({ fields, trainingCount: null, remarks: [] });

/** The own data of these fields, at once. */
export const madeSet = (fields: Field[], choice: OwnChoice, files: string, trainingCount: number | null = null): OwnSet =>
  toTheEnd(ownSetOf({ fields, trainingCount }, choice, files));
