/** Fields as the readers of files make them. */
import type { Field } from '../../../../src/compute/datasets/files/field.ts';

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
