import { expect, test } from 'vitest';
import { LinearProbe, probeGradient } from '../../../../src/compute/experiments/unsupervised/linearProbe.ts';
import { normalStream } from '../../../../src/compute/math/random.ts';

const [classes, inputs, count] = [3, 4, 5];
const normals = normalStream(3);
const weights = normals.fill(new Float64Array(classes * (inputs + 1)), 0, 1);
const latents = normals.fill(new Float64Array(count * inputs), 0, 1);
const labels = Int32Array.of(0, 1, 2, 2, 0);
const lossAt = (at: Float64Array) => probeGradient(at, latents, labels, classes).loss;

test('the gradient is the loss’s, by central differences', () => {
  const { gradient } = probeGradient(weights, latents, labels, classes);
  const h = 1e-5;
  for (let p = 0; p < weights.length; p++) {
    const [above, below] = [h, -h].map((step) => lossAt(weights.map((weight, q) => (q === p ? weight + step : weight))));
    expect(Math.abs(gradient[p] - (above - below) / (2 * h))).toBeLessThan(1e-9);
  }
});

test('without weights every class is as likely: the loss is log 3', () => {
  expect(lossAt(new Float64Array(weights.length))).toBeCloseTo(Math.log(3), 14);
});

test('holds with logits too large for an exponential', () => {
  const far = weights.map((weight) => 1e4 * weight);
  expect(probeGradient(far, latents, labels, classes).gradient.every(Number.isFinite)).toBe(true);
});

test('learns classes that a plane keeps apart', () => {
  const probe = new LinearProbe(2, 2, null);
  const apart = Float64Array.of(1, 0.2, 0.8, -0.5, -1, 0.3, -0.7, -0.2);
  const sides = Int32Array.of(1, 1, 0, 0);
  for (let step = 0; step < 100; step++) probe.learn(apart, sides);
  expect([...probe.classify(apart, 4)]).toEqual([1, 1, 0, 0]);
});

test('goes on from its state as if it had not stopped', () => {
  const unbroken = new LinearProbe(classes, inputs, null);
  const stopped = new LinearProbe(classes, inputs, null);
  for (const probe of [unbroken, stopped]) probe.learn(latents, labels);
  const resumed = new LinearProbe(classes, inputs, stopped.state());
  for (const probe of [unbroken, resumed]) probe.learn(latents, labels);
  expect(resumed.state()).toEqual(unbroken.state());
});
