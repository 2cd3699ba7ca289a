/** Plotly's perspective, written out: where a point of a 3D scene falls on its card, the ray under a pixel, and the largest cube that fits. */

import { defaultCamera } from '../view/viewFields.ts';
import type { Camera } from './figure.ts';

type Vector = [number, number, number];

/** Everything that decides where a scene's points fall. */
export interface Scene {
  camera: Camera;
  /** Lengths of the scene's cube along its axes. */
  aspect: Camera;
  ranges: { x: [number, number]; y: [number, number]; z: [number, number] };
  width: number;
  height: number;
}

export interface Projection {
  /** Card pixels from the top left, and the distance from the eye. */
  project(x: number, y: number, z: number): { left: number; top: number; depth: number };
  /** The ray under a pixel, in data coordinates: origin + s direction, s > 0. */
  rayAt(left: number, top: number): { origin: Vector; direction: Vector };
}

/** Plotly's vertical field of view. */
const fieldOfView = Math.PI / 4;

const dot = (p: Vector, q: Vector): number => p[0] * q[0] + p[1] * q[1] + p[2] * q[2];
const cross = (p: Vector, q: Vector): Vector => [p[1] * q[2] - p[2] * q[1], p[2] * q[0] - p[0] * q[2], p[0] * q[1] - p[1] * q[0]];
const unit = (p: Vector): Vector => p.map((component) => component / Math.hypot(...p)) as Vector;

/** cube = aspect ((data - low) / (high - low) - 1/2), seen from the eye, which looks at the cube's centre with z upwards. */
export function sceneProjection({ camera, aspect, ranges, width, height }: Scene): Projection {
  const eye: Vector = [camera.x, camera.y, camera.z];
  const backward = unit(eye);
  const right = unit(cross([0, 0, 1], backward));
  const upward = cross(backward, right);
  const focal = height / 2 / Math.tan(fieldOfView / 2); // pixels a unit at distance 1

  const lengths: Vector = [aspect.x, aspect.y, aspect.z];
  const bounds = [ranges.x, ranges.y, ranges.z];
  const toCube = (value: number, i: number): number =>
    lengths[i] * ((value - bounds[i][0]) / (bounds[i][1] - bounds[i][0]) - 0.5);
  const toData = (value: number, i: number): number => bounds[i][0] + (value / lengths[i] + 0.5) * (bounds[i][1] - bounds[i][0]);

  return {
    project(x, y, z) {
      const fromEye = [x, y, z].map((value, i) => toCube(value, i) - eye[i]) as Vector;
      const depth = -dot(fromEye, backward);
      return {
        left: width / 2 + (focal * dot(fromEye, right)) / depth,
        top: height / 2 - (focal * dot(fromEye, upward)) / depth,
        depth,
      };
    },
    rayAt(left, top) {
      const across = (left - width / 2) / focal;
      const up = (height / 2 - top) / focal;
      const origin = eye.map(toData) as Vector;
      const ahead = eye.map((value, i) => value + across * right[i] + up * upward[i] - backward[i]).map(toData) as Vector;
      return { origin, direction: ahead.map((value, i) => value - origin[i]) as Vector };
    },
  };
}

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
