/** Shells are closed where they do not leave the cube, lie where the heights say, and are drawn from the farthest to the nearest. */
import { describe, expect, it } from 'vitest';
import { cornerSize, eyeSlabs, shellMesh, shellOrder } from '../../../../src/page/figures/scene/shellMesh.ts';

const side = 12;
const at = (i: number) => i / (side - 1) - 0.5;
/** Distance from the middle of the cube, squared. */
const ball = Float64Array.from({ length: side ** 3 }, (_, index) => {
  const [i, j, k] = [index % side, Math.floor(index / side) % side, Math.floor(index / side ** 2)];
  return at(i) ** 2 + at(j) ** 2 + at(k) ** 2;
});

const cornersOf = ({ corners }: { corners: Float32Array }) =>
  Array.from({ length: corners.length / cornerSize }, (_, c) => [...corners.subarray(cornerSize * c, cornerSize * (c + 1))]);

describe('shellMesh', () => {
  it('lies at its level: a ball of radius 0.3 within the grid’s error', () => {
    for (const [x, y, z] of cornersOf(shellMesh(ball, side, [0.09])))
      expect(Math.hypot(x - 0.5, y - 0.5, z - 0.5)).toBeCloseTo(0.3, 1);
  });

  it('is closed: every side of a triangle belongs to two of them', () => {
    const places = cornersOf(shellMesh(ball, side, [0.09])).map((corner) =>
      corner
        .slice(0, 3)
        .map((value) => value.toFixed(5))
        .join(),
    );
    const sides = new Map<string, number>();
    for (let t = 0; t < places.length; t += 3)
      for (const [p, q] of [
        [0, 1],
        [1, 2],
        [2, 0],
      ]) {
        const name = [places[t + p], places[t + q]].sort().join(' ');
        sides.set(name, (sides.get(name) ?? 0) + 1);
      }
    expect(sides.size).toBeGreaterThan(500);
    expect([...new Set(sides.values())]).toEqual([2]);
  });

  it('has slopes that lead outwards, and the number of the level', () => {
    for (const [x, y, z, dx, dy, dz, level] of cornersOf(shellMesh(ball, side, [0.04, 0.16]))) {
      expect((x - 0.5) * dx + (y - 0.5) * dy + (z - 0.5) * dz).toBeGreaterThan(0);
      expect(level).toBe(Math.hypot(x - 0.5, y - 0.5, z - 0.5) < 0.3 ? 0 : 1);
    }
  });

  it('leaves out cells whose heights are not all finite', () => {
    const torn = ball.map((value, i) => (i % side < side / 2 ? Number.NaN : value));
    const corners = cornersOf(shellMesh(torn, side, [0.09]));
    expect(corners.length).toBeGreaterThan(100);
    for (const [x] of corners) expect(x).toBeGreaterThanOrEqual(0.5);
  });
});

describe('shellOrder', () => {
  it.each([[[-2, 0.3, 0.4]], [[2, 3, 4]], [[0.4, -3, 0.9]]])(
    'has every corner once, and no cell before one that it can hide from %j',
    (eye) => {
      const mesh = shellMesh(ball, side, [0.09]);
      const slabs = eyeSlabs(eye, side);
      const order = [...shellOrder(mesh, slabs)];
      expect([...order].sort((p, q) => p - q)).toEqual(order.map((_, i) => i));
      const cellOf = (corner: number) => mesh.cells[mesh.firsts.findLastIndex((first) => first <= corner)];
      const places = [...new Set(order.map(cellOf))].map((cell) => [
        cell % (side - 1),
        Math.floor(cell / (side - 1)) % (side - 1),
        Math.floor(cell / (side - 1) ** 2),
      ]);
      // A cell hides another only if it is at least as near to the eye's slab along every axis.
      const away = (place: number[]) => place.map((value, d) => value - slabs[d]);
      const hides = (near: number[], far: number[]) =>
        away(near).every((step, d) => step * away(far)[d] >= 0 && Math.abs(step) <= Math.abs(away(far)[d]));
      for (const [i, earlier] of places.entries())
        for (const later of places.slice(i + 1)) expect(hides(earlier, later)).toBe(false);
    },
  );
});
