import { describe, expect, it } from 'vitest';
import { type SurfaceNumbers, surfaceTriangles } from '../../../src/page/figures/plotly/surfaceTriangles.ts';

/** The plane z = 2 x - y on five by four points. */
function tilted(change: (z: number[][]) => void = () => {}): SurfaceNumbers {
  const x = [-1, -0.5, 0, 0.5, 1];
  const y = [0, 1, 2, 3];
  const z = y.map((b) => x.map((a) => 2 * a - b));
  change(z);
  return { x, y, z, cmin: -5, cmax: 2 };
}

const unscaled = [1, 1, 1];

function normalsOf({ vertices, vertexCount }: ReturnType<typeof surfaceTriangles>): number[][] {
  return Array.from({ length: vertexCount }, (_, vertex) => {
    const normal = [...vertices.slice(10 * vertex + 7, 10 * vertex + 10)];
    return normal.map((value) => value / Math.hypot(...normal));
  });
}

describe('surfaceTriangles', () => {
  it('gives every cell two triangles, within the ends of its points', () => {
    const { vertices, vertexCount, bounds, middle } = surfaceTriangles(tilted(), unscaled);
    expect(vertexCount).toBe(6 * 4 * 3);
    expect(vertices.length).toBe(10 * vertexCount);
    expect(middle).toEqual([0, 1.5, -1.5]);
    expect(bounds).toEqual([
      [-1, 0, -5],
      [1, 3, 2],
    ]);
  });

  it.each([Number.NaN, Infinity, -Infinity])('leaves out the cells around a height of %d', (none) => {
    const { vertexCount, vertices } = surfaceTriangles(
      tilted((z) => {
        z[1][2] = none;
      }),
      unscaled,
    );
    expect(vertexCount).toBe(6 * (4 * 3 - 4));
    expect(vertices.every(Number.isFinite)).toBe(true);
  });

  it('has the plane’s normal everywhere, at edges and beside holes too', () => {
    const surface = surfaceTriangles(
      tilted((z) => {
        z[1][2] = Number.NaN;
        z[3][4] = Number.NaN;
      }),
      unscaled,
    );
    for (const normal of normalsOf(surface))
      [-2, 1, 1].forEach((value, k) => {
        expect(normal[k]).toBeCloseTo(value / Math.sqrt(6), 6);
      });
  });

  it('has no triangles where there are no heights', () => {
    const { vertexCount, middle } = surfaceTriangles(
      tilted((z) => {
        for (const row of z) row.fill(Number.NaN);
      }),
      unscaled,
    );
    expect(vertexCount).toBe(0);
    expect(middle[2]).toBe(0);
  });
});
