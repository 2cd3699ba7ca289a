/** The table of data sets that networks learn, one row a set: sizes, label, and how a sample is drawn. A new set begins with a row here. */
import { labelsOf } from './enumerations.ts';

/** How samples are drawn: a few numbers, values in order, a place in the plane, pixels row by row, or rows of one matrix. */
export type SampleShape = 'vector' | 'series' | 'point' | 'image' | 'matrix';

export interface DataSetRow {
  /** The name a person reads. */
  readonly label: string;
  /** Numbers of inputs and outputs where the data decide them; null where any number of inputs will do, with as many outputs. */
  readonly sizes: readonly [inputs: number, outputs: number] | null;
  readonly shape: SampleShape;
  /** Shape of the images that convolutions can read; left out where inputs are no images. */
  readonly image?: [height: number, width: number, channels: number];
  /** Samples in the single batch of a set that has only one; left out where the batch size is free. */
  readonly samples?: number;
  /** The fewest inputs and outputs, and why fewer would not do; for sets that leave the number open. */
  readonly least?: { readonly dimension: number; readonly since: string };
}

const secondIsSpecial = { dimension: 2, since: 'y_2 is special' } as const;

const rows = {
  /** x ~ N(1, 0.1^2) in every coordinate, y = -x. */
  negation: { label: 'y = −x', sizes: null, shape: 'vector' },
  /** y = -x but y_2 = x_2. */
  kept: { label: 'y = −x, y₂ = x₂', sizes: null, shape: 'vector', least: secondIsSpecial },
  /** y = -x but y_2 ~ N(0, 1). */
  noise: { label: 'y = −x, y₂ noise', sizes: null, shape: 'vector', least: secondIsSpecial },
  /** x ~ N(0, I), y = A x, where A has geometric singular values. */
  teacher: { label: 'linear teacher', sizes: null, shape: 'vector' },
  /** Rows of a 10 x 10 matrix of rank 3; about 20 % of its entries are hidden from the inputs and the loss. */
  'matrix-completion': { label: 'matrix completion', sizes: [10, 10], shape: 'matrix', samples: 10 },
  /** Places in the plane, and the moon of each as one of 2 classes. */
  'two-moons': { label: 'two moons', sizes: [2, 2], shape: 'point' },
  /** Series of 40 points in 10 classes. */
  'mnist-1d': { label: 'MNIST-1D', sizes: [40, 10], shape: 'series' },
  /** Images of 28 x 28 pixels in 10 classes. */
  mnist: { label: 'MNIST', sizes: [784, 10], shape: 'image', image: [28, 28, 1] },
  'fashion-mnist': { label: 'Fashion-MNIST', sizes: [784, 10], shape: 'image', image: [28, 28, 1] },
  /** Files that a person opened, which decide the sizes. */
  own: { label: 'own data', sizes: null, shape: 'series' },
} satisfies Record<string, DataSetRow>;

export type DataName = keyof typeof rows;

export const dataSets: Readonly<Record<DataName, DataSetRow>> = rows;

/** Stored name and label, in the order of the table. */
export const dataLabels = labelsOf(rows);

/** Where a data set comes from, and how its samples look, in words for a person. */
export interface DataFacts {
  label: string;
  shape: SampleShape;
  /** Layout of an image: pixels row by row; of a colour image, one whole channel after another. Null where inputs are no images. */
  image: { width: number; height: number; channels: 1 | 3 } | null;
  /** How x and y are made, in one sentence. */
  made: string;
  /** Null for data that the page generates. */
  source: string | null;
  licence: string | null;
  /** Null where outputs are not classes. */
  classNames: string[] | null;
}
