/** The image sets that ship with the page, as `npm run pack-data` packed them: their facts, and their pixels made inputs. */
import type { SampleSet } from '../batches/batch.ts';
import { classSamples } from '../batches/classSamples.ts';
import fashionMnist from './fashion-mnist.json';
import mnist from './mnist.json';

export const manifests = { mnist, 'fashion-mnist': fashionMnist };

export type PackedName = keyof typeof manifests;
export type PackedPart = 'train' | 'test';
export type Manifest = (typeof manifests)[PackedName];

/**
 * x = (pixel / 255 - mean) / sd, with the mean and sd of all published training pixels (MNIST .1307 and .3081, Fashion-MNIST .2860 and
 * .3530), as the published experiments normalise; y one-hot. `bytes`: all pixels, image by image and row by row, then all labels.
 * Throws a RangeError where there are not as many bytes as the manifest says.
 */
export function samplesOf(
  { width, height, pixels, classNames, ...parts }: Manifest,
  part: PackedPart,
  bytes: Uint8Array,
): SampleSet {
  const { count } = parts[part];
  const inputs = width * height;
  if (bytes.length !== count * (inputs + 1))
    throw new RangeError(`${bytes.length} bytes unpacked (expected ${count * (inputs + 1)}: ${count} images and their labels)`);
  const shades = Float32Array.from({ length: 256 }, (_, shade) => (shade / 255 - pixels.mean) / pixels.deviation);
  const x = new Float32Array(count * inputs);
  for (let i = 0; i < x.length; i++) x[i] = shades[bytes[i]];
  return classSamples(x, bytes.subarray(count * inputs), inputs, classNames.length);
}
