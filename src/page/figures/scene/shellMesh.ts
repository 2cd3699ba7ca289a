/**
 * Surfaces of equal height in a cube of heights, by marching tetrahedra (Doi and Koide, 1991): each cell of the grid is cut into six tetrahedra,
 * each of which a level cuts in nothing, a triangle or two. Cells are drawn from the farthest to the nearest, so that shells that let each
 * other through are blended in their true order.
 */

export interface ShellMesh {
  /** `x, y, z, normal, number of the level`, seven numbers a corner; places are 0 to 1 along each axis. */
  corners: Float32Array;
  /** Cells with triangles: the number of the cell, (k (n - 1) + j) (n - 1) + i. */
  cells: Int32Array;
  /** First corner of each of these cells, and the end of the last. */
  firsts: Int32Array;
  /** Points along a side. */
  side: number;
}

export const cornerSize = 7;

/** Heights on at most `most` points along a side, evenly chosen of `side`. */
export function thinnedHeights(height: Float64Array, side: number, most: number): { height: Float64Array; side: number } {
  if (side <= most) return { height, side };
  const at = Array.from({ length: most }, (_, i) => Math.round((i * (side - 1)) / (most - 1)));
  const chosen = at.flatMap((k) => at.flatMap((j) => at.map((i) => height[(k * side + j) * side + i])));
  return { height: Float64Array.from(chosen), side: most };
}

/** Corners of a cell are numbered x + 2 y + 4 z; each tetrahedron goes from corner 0 to corner 7. */
const tetrahedra = [
  [0, 1, 3, 7],
  [0, 1, 5, 7],
  [0, 2, 3, 7],
  [0, 2, 6, 7],
  [0, 4, 5, 7],
  [0, 4, 6, 7],
] as const;

/** `height`: [n * n * n], the first direction fastest. Cells with a corner that is not finite are left out. */
export function shellMesh(height: ArrayLike<number>, side: number, levels: readonly number[]): ShellMesh {
  const corners: number[] = [];
  const cells: number[] = [];
  const firsts: number[] = [];
  const across = side - 1;
  const offsets = Array.from({ length: 8 }, (_, c) => (c & 1) + ((c >> 1) & 1) * side + (c >> 2) * side * side);
  for (let cell = 0; cell < across ** 3; cell++) {
    const at = cellPlace(cell, across);
    const first = at[0] + side * (at[1] + side * at[2]);
    const before = corners.length;
    const [low, high] = endsOf(height, first, offsets);
    for (const [l, level] of levels.entries())
      if (level > low && level <= high) addCell(corners, height, side, at, offsets, first, level, l);
    if (corners.length === before) continue;
    cells.push(cell);
    firsts.push(before / cornerSize);
  }
  firsts.push(corners.length / cornerSize);
  return { corners: Float32Array.from(corners), cells: Int32Array.from(cells), firsts: Int32Array.from(firsts), side };
}

const cellPlace = (cell: number, across: number): [number, number, number] => [
  cell % across,
  Math.floor(cell / across) % across,
  Math.floor(cell / (across * across)),
];

/** Least and largest height of a cell; NaN where one is not finite, which no level is between. */
function endsOf(height: ArrayLike<number>, first: number, offsets: number[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const offset of offsets) {
    const value = height[first + offset];
    if (value - value !== 0) return [Number.NaN, Number.NaN];
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

function addCell(
  into: number[],
  height: ArrayLike<number>,
  side: number,
  at: [number, number, number],
  offsets: number[],
  first: number,
  level: number,
  l: number,
): void {
  /** Where the level crosses the edge between two corners, with the slope of the heights there. */
  const cross = (p: number, q: number): number[] => {
    const [from, to] = [height[first + offsets[p]], height[first + offsets[q]]];
    const part = (level - from) / (to - from);
    const between = (one: number, other: number) => one + part * (other - one);
    const place = [0, 1, 2].map((d) => (at[d] + between((p >> d) & 1, (q >> d) & 1)) / (side - 1));
    const [slopeP, slopeQ] = [p, q].map((corner) => slopeAt(height, side, at, corner));
    return [...place, ...[0, 1, 2].map((d) => between(slopeP[d], slopeQ[d])), l];
  };
  const triangle = (...corners: number[][]) => {
    for (const corner of corners) into.push(...corner);
  };
  for (const tetrahedron of tetrahedra) {
    const above = tetrahedron.filter((c) => height[first + offsets[c]] >= level);
    const below = tetrahedron.filter((c) => height[first + offsets[c]] < level);
    if (above.length === 2) {
      const [a, b] = above;
      const [c, d] = below;
      const [ac, ad, bd, bc] = [cross(a, c), cross(a, d), cross(b, d), cross(b, c)];
      triangle(ac, ad, bd);
      triangle(ac, bd, bc);
    } else if (above.length === 1 || below.length === 1) {
      const [tip] = above.length === 1 ? above : below;
      const [a, b, c] = above.length === 1 ? below : above;
      triangle(cross(tip, a), cross(tip, b), cross(tip, c));
    }
  }
}

/** The slope of the heights at a corner of a cell, by differences between its neighbours. */
function slopeAt(height: ArrayLike<number>, side: number, at: [number, number, number], corner: number): number[] {
  const place = at.map((low, d) => low + ((corner >> d) & 1));
  const strides = [1, side, side * side];
  const index = place[0] + side * place[1] + side * side * place[2];
  return strides.map((stride, d) => {
    const before = place[d] > 0 ? stride : 0;
    const after = place[d] < side - 1 ? stride : 0;
    const slope = ((height[index + after] - height[index - before]) * stride) / (before + after);
    return slope - slope === 0 ? slope : 0;
  });
}

/** The numbers 0 to count - 1 of slabs along an axis, from the farthest to the nearest; the eye is in slab `eye`, or before or behind all of them. */
export function farToNear(count: number, eye: number): number[] {
  const slabs = Array.from({ length: count }, (_, i) => i);
  return [...slabs.filter((i) => i < eye), ...slabs.filter((i) => i > eye).reverse(), ...slabs.filter((i) => i === eye)];
}

/** The slabs that an eye at this place of the box is in: as long as they are the same, so is the order of the cells. */
export const eyeSlabs = (eye: readonly number[], side: number): [number, number, number] =>
  eye.map((value) => Math.min(Math.max(Math.floor(value * (side - 1)), -1), side - 1)) as [number, number, number];

/** Numbers of the corners, a triangle after another, the farthest cells first. */
export function shellOrder({ cells, firsts, side }: ShellMesh, slabs: readonly [number, number, number]): Uint32Array {
  const across = side - 1;
  const order = new Uint32Array(firsts[firsts.length - 1]);
  const byCell = new Map(Array.from(cells, (cell, i) => [cell, i]));
  const [xs, ys, zs] = slabs.map((slab) => farToNear(across, slab));
  let end = 0;
  for (const k of zs)
    for (const j of ys)
      for (const i of xs) {
        const at = byCell.get((k * across + j) * across + i);
        if (at === undefined) continue;
        for (let corner = firsts[at]; corner < firsts[at + 1]; corner++) order[end++] = corner;
      }
  return order;
}
