/** From a pointer over a drawn landscape to the plane it shows, for surfaces in perspective. */
import type { ContourData, SurfaceData } from 'plotly.js';
import { type Camera, type Figure, startName } from './figure.ts';
import { type Scene, sceneProjection } from './sceneProjection.ts';
import { type HeightField, surfaceHit } from './surfaceHit.ts';

/** The height field that a figure draws; null where it draws none. */
export function heightFieldOf(figure: Figure): HeightField | null {
  const trace = figure.data.find(({ type }) => type === 'surface' || type === 'contour') as
    | Partial<SurfaceData | ContourData>
    | undefined;
  return trace ? { axis: trace.x as ArrayLike<number>, rows: trace.z as number[][] } : null;
}

/** How a figure's scene stands on a card of this size under this camera. */
export function sceneOf({ layout }: Figure, camera: Camera, aspect: Camera, width: number, height: number): Scene {
  const range = (axis: 'xaxis' | 'yaxis' | 'zaxis') => layout.scene?.[axis]?.range as [number, number];
  return { camera, aspect, ranges: { x: range('xaxis'), y: range('yaxis'), z: range('zaxis') }, width, height };
}

/** The plane's point whose surface is seen at this pixel, or null beside the surface. */
export function planePointAt(
  figure: Figure,
  scene: Scene,
  left: number,
  top: number,
): { a: number; b: number; height: number } | null {
  const field = heightFieldOf(figure);
  return field && surfaceHit(sceneProjection(scene).rayAt(left, top), field);
}

/** Where the start's marker stands in the figure's coordinates; null where the figure has none. */
export function startOf(figure: Figure): [x: number, y: number, z: number] | null {
  const trace = figure.data.find((each) => 'name' in each && each.name === startName) as
    | Record<'x' | 'y' | 'z', ArrayLike<number>>
    | undefined;
  return trace ? [trace.x[0], trace.y[0], trace.z?.[0] ?? 0] : null;
}
