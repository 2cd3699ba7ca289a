/** Least squares within bounds, against the conditions that tell the best values. */
import { expect, test } from 'vitest';
import { boundedLeastSquares } from '../../../src/compute/math/boundedLeastSquares.ts';
import { normalStream, uniformStream } from '../../../src/compute/math/random.ts';

function drawn(seed: number) {
  const uniform = uniformStream(seed);
  const normals = normalStream(seed);
  const [n, width] = [1 + Math.floor(5 * uniform()), 1 + Math.floor(4 * uniform())];
  const rows = Array.from({ length: n }, () => normals.fill(new Float64Array(width), 0, 1));
  const g = normals.fill(new Float64Array(width), 0, 1);
  const low = normals.fill(new Float64Array(n), 0, 1);
  const high = low.map((value) => value + uniform());
  return { n, rows, g, low, high };
}

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, k) => sum + value * b[k], 0);

test.each(Array.from({ length: 60 }, (_, k) => k + 1))(
  'values at a bound pull outwards, and the others not at all: %d',
  (seed) => {
    const { n, rows, g, low, high } = drawn(seed);
    const gram = Float64Array.from({ length: n * n }, (_, k) => dot(rows[Math.floor(k / n)], rows[k % n]));
    const products = Float64Array.from(rows, (row) => dot(row, g));
    const { values, bound } = boundedLeastSquares(gram, products, low, high);
    const left = g.map((value, k) => value - rows.reduce((sum, row, j) => sum + values[j] * row[k], 0));
    for (let j = 0; j < n; j++) {
      expect(values[j]).toBeGreaterThanOrEqual(low[j] - 1e-12);
      expect(values[j]).toBeLessThanOrEqual(high[j] + 1e-12);
      const pull = dot(rows[j], left);
      if (bound[j] === 0) expect(Math.abs(pull)).toBeLessThan(1e-9);
      else {
        expect(values[j]).toBe(bound[j] < 0 ? low[j] : high[j]);
        expect(bound[j] * pull).toBeGreaterThan(-1e-9);
      }
    }
  },
);

test('rows that depend on each other share what they must give', () => {
  const { values } = boundedLeastSquares(
    Float64Array.of(1, 1, 1, 1),
    Float64Array.of(3, 3),
    Float64Array.of(0, 0),
    Float64Array.of(2, 2),
  );
  expect(values[0] + values[1]).toBeCloseTo(3, 9);
});
