/** The data that networks learn, one row a set: how large they are, and what a sample looks like. Every place that needs to know reads this table. */
import type { Convolution, DataName } from './problem.ts';

/** What samples are, so that they can be drawn: a few numbers, values in order, a place in the plane, pixels row by row, or rows of one matrix. */
export type SampleShape = 'vector' | 'series' | 'point' | 'image' | 'matrix';

export interface DataSetRow {
  /** The name a person reads. */
  readonly label: string;
  /** Inputs and outputs that the data decide; null where any number of inputs will do, and there are as many outputs. */
  readonly sizes: readonly [inputs: number, outputs: number] | null;
  readonly shape: SampleShape;
  /** What the inputs are where convolutions can read them. */
  readonly image?: Convolution['image'];
  /** Samples of the only batch there is; left out where the batch size is free. */
  readonly samples?: number;
  /** Fewest inputs and outputs, and why there cannot be fewer; for sets that leave the number open. */
  readonly least?: { readonly dimension: number; readonly since: string };
}

const secondIsSpecial = { dimension: 2, since: 'y_2 is special' } as const;

export const dataSets: Readonly<Record<DataName, DataSetRow>> = {
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
};

/** Stored value and the name that a person reads, in the order of the table. */
export const dataLabels = Object.fromEntries(Object.entries(dataSets).map(([name, { label }]) => [name, label])) as Record<
  DataName,
  string
>;
