/** How large a scene's cube may be so that it and its axis titles fill a card of any shape without being cut. */
import type { Camera } from './figure.ts';
import { sceneProjection } from './sceneProjection.ts';

/** Looks down on the plane from 30 degrees to the right of its second axis: both axes' titles are in front. */
export const defaultCamera: Camera = { x: 1, y: -1.73, z: 0.95 };

/** Lengths of a landscape's cube along its axes, before it is fitted to a card. */
export const cubeAspect: Camera = { x: 1, y: 1, z: 0.72 };

/** Room around the cube for ticks and titles, in pixels. */
const room = { side: 40, top: 10, bottom: 34 };

/**
 * The largest multiple of `aspect` whose cube, seen from the default camera, leaves room for the axes' text on a card of
 * width x height pixels. The shared camera then needs no knowledge of the cards' shapes.
 */
export function fitCube(aspect: Camera, width: number, height: number): Camera {
  let [fits, tooLarge] = [0.05, 4];
  for (let halving = 0; halving < 20; halving++) {
    const middle = (fits + tooLarge) / 2;
    if (cubeFits(scaled(aspect, middle), width, height)) fits = middle;
    else tooLarge = middle;
  }
  return scaled(aspect, fits);
}

const scaled = ({ x, y, z }: Camera, factor: number): Camera => ({ x: factor * x, y: factor * y, z: factor * z });

function cubeFits(aspect: Camera, width: number, height: number): boolean {
  const ranges = { x: [0, 1], y: [0, 1], z: [0, 1] } as { x: [number, number]; y: [number, number]; z: [number, number] };
  const { project } = sceneProjection({ camera: defaultCamera, aspect, ranges, width, height });
  return corners.every(([x, y, z]) => {
    const { left, top, depth } = project(x, y, z);
    return depth > 0 && left >= room.side && left <= width - room.side && top >= room.top && top <= height - room.bottom;
  });
}

const corners = [0, 1].flatMap((x) => [0, 1].flatMap((y) => [0, 1].map((z) => [x, y, z] as const)));
