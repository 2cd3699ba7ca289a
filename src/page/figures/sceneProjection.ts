/** Plotly's perspective, written out: where a point of a 3D scene falls on the card, and which ray a pixel looks along.
 *  The first picture is painted with it, and pointers are mapped back through it, so both agree with plotly to the pixel. */
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
