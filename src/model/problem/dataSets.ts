/** The data that networks learn, one row a set: the number of inputs and outputs, and the kind of sample. Every place that needs to know reads this table. */
import { labelsOf } from './enumerations.ts';

/** How a sample is drawn: as a few numbers, values in order, a place in the plane, pixels row by row, or a row of one matrix. */
export type SampleShape = 'vector' | 'series' | 'point' | 'image' | 'matrix';

export interface DataSetRow {
  /** The name a person reads. */
  readonly label: string;
  /** Numbers of inputs and outputs that the data fix; null where any number of inputs will do, with as many outputs. */
  readonly sizes: readonly [inputs: number, outputs: number] | null;
  readonly shape: SampleShape;
  /** Shape of the inputs where convolutions can read them. */
  readonly image?: [height: number, width: number, channels: number];
  /** Number of samples where the data have only one batch; left out where the batch size is free. */
  readonly samples?: number;
  /** The fewest inputs and outputs, and why fewer would not do; for sets that leave the number open. */
  readonly least?: { readonly dimension: number; readonly since: string };
}

const secondIsSpecial = { dimension: 2, since: 'y_2 is special' } as const;

const rows = {
  negation: { label: 'y = −x', sizes: null, shape: 'vector' },
  kept: { label: 'y = −x, y₂ = x₂', sizes: null, shape: 'vector', least: secondIsSpecial },
  noise: { label: 'y = −x, y₂ noise', sizes: null, shape: 'vector', least: secondIsSpecial },
  teacher: { label: 'linear teacher', sizes: null, shape: 'vector' },
  'matrix-completion': { label: 'matrix completion', sizes: [10, 10], shape: 'matrix', samples: 10 },
  'two-moons': { label: 'two moons', sizes: [2, 2], shape: 'point' },
  'mnist-1d': { label: 'MNIST-1D', sizes: [40, 10], shape: 'series' },
  mnist: { label: 'MNIST', sizes: [784, 10], shape: 'image', image: [28, 28, 1] },
  'fashion-mnist': { label: 'Fashion-MNIST', sizes: [784, 10], shape: 'image', image: [28, 28, 1] },
  own: { label: 'own data', sizes: null, shape: 'series' }, // as large as the files make them
} satisfies Record<string, DataSetRow>;

export const dataSets: Readonly<Record<keyof typeof rows, DataSetRow>> = rows;

/** Stored name and label, in the order of the table. */
export const dataLabels = labelsOf(rows);
