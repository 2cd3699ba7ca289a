/** The oracles are polynomials, whose points without slope can be written down. */
import { describe, expect, it } from 'vitest';
import { symmetricEigenpairs } from '../../../src/compute/math/eigenpairs.ts';
import { lowerNearby } from '../../../src/compute/math/lowerNearby.ts';
import { stationaryPoint, type Terrain } from '../../../src/compute/math/stationaryPoint.ts';

const patience = { enough: 1e-10, mostSteps: 100, farthest: 100 };

describe('stationaryPoint', () => {
  it('finds a saddle as readily as a minimum', async () => {
    // x^3/3 - x + y^2/2: a minimum at (1, 0), a saddle at (-1, 0)
    const terrain = planeTerrain(
      (x, y) => x ** 3 / 3 - x + y ** 2 / 2,
      (x, y) => [x ** 2 - 1, y],
      (x) => [2 * x, 0, 0, 1],
    );
    const saddle = await stationaryPoint(terrain, Float64Array.of(-0.6, 0.7), patience);
    expect(saddle.how).toBe('rest');
    expect(Array.from(saddle.point)).toEqual([expect.closeTo(-1, 12), expect.closeTo(0, 12)]);
    const minimum = await stationaryPoint(terrain, Float64Array.of(0.6, 0.7), patience);
    expect(Array.from(minimum.point)).toEqual([expect.closeTo(1, 12), expect.closeTo(0, 12)]);
  });

  it.each([2, 3, 4])('reaches a point whose Hessian vanishes: products of %i factors', async (factors) => {
    // x^m/m + y^2/2, degenerate at 0: Newton alone would go 1/(m - 1) of the way each time
    const m = factors + 1;
    const terrain = planeTerrain(
      (x, y) => x ** m / m + y ** 2 / 2,
      (x, y) => [x ** (m - 1), y],
      (x) => [(m - 1) * x ** (m - 2), 0, 0, 1],
    );
    const { how, point } = await stationaryPoint(terrain, Float64Array.of(0.5, 0.5), patience);
    expect(how).toBe('rest');
    expect((m - 1) * Math.abs(point[0]) ** (m - 2)).toBeLessThan(1e-10); // its curvature cannot be told from rounding
    expect(Math.abs(point[1])).toBeLessThan(1e-10);
  });

  it('says where the slope has a minimum above zero', async () => {
    // x + x^3/3: slope 1 + x^2, nowhere zero
    const terrain = planeTerrain(
      (x, y) => x + x ** 3 / 3 + y ** 2 / 2,
      (x, y) => [1 + x ** 2, y],
      (x) => [2 * x, 0, 0, 1],
    );
    expect((await stationaryPoint(terrain, Float64Array.of(0.5, 0.5), patience)).how).toBe('stuck');
  });

  it('gives up on a slope that only vanishes at infinity', async () => {
    const terrain = planeTerrain(
      (x, y) => Math.exp(-x / 20) + y ** 2 / 2,
      (x, y) => [-Math.exp(-x / 20) / 20, y],
      (x) => [Math.exp(-x / 20) / 400, 0, 0, 1],
    );
    expect((await stationaryPoint(terrain, Float64Array.of(1, 0.5), patience)).how).toBe('gone');
  });
});

describe('lowerNearby', () => {
  const axes = [Float64Array.of(1, 0), Float64Array.of(-1, 0), Float64Array.of(0, 1)];
  const from = (value: (x: number, y: number) => number, gradient: (x: number, y: number) => number[]) =>
    lowerNearby(
      planeTerrain(value, gradient, () => []),
      new Float64Array(2),
      axes,
      0.3,
      1e-8,
    );

  it('finds the way down from a monkey saddle, which has no curvature', async () => {
    expect(
      await from(
        (x, y) => x ** 3 - 3 * x * y ** 2,
        (x, y) => [3 * x ** 2 - 3 * y ** 2, -6 * x * y],
      ),
    ).toBe(true);
  });
  it('finds none from a minimum of fourth order', async () => {
    expect(
      await from(
        (x, y) => x ** 4 + y ** 4,
        (x, y) => [4 * x ** 3, 4 * y ** 3],
      ),
    ).toBe(false);
  });
  it('does not leave its ball for a lower value farther away', async () => {
    expect(
      await from(
        (x, y) => x ** 2 * (1 - x) + y ** 2,
        (x, y) => [2 * x - 3 * x ** 2, 2 * y],
      ),
    ).toBe(false);
  });
});

function planeTerrain(
  value: (x: number, y: number) => number,
  gradient: (x: number, y: number) => number[],
  hessian: (x: number, y: number) => number[],
): Terrain {
  return {
    slopeAt: async ([x, y]) => ({ value: value(x, y), gradient: Float64Array.from(gradient(x, y)) }),
    eigenpairsAt: async ([x, y]) => symmetricEigenpairs(Float64Array.from(hessian(x, y)), 2),
  };
}
