/** The oracle is scikit-learn's own make_moons(noise=0.2), tests/reference/two-moons.json. */
import { expect, test } from 'vitest';
import { makeMoons, twoMoons } from '../../../src/compute/datasets/twoMoons.ts';
import published from '../../reference/two-moons.json' with { type: 'json' };

test.each(['train', 'test'] as const)('the %s part is scikit-learn’s, point for point', (part) => {
  const { x, y, count, inputs, outputs } = twoMoons()[part];
  const { x: expected, label } = published[part];
  expect([count, inputs]).toEqual(expected.shape);
  expect(outputs).toBe(2);
  for (let i = 0; i < x.length; i++) expect(x[i]).toBeCloseTo(expected.data[i], 12);
  for (let i = 0; i < count; i++) expect([y[2 * i], y[2 * i + 1]]).toEqual(label[i] === 0 ? [1, 0] : [0, 1]);
});

test('other noise gives the same order of classes at other places', () => {
  const [given, noisier] = [twoMoons(), twoMoons(0.4)];
  expect(noisier.train.y).toEqual(given.train.y);
  const still = makeMoons({ count: 512, seed: 42, noise: 0 }).x;
  for (let i = 0; i < still.length; i++) expect(noisier.train.x[i] - still[i]).toBeCloseTo(2 * (given.train.x[i] - still[i]), 12);
});

test('without noise every point lies on its half circle', () => {
  const { x, y, count } = makeMoons({ count: 101, noise: 0, seed: 7 });
  for (let i = 0; i < count; i++) {
    const isInner = y[2 * i + 1] === 1;
    const [across, up] = [x[2 * i] - (isInner ? 1 : 0), x[2 * i + 1] - (isInner ? 0.5 : 0)];
    expect(Math.hypot(across, up)).toBeCloseTo(1, 12);
    expect(isInner ? -up : up).toBeGreaterThan(-1e-12);
  }
});
