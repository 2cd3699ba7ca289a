/** MNIST-1D: series of 40 points in ten classes, generated here from its paper's description (Greydanus, "Scaling down deep learning", 2020). */

import { Breather } from '../engine/work/breather.ts';
import { type NormalStream, normalStream, shuffle, uniformStream } from '../math/random.ts';
import type { Stepwise } from '../math/stepwise.ts';
import type { DataSet } from './batches/batch.ts';
import { classSamples } from './batches/classSamples.ts';
import type { FiniteSource } from './batches/dataSource.ts';

const SEED = 42;
const SAMPLES = 5000;
const TRAINED_ON = 4000;
const LENGTH = 40;
const CLASSES = 10;
const PADDING = { least: 36, most: 60 };
const UNFOLDED = 72; // points that padded templates are resampled to
const SCALE = 0.4;
const MOST_SHIFT = 48;
const CORRELATED_NOISE = { scale: 0.25, deviation: 2 };
const WHITE_NOISE = 0.02;
const SHEAR = 0.75;
const NOT_ZERO = 1e-8; // added to templates, so that their own zeros are not taken for padding

/** The digits 0 to 9, as one stroke of twelve points each. */
const TEMPLATES = [
  [5, 6, 6.5, 6.75, 7, 7, 7, 7, 6.75, 6.5, 6, 5],
  [5, 3, 3, 3.4, 3.8, 4.2, 4.6, 5, 5.4, 5.8, 5, 5],
  [5, 6, 6.5, 6.5, 6, 5.25, 4.75, 4, 3.5, 3.5, 4, 5],
  [5, 6, 6.5, 6.5, 6, 5, 5, 6, 6.5, 6.5, 6, 5],
  [5, 4.4, 3.8, 3.2, 2.6, 2.6, 5, 5, 5, 5, 5, 5],
  [5, 3, 3, 3, 3, 5, 6, 6.5, 6.5, 6, 4.5, 5],
  [5, 4, 3.5, 3.25, 3, 3, 3, 3, 3.25, 3.5, 4, 5],
  [5, 7, 7, 6.6, 6.2, 5.8, 5.4, 5, 4.6, 4.2, 5, 5],
  [5, 4, 3.5, 3.5, 4, 5, 5, 4, 3.5, 3.5, 4, 5],
  [5, 4, 3.5, 3.5, 4, 5, 5, 5, 5, 4.7, 4.3, 5],
];

export const mnist1dSource: FiniteSource = {
  kind: 'finite',
  facts: {
    made: 'Ten templates, stretched, shifted, sheared and made noisy; mean 0, sd 1. Generated in the page.',
    source: 'after the description in S. Greydanus, “Scaling down deep learning”, 2020',
    classNames: TEMPLATES.map((_, digit) => String(digit)),
  },
  load: (_problem, signal) => new Breather(signal).run(mnist1d()),
};

let generated: DataSet | null = null;

/** 4,000 training and 1,000 test samples, x [count, 40] of mean 0 and sd 1 (over all), y [count, 10] one-hot: generated once, equal on every machine. */
export function* mnist1d(): Stepwise<DataSet> {
  generated ??= yield* generate();
  return generated;
}

function* generate(): Stepwise<DataSet> {
  const chance: Chance = { uniform: uniformStream(SEED), normals: normalStream(SEED + 1) };
  const templates = TEMPLATES.map(whitened);
  const labels = shuffle(
    Uint8Array.from({ length: SAMPLES }, (_, i) => i % CLASSES),
    chance.uniform,
  );
  const x = new Float64Array(SAMPLES * LENGTH);
  for (let i = 0; i < SAMPLES; i++) {
    x.set(transformed(templates[labels[i]], chance), i * LENGTH);
    yield;
  }
  standardise(x);
  const part = (from: number, to: number) =>
    classSamples(x.slice(from * LENGTH, to * LENGTH), labels.subarray(from, to), LENGTH, CLASSES);
  return { train: part(0, TRAINED_ON), test: part(TRAINED_ON, SAMPLES) };
}

interface Chance {
  uniform: () => number;
  normals: NormalStream;
}

/** Mean 0, sd 1, then shifted to start at 0 and divided by 6. */
function whitened(template: number[]): Float64Array {
  const mean = template.reduce((sum, value) => sum + value, 0) / template.length;
  const deviation = Math.sqrt(template.reduce((sum, value) => sum + (value - mean) ** 2, 0) / template.length);
  return Float64Array.from(template, (value) => (value - template[0]) / deviation / 6);
}

/** Padded, stretched, scaled, shifted, made noisy, sheared and resampled: one sample of a template's class. [40] */
function transformed(template: Float64Array, { uniform, normals }: Chance): Float64Array {
  const padding = PADDING.least + Math.floor(uniform() * (PADDING.most - PADDING.least + 1));
  const padded = new Float64Array(template.length + padding);
  padded.set(template.map((value) => value + NOT_ZERO));
  const factor = 1 + SCALE * (uniform() - 0.5);
  const series = rolled(resampled(padded, UNFOLDED), Math.floor(uniform() * MOST_SHIFT)).map((value) => factor * value);

  const correlated = gaussianFiltered(normals.fill(new Float64Array(UNFOLDED), 0, CORRELATED_NOISE.scale));
  const shear = SHEAR * (uniform() - 0.5);
  for (let k = 0; k < UNFOLDED; k++) {
    if (series[k] === 0) series[k] = correlated[k];
    series[k] += WHITE_NOISE * normals.next() - shear * (k / (UNFOLDED - 1) - 0.5);
  }
  return resampled(series, LENGTH);
}

/** Linear interpolation of a series at `length` evenly spaced places from its first point to its last. */
function resampled(series: Float64Array, length: number): Float64Array {
  return Float64Array.from({ length }, (_, k) => {
    const place = (k * (series.length - 1)) / (length - 1);
    const left = Math.min(Math.floor(place), series.length - 2);
    return series[left] + (place - left) * (series[left + 1] - series[left]);
  });
}

/** The last `shift` points come first. */
function rolled(series: Float64Array, shift: number): Float64Array {
  return series.map((_, k) => series[(k - shift + series.length) % series.length]);
}

const reach = 4 * CORRELATED_NOISE.deviation; // the filter is cut off at four standard deviations
const bell = Float64Array.from({ length: 2 * reach + 1 }, (_, k) =>
  Math.exp(-((k - reach) ** 2) / (2 * CORRELATED_NOISE.deviation ** 2)),
);
const bellSum = bell.reduce((sum, value) => sum + value, 0);

/** Convolved with a Gaussian of sd 2; beyond its ends the series is reflected, end points repeated. */
function gaussianFiltered(series: Float64Array): Float64Array {
  const last = series.length - 1;
  const reflected = (k: number) => (k < 0 ? -k - 1 : k > last ? 2 * last + 1 - k : k);
  return series.map((_, k) => {
    let sum = 0;
    for (let j = 0; j < bell.length; j++) sum += bell[j] * series[reflected(k + j - reach)];
    return sum / bellSum;
  });
}

/** Subtracts the mean of all values and divides by their sd. */
function standardise(values: Float64Array): void {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  for (let i = 0; i < values.length; i++) values[i] = (values[i] - mean) / deviation;
}
