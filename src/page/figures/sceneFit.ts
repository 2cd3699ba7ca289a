/** How large a scene's cube may be so that it and its axis titles fill a card of any shape without being cut. */
import { defaultCamera } from '../view/viewFields.ts';
import type { Camera } from './figure.ts';
import { sceneProjection } from './sceneProjection.ts';

/** Lengths of a landscape's cube along its axes, before it is fitted to a card. */
export const cubeAspect: Camera = { x: 1, y: 1, z: 0.7 };

/** Room around the cube for ticks and titles, in pixels. */
const room = { side: 26, top: 16, bottom: 30 };

/** How much taller a cube may become on an upright card. */
const tallest = 1.4;

/**
 * The largest multiple of `aspect` (made taller on an upright card) whose cube, seen from the default camera, leaves room for the
 * axes' text on a card of width x height pixels. The shared camera then needs no knowledge of the cards' shapes.
 */
export function fitCube(aspect: Camera, width: number, height: number): Camera {
  const shaped = { ...aspect, z: aspect.z * Math.min(Math.max(height / width, 1), tallest) };
  return scaled(
    shaped,
    largest(0.05, 4, (factor) => cubeFits(scaled(shaped, factor), width, height)),
  );
}

/** The largest factor in [low, high] that still fits, where every smaller one does; `low` is taken to fit. */
function largest(low: number, high: number, fits: (factor: number) => boolean): number {
  if (fits(high)) return high;
  let [good, bad] = [low, high];
  for (let halving = 0; halving < 20; halving++) {
    const middle = (good + bad) / 2;
    if (fits(middle)) good = middle;
    else bad = middle;
  }
  return good;
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
