/** A surface's triangles, as plotly's WebGL surface keeps them, made in one pass over the grid. */

export interface SurfaceNumbers {
  /** [nx] */
  readonly x: ArrayLike<number>;
  /** [ny] */
  readonly y: ArrayLike<number>;
  /** Heights, [ny][nx]; where one is not finite there is a hole. */
  readonly z: readonly ArrayLike<number>[];
  /** The values that the colours mean, where these are not the heights, [ny][nx]. */
  readonly surfacecolor?: readonly ArrayLike<number>[] | undefined;
  /** Ends of the colours. */
  readonly cmin: number;
  readonly cmax: number;
}

type Triple = [number, number, number];

export interface SurfaceTriangles {
  /** `i, j, x, y, z, 0, colour (0 to 1), normal` of three corners a triangle and two triangles a cell; cells with a hole are left out. */
  readonly vertices: Float32Array;
  readonly vertexCount: number;
  /** Middle of all points, scaled: what `x, y, z` are counted from, so that float32 tells them apart. */
  readonly middle: Triple;
  /** Least and largest scaled coordinates of the triangles. */
  readonly bounds: [Triple, Triple];
  readonly colourEnds: [number, number];
}

const vertexSize = 10;

/** `scale`: of the data's three axes to the scene's. The vertices are there until the next call. */
export function surfaceTriangles(numbers: SurfaceNumbers, scale: readonly number[]): SurfaceTriangles {
  const [nx, ny] = [numbers.x.length, numbers.y.length];
  const points = pointSpace.of(nx * ny * vertexSize);
  const vertices = vertexSpace.of(6 * (nx - 1) * (ny - 1) * vertexSize);
  const [pointWords, vertexWords] = [wordsOf(points), wordsOf(vertices)];
  const { middle, colourEnds } = writePoints(numbers, scale, points);
  const bounds: [Triple, Triple] = [
    [Infinity, Infinity, Infinity],
    [-Infinity, -Infinity, -Infinity],
  ];
  const [alongX, alongY] = [ny * vertexSize, vertexSize];
  let end = 0;
  for (let i = 0; i < nx - 1; i++)
    for (let j = 0; j < ny - 1; j++) {
      const [low, lowAbove] = [i * alongX + j * alongY, i * alongX + (j + 1) * alongY];
      const [high, highAbove] = [low + alongX, lowAbove + alongX];
      if (isHole(points, low) || isHole(points, lowAbove) || isHole(points, high) || isHole(points, highAbove)) continue;
      for (const corner of [low, lowAbove, high, highAbove]) widen(bounds, points, corner + 2, middle);
      for (const corner of [low, lowAbove, high, highAbove, high, lowAbove]) {
        copyVertex(pointWords, corner, vertexWords, end);
        end += vertexSize;
      }
    }
  return { vertices: vertices.subarray(0, end), vertexCount: end / vertexSize, middle, bounds, colourEnds };
}

/** float32 as integers of the same size: these are copied as they are. */
const wordsOf = ({ buffer, length }: Float32Array): Int32Array => new Int32Array(buffer, 0, length);

function copyVertex(from: Int32Array, at: number, to: Int32Array, end: number): void {
  for (let k = 0; k < vertexSize; k++) to[end + k] = from[at + k];
}

/** Room that is used again, since a surface that moves takes megabytes. */
class Space {
  private numbers = new Float32Array(0);

  of(length: number): Float32Array {
    if (this.numbers.length < length) this.numbers = new Float32Array(length);
    return this.numbers;
  }
}

const pointSpace = new Space();
const vertexSpace = new Space();

function widen([least, most]: [Triple, Triple], points: Float32Array, at: number, middle: Triple): void {
  for (let k = 0; k < 3; k++) {
    const value = points[at + k] + middle[k];
    if (value < least[k]) least[k] = value;
    if (value > most[k]) most[k] = value;
  }
}

/** Every grid point as a vertex, [nx][ny]. */
function writePoints(
  { x, y, z, surfacecolor, cmin, cmax }: SurfaceNumbers,
  scale: readonly number[],
  points: Float32Array,
): Pick<SurfaceTriangles, 'middle' | 'colourEnds'> {
  const [nx, ny] = [x.length, y.length];
  const middle: Triple = [middleOf([x], scale[0]), middleOf([y], scale[1]), middleOf(z, scale[2])];
  const [least, most] = surfacecolor ? [cmin, cmax] : [cmin * scale[2], cmax * scale[2]];
  for (let i = 0; i < nx; i++)
    for (let j = 0; j < ny; j++) {
      const at = (i * ny + j) * vertexSize;
      points[at] = i;
      points[at + 1] = j;
      points[at + 2] = x[i] * scale[0] - middle[0];
      points[at + 3] = y[j] * scale[1] - middle[1];
      points[at + 4] = z[j][i] * scale[2] - middle[2];
      const colour = surfacecolor ? surfacecolor[j][i] : points[at + 4] + middle[2];
      points[at + 6] = (colour - least) / (most - least);
    }
  writeNormals(points, nx, ny);
  return { middle, colourEnds: [least, most] };
}

/** A normal shorter than this is taken to point up. */
const shortest = 1e-8;

/** Normals from central differences, one-sided beside edges and holes, along a grid whose lines are straight in x and y. The shader gives them unit length. */
function writeNormals(points: Float32Array, nx: number, ny: number): void {
  const [alongX, alongY] = [ny * vertexSize, vertexSize];
  for (let i = 0; i < nx; i++)
    for (let j = 0; j < ny; j++) {
      const at = i * alongX + j * alongY;
      const left = i > 0 && !isHole(points, at - alongX) ? at - alongX : at;
      const right = i < nx - 1 && !isHole(points, at + alongX) ? at + alongX : at;
      const before = j > 0 && !isHole(points, at - alongY) ? at - alongY : at;
      const after = j < ny - 1 && !isHole(points, at + alongY) ? at + alongY : at;
      const dx = (points[right + 2] - points[left + 2]) / 2;
      const dy = (points[after + 3] - points[before + 3]) / 2;
      const normalX = (-dy * (points[right + 4] - points[left + 4])) / 2;
      const normalY = (-dx * (points[after + 4] - points[before + 4])) / 2;
      const normalZ = dx * dy;
      const length = Math.sqrt(normalX * normalX + normalY * normalY + normalZ * normalZ);
      const factor = length < shortest ? 0 : 1 / Math.sqrt(length);
      points[at + 7] = normalX * factor;
      points[at + 8] = normalY * factor;
      points[at + 9] = factor === 0 ? 1 : normalZ * factor;
    }
}

const isHole = (points: Float32Array, at: number): boolean => !Number.isFinite(points[at + 4]);

/** The middle of the range of all finite values; 0 where there is none. */
function middleOf(rows: readonly ArrayLike<number>[], scale: number): number {
  let [least, most] = [Infinity, -Infinity];
  for (const row of rows)
    for (let i = 0; i < row.length; i++) {
      const value = row[i] * scale;
      if (!Number.isFinite(value)) continue;
      if (value < least) least = value;
      if (value > most) most = value;
    }
  return least > most ? 0 : (least + most) / 2;
}
