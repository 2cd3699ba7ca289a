/** The oracle is the frozen MNIST-1D (5,000 series): means over its samples, all and by class, with their standard errors. */
import { describe, expect, test } from 'vitest';
import { shuffledBatches } from '../../../src/compute/datasets/batches/shuffledBatches.ts';
import { mnist1d } from '../../../src/compute/datasets/mnist1d.ts';
import { toTheEnd } from '../../../src/compute/math/stepwise.ts';
import frozen from '../../reference/mnist1d-statistics.json' with { type: 'json' };

const LENGTH = 40;
/** Standard errors that two data sets of the same kind may be apart in 121 comparisons. */
const SAMPLING_ERROR = 4;

const moment = (power: number) => (series: Float64Array) => mean(series.map((value) => value ** power));
const lag = (k: number) => (series: Float64Array) => mean(series.subarray(k).map((value, i) => value * series[i]));

/** A number for each series, whose mean over series is compared. */
const statistics: Record<keyof typeof frozen, (series: Float64Array) => number> = {
  mean: moment(1),
  square: moment(2),
  cube: moment(3),
  fourth: moment(4),
  largest: (series) => Math.max(...series),
  smallest: (series) => Math.min(...series),
  lag1: lag(1),
  lag2: lag(2),
  lag3: lag(3),
  lag5: lag(5),
  lag8: lag(8),
};

const both = toTheEnd(mnist1d());
const set = both.train;
const series = Array.from({ length: set.count }, (_, i) => Float64Array.from(set.x.subarray(i * LENGTH, (i + 1) * LENGTH)));
const labels = series.map((_, i) => set.y.subarray(i * 10, (i + 1) * 10).indexOf(1));

describe.each(Object.keys(statistics) as (keyof typeof statistics)[])('%s', (name) => {
  const values = Float64Array.from(series, statistics[name]);

  test('is the frozen set’s within sampling error', () =>
    expect(errorsApart(values, frozen[name].all)).toBeLessThan(SAMPLING_ERROR));

  test.each(frozen[name].classes.map((expected, digit) => ({ digit, expected })))(
    'of class $digit is the frozen set’s within sampling error',
    ({ digit, expected }) =>
      expect(
        errorsApart(
          values.filter((_, i) => labels[i] === digit),
          expected,
        ),
      ).toBeLessThan(SAMPLING_ERROR),
  );
});

test('4,000 samples, about 400 a class, each of one class', () => {
  expect(set.count).toBe(4000);
  expect(mean(Float64Array.from(set.y)) * set.y.length).toBe(4000);
  for (let digit = 0; digit < 10; digit++) {
    const count = labels.filter((label) => label === digit).length;
    expect(Math.abs(count - 400)).toBeLessThan(4 * Math.sqrt(500 * 0.8 * 0.2));
  }
});

test('is generated once', () => expect(toTheEnd(mnist1d())).toBe(both));

test('the other 1,000 samples are its test part: 500 of each class in all', () => {
  expect(both.test).toMatchObject({ count: 1000, inputs: 40, outputs: 10 });
  const ofClass = (part: typeof set, digit: number) => Array.from({ length: part.count }, (_, i) => part.y[i * 10 + digit]);
  for (let digit = 0; digit < 10; digit++)
    expect([...ofClass(set, digit), ...ofClass(both.test, digit)].filter((value) => value === 1)).toHaveLength(500);
});

test('an epoch’s batches hold every sample once; the next epoch has another order', () => {
  const stream = shuffledBatches(set, 3, 64);
  const first = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => stream.batch(from + i)).flatMap(({ x, count }) =>
      Array.from({ length: count }, (_, k) => x[k * LENGTH]),
    );
  const epoch = first(0, 63).slice(0, 4000);
  expect(epoch.toSorted()).toEqual(series.map((values) => values[0]).toSorted());
  expect(first(63, 125)).not.toEqual(epoch.slice(32, 4000));
});

test('the seed decides the order; batches can be read again', () => {
  const [stream, other] = [shuffledBatches(set, 0, 16), shuffledBatches(set, 1, 16)];
  const batch = stream.batch(0);
  stream.batch(400);
  expect(stream.batch(0)).toEqual(batch);
  expect(other.batch(0).x).not.toEqual(batch.x);
});

test('batches keep inputs and labels together', () => {
  const { x, y } = shuffledBatches(set, 5, 32).batch(7);
  for (let k = 0; k < 32; k++) {
    const sample = series.findIndex((values) => values.every((value, i) => value === x[k * LENGTH + i]));
    expect(y[k * 10 + labels[sample]]).toBe(1);
  }
});

function errorsApart(values: Float64Array, [expected, error]: number[]): number {
  const centre = mean(values);
  const own = Math.sqrt(mean(values.map((value) => (value - centre) ** 2)) / values.length);
  return Math.abs(centre - expected) / Math.hypot(own, error);
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
