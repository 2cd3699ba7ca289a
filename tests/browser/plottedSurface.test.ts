/** A surface has the triangles, and their colours and normals, that plotly's own update would give it. */
import { afterEach, expect, test, vi } from 'vitest';
import { plotConfiguration } from '../../src/page/figures/plotly/mountedPlot.ts';
import Plotly from '../../src/page/figures/plotly/plotlyBundle.ts';
import { type GraphDiv, plottedScene } from '../../src/page/figures/plotly/plottedScene.ts';
import { surfaceTriangles } from '../../src/page/figures/plotly/surfaceTriangles.ts';
import { expectClose } from '../compute/closeness.ts';

vi.mock('../../src/page/figures/plotly/surfaceTriangles.ts', { spy: true });

const plot = document.createElement('div') as unknown as GraphDiv;
document.body.append(plot);
afterEach(() => {
  vi.restoreAllMocks();
  vi.mocked(surfaceTriangles).mockClear();
  Plotly.purge(plot);
});

interface Numbers {
  x: number[];
  y: number[];
  z: number[][];
  cmin: number;
  cmax: number;
  surfacecolor?: number[][];
}

const bumps = (spread: number, lift: number): Numbers => {
  const x = [-1, -0.7, 0, 0.2, 0.5, 1].map((value) => spread * value);
  const y = [-2, -1, 0.5, 2].map((value) => spread * value);
  return { x, y, z: y.map((b) => x.map((a) => lift + Math.sin(2 * a) * b)), cmin: lift - 1, cmax: lift + 2 };
};

const flat = (): Numbers => ({ ...bumps(1, 0), z: bumps(1, 0).z.map((row) => row.map(() => 0.5)) });

function withHoles(numbers: Numbers, ...holes: [number, number][]): Numbers {
  const z = numbers.z.map((row, j) => row.map((value, i) => (holes.some(([a, b]) => a === i && b === j) ? Number.NaN : value)));
  return { ...numbers, z };
}

const low = (numbers: Numbers): Numbers => ({ ...numbers, z: numbers.z.map((row) => row.map((value) => 1e-6 * value)) });

const coloured = (numbers: Numbers): Numbers => ({
  ...numbers,
  surfacecolor: numbers.z.map((row) => row.map((value) => value ** 2)),
});

test.each<[string, Numbers, Numbers]>([
  ['elsewhere', bumps(1, 0), bumps(1.3, 0.2)],
  ['with a hole inside and one at the edge', bumps(1, 0), withHoles(bumps(1.2, 0), [2, 1], [5, 3])],
  ['coloured by other numbers', bumps(1, 0), coloured(bumps(0.9, 0.1))],
  ['low, with colours far from its heights', low(bumps(1, 0)), low(coloured(bumps(1, 0)))],
  ['flat', bumps(1, 0), flat()],
  ['of fewer points', bumps(1, 0), { ...bumps(1, 0), x: [-1, 0, 1], z: bumps(1, 0).z.map((row) => row.slice(0, 3)) }],
])('%s', async (_, from, to) => {
  const uploads = watchUploads();
  await draw(from, 'Viridis');
  expect(surfaceTriangles).toHaveBeenCalledTimes(1);
  await draw(to, 'Viridis');
  expect(surfaceTriangles).toHaveBeenCalledTimes(2);
  const ours = drawnSurface(uploads);
  uploads.length = 0;
  await draw(to, 'Hot'); // another look is plotly's
  expect(surfaceTriangles).toHaveBeenCalledTimes(2);
  const plotlys = drawnSurface(uploads);
  expect(ours.count).toBe(plotlys.count);
  for (const key of ['indices', 'places', 'colours', 'bounds', 'colourEnds'] as const) expectClose(ours[key], plotlys[key], 1e-5);
  // Plotly has none beside holes.
  expectClose(
    ours.normals.filter((_, k) => !Number.isNaN(plotlys.normals[k])),
    plotlys.normals.filter((value) => !Number.isNaN(value)),
    1e-5,
  );
});

function draw({ x, y, z, cmin, cmax, surfacecolor }: Numbers, colorscale: string): Promise<unknown> {
  const none = { highlight: false };
  const trace = { type: 'surface', x, y, z, cmin, cmax, colorscale, showscale: false, contours: { x: none, y: none, z: none } };
  const layout = { width: 300, height: 300, scene: { aspectmode: 'cube' } };
  return Plotly.react(
    plot,
    [{ ...trace, ...(surfacecolor && { surfacecolor }) }] as never,
    layout as never,
    plotConfiguration(1),
  );
}

/** Numbers that went to WebGL, the newest last. */
function watchUploads(): Float32Array[] {
  const uploads: Float32Array[] = [];
  for (const prototype of [WebGLRenderingContext.prototype, WebGL2RenderingContext.prototype])
    for (const name of ['bufferData', 'bufferSubData'] as const) {
      const plain = prototype[name] as (...parameters: unknown[]) => void;
      vi.spyOn(prototype, name).mockImplementation(function (this: unknown, ...parameters: unknown[]) {
        for (const each of parameters) if (each instanceof Float32Array) uploads.push(each.slice());
        plain.apply(this, parameters);
      } as never);
    }
  return uploads;
}

interface DrawnSurface {
  objectOffset: number[];
  bounds: number[][];
  intensityBounds: number[];
  _vertexCount: number;
}

/** What the surface's ten numbers a vertex say, in the scene's units. */
function drawnSurface(uploads: Float32Array[]) {
  const { glplot } = plottedScene(plot) as unknown as { glplot: { objects: DrawnSurface[] } };
  const { objectOffset, bounds, intensityBounds, _vertexCount: count } = glplot.objects[0];
  const numbers = uploads.findLast(({ length }) => length === 10 * count)!;
  const vertices = Array.from({ length: count }, (_, vertex) => [...numbers.slice(10 * vertex, 10 * (vertex + 1))]);
  const unit = (normal: number[]) => normal.map((value) => value / Math.hypot(...normal));
  return {
    count,
    indices: vertices.flatMap((vertex) => vertex.slice(0, 2)),
    places: vertices.flatMap((vertex) => vertex.slice(2, 5).map((value, k) => value + objectOffset[k])),
    colours: vertices.map((vertex) => vertex[6]),
    normals: vertices.flatMap((vertex) => unit(vertex.slice(7))),
    bounds: bounds.flat(),
    colourEnds: intensityBounds,
  };
}
