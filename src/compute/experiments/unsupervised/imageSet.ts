/** The images that a network learns to generate: a data set's inputs as brightness, with the class of each, and as shades for the page. */

import { computeError } from '../../../model/computeError.ts';
import type { DataFacts } from '../../../model/problem/dataSets.ts';
import type { Problem } from '../../../model/problem/problem.ts';
import type { Shades } from '../../../model/unsupervised/unsupervisedFrames.ts';
import type { SampleSet } from '../../datasets/batches/batch.ts';
import { dataSetOf, factsOf } from '../../datasets/dataSources.ts';

export interface ImageSet {
  readonly train: SampleSet;
  readonly test: SampleSet;
  readonly image: NonNullable<DataFacts['image']>;
  readonly classNames: string[];
  /** Inputs of the set as brightness: 0 for the darkest of all training pixels, 1 for the lightest. MNIST's are pixel / 255. */
  brightness(inputs: Float64Array): Float64Array;
}

/** The images of a problem's data. Throws InvalidRequest for data that are no images of classes, `DataUnavailable`, and the signal's reason when cancelled. */
export async function imageSetOf({ data, own = 0 }: Pick<Problem, 'data' | 'own'>, signal: AbortSignal): Promise<ImageSet> {
  const set = await dataSetOf({ data, own }, signal);
  const facts = await factsOf({ data, own });
  const { image, classNames } = facts;
  if (!set || !image) throw unfit(`${facts.label} are no images`);
  if (!classNames) throw unfit(`${facts.label} have no class labels, which the probe and k-NN look for`);
  const { low, high } = rangeOf(set.train.x);
  if (!(high > low)) throw unfit(`every pixel of ${facts.label} is ${low}`);
  return {
    ...set,
    image,
    classNames,
    brightness: (inputs) => inputs.map((value) => (value - low) / (high - low)),
  };
}

const unfit = (what: string): Error =>
  computeError('InvalidRequest', `invalid data: ${what} (expected MNIST, Fashion-MNIST, or own images with one label each)`);

function rangeOf(values: ArrayLike<number>): { low: number; high: number } {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    if (values[i] < low) low = values[i];
    if (values[i] > high) high = values[i];
  }
  return { low, high };
}

/**
 * A byte a pixel, so that frames stay small: `round(255 b)` for brightness b, clipped to 0 and 255; for colour images b is the mean of the
 * channels. `images`: [count * channels * pixels].
 */
export function shadesOf(images: Float64Array, pixels: number, channels: number): Shades {
  const count = images.length / (pixels * channels);
  const shades = new Uint8ClampedArray(count * pixels); // rounds and clips
  for (let i = 0; i < count; i++) {
    for (let p = 0; p < pixels; p++) {
      let sum = 0;
      for (let c = 0; c < channels; c++) sum += images[(i * channels + c) * pixels + p];
      shades[i * pixels + p] = (255 * sum) / channels;
    }
  }
  return new Uint8Array(shades.buffer);
}
