/** Eigenpairs by Lanczos against dense ones, on operators whose spectrum is known by construction. */
import { describe, expect, it } from 'vitest';
import { symmetricEigenpairs } from '../../../src/compute/math/eigenpairs.ts';
import { extremeEigenpairs } from '../../../src/compute/math/extremeEigenpairs.ts';
import type { SymmetricProduct } from '../../../src/compute/math/krylovSpace.ts';
import { normalStream } from '../../../src/compute/math/random.ts';
import { spectralDensity } from '../../../src/compute/math/spectralDensity.ts';
import { toTheEnd } from '../../../src/compute/math/stepwise.ts';
import { expectClose } from '../closeness.ts';

function randomSymmetric(n: number): Float64Array {
  const entries = normalStream(n).fill(new Float64Array(n * n), 0, 1);
  return entries.map((value, index) => value + entries[(index % n) * n + Math.floor(index / n)]);
}

const productWith = (matrix: Float64Array, n: number): SymmetricProduct =>
  function* (v) {
    yield;
    return Float64Array.from({ length: n }, (_, row) => v.reduce((sum, value, k) => sum + matrix[row * n + k] * value, 0));
  };

const diagonal = (values: Float64Array): SymmetricProduct =>
  function* (v) {
    yield;
    return v.map((value, k) => values[k] * value);
  };

const applied = (product: SymmetricProduct, v: Float64Array) => toTheEnd(product(v));

describe('dense eigenpairs', () => {
  it('are found beside entries that are almost nothing', () => {
    for (const small of [1e-311, -1e-230, 1e-160]) {
      const { values } = symmetricEigenpairs(Float64Array.of(small ** 2, small, small, 0.01), 2);
      expectClose(Array.from(values), [0, 0.01]);
    }
  });
  it('are refused where an entry is not finite', () => {
    expect(() => symmetricEigenpairs(Float64Array.of(1, 0, Number.NaN, 1), 2)).toThrow(
      'invalid matrix: entry [1, 0] is NaN (expected finite numbers)',
    );
  });
  it('satisfy A v = lambda v, ascending, and show the same side of every vector', () => {
    const n = 30;
    const matrix = randomSymmetric(n);
    const { values, vectors } = symmetricEigenpairs(matrix, n);
    expect(Array.from(values)).toEqual(Array.from(values).sort((a, b) => a - b));
    for (const [k, v] of vectors.entries()) {
      expectClose(
        applied(productWith(matrix, n), v),
        v.map((entry) => values[k] * entry),
        1e-12,
      );
      expect(Math.max(...v)).toBe(Math.max(...v.map(Math.abs)));
    }
  });
});

describe('the ends of a spectrum', () => {
  it.each([1, 2, 7, 60, 200])('of a random symmetric matrix of size %i are the dense ones', (n) => {
    const matrix = randomSymmetric(n);
    const dense = symmetricEigenpairs(matrix, n);
    const { min, max } = toTheEnd(extremeEigenpairs(productWith(matrix, n), n, { tolerance: 1e-9 }));
    expectClose([min.value, max.value], [dense.values[0], dense.values[n - 1]], 1e-9);
    expectClose(min.vector, dense.vectors[0], 1e-6);
    expectClose(max.vector, dense.vectors[n - 1], 1e-6);
  });

  it('are found where the basis is restarted many times', () => {
    const n = 400;
    const values = Float64Array.from({ length: n }, (_, k) => Math.cos((Math.PI * (k + 0.5)) / n)); // crowded at both ends
    const { min, max } = toTheEnd(extremeEigenpairs(diagonal(values), n, { tolerance: 1e-6 }));
    expectClose([min.value, max.value], [values[n - 1], values[0]], 1e-6);
    expect(min.residual).toBeLessThan(1e-6);
  });

  it.each([
    ['the zero operator', new Float64Array(50)],
    ['two values, repeated', Float64Array.from({ length: 50 }, (_, k) => (k % 2 ? 3 : -1))],
  ])('of %s end with the Krylov space', (_, values) => {
    const { min, max } = toTheEnd(extremeEigenpairs(diagonal(values), values.length, { tolerance: 1e-9 }));
    expectClose([min.value, max.value, 1], [Math.min(...values), Math.max(...values), 1], 1e-12);
  });
});

describe('the spectral density', () => {
  const n = 500;
  const values = Float64Array.from({ length: n }, (_, k) => (k < 400 ? 0.001 * k : 5)); // a fifth of them at 5
  const density = toTheEnd(spectralDensity(diagonal(values), n, { probes: 10, steps: 30 }));
  const spacing = density.x[1] - density.x[0];
  const integral = (from: number, to: number) =>
    density.y.reduce((sum, y, i) => (density.x[i] >= from && density.x[i] <= to ? sum + y * spacing : sum), 0);

  it('integrates to 1', () => {
    expect(integral(-10, 10)).toBeCloseTo(1, 6);
  });
  it('holds as much in an interval as there are eigenvalues', () => {
    expect(integral(4, 6)).toBeCloseTo(100 / n, 1);
    expect(integral(-0.5, 1)).toBeCloseTo(400 / n, 1);
    expect(integral(1.5, 4)).toBeCloseTo(0, 6);
  });
  it('of the zero operator is a peak, as narrow as what it is drawn beside asks for', () => {
    const { x } = toTheEnd(spectralDensity(diagonal(new Float64Array(50)), 50, { probes: 2, steps: 5, beside: 0.2 }));
    expect(x[x.length - 1] - x[0]).toBeLessThan(0.01);
  });
});
