/**
 * Plotly's surface trace, with triangles of our own. Plotly makes a 101 x 101 surface finer first, of 203 x 203 points, and takes ten milliseconds for each
 * change, since it asks an accessor for every number: here surfaces move with a slider and with inference time.
 */
import { type SurfaceNumbers, surfaceTriangles } from './surfaceTriangles.ts';

/** The trace, and in it plotly's WebGL surface. */
interface PlottedSurface {
  data: object;
  objectOffset: number[];
  surface: {
    dirty: boolean;
    objectOffset: number[];
    bounds: number[][];
    intensityBounds: number[];
    _vertexCount: number;
    _coordinateBuffer: { update(vertices: Float32Array): void };
  };
}

export const isSurface = <Trace extends object>(trace: Trace): trace is Trace & PlottedSurface => 'surface' in trace;

/** With so many points along one direction plotly gives up making a surface finer, for good. */
const tooManyToRefine = 721;

/** A surface with the same looks, but of a line of holes, which make no triangles and have no height: for plotly to begin with. */
export function inOneLine({ x, y, ...looks }: Record<string, unknown>): Record<string, unknown> {
  const alongX = Array.from({ length: tooManyToRefine }, () => (x as ArrayLike<number>)[0]);
  return {
    ...looks,
    x: alongX,
    y: [(y as ArrayLike<number>)[0]],
    z: [alongX.map(() => Number.NaN)],
    surfacecolor: undefined,
    _xlength: alongX.length,
    _ylength: 1,
  };
}

/** Does what plotly's update would do for a surface that has other numbers, and neither contour lines nor anything else that is new. `scale`: of the data to the scene. */
export function moveSurface(trace: PlottedSurface, data: object, scale: readonly number[]): void {
  const { vertices, vertexCount, middle, bounds, colourEnds } = surfaceTriangles(data as SurfaceNumbers, scale);
  trace.data = data;
  trace.objectOffset = middle;
  trace.surface._coordinateBuffer.update(vertices);
  Object.assign(trace.surface, {
    dirty: true,
    objectOffset: middle,
    bounds,
    intensityBounds: colourEnds,
    _vertexCount: vertexCount,
  });
}
