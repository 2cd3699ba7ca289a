/** Plotly's perspective, written out: where a point of a 3D scene falls on its card, the ray under a pixel, and the largest cube that fits. */

import { defaultCamera } from '../view/viewFields.ts';
import type { Camera } from './figure.ts';

type Vector = [number, number, number];

/** The box of a scene under a camera, on a card: all that decides where its points fall. */
export interface BoxPlace {
  camera: Camera;
  /** Lengths of the scene's box along its axes. */
  aspect: Camera;
  width: number;
  height: number;
  /** The pixel under which the eye sees the box's centre; the card's own centre where it is left out. */
  centre?: { left: number; top: number };
}

/** Everything that decides where a scene's points fall. */
export interface Scene extends BoxPlace {
  ranges: { x: [number, number]; y: [number, number]; z: [number, number] };
}

/** A point's place on the card in pixels from the top left, and its distance from the eye along the line of sight. */
export interface OnCard {
  left: number;
  top: number;
  depth: number;
}

export interface Projection {
  project(x: number, y: number, z: number): OnCard;
  /** The ray under a pixel, in data coordinates: origin + s direction, s > 0. */
  rayAt(left: number, top: number): { origin: Vector; direction: Vector };
}

/** How the eye stands: its place and its three directions, in units of the box, and pixels a unit at distance 1. */
export interface Eye {
  place: Vector;
  right: Vector;
  upward: Vector;
  /** Towards the viewer. */
  backward: Vector;
  focal: number;
}

/** Plotly's vertical field of view. */
const fieldOfView = Math.PI / 4;

const dot = (p: Vector, q: Vector): number => p[0] * q[0] + p[1] * q[1] + p[2] * q[2];
const cross = (p: Vector, q: Vector): Vector => [p[1] * q[2] - p[2] * q[1], p[2] * q[0] - p[0] * q[2], p[0] * q[1] - p[1] * q[0]];
const unit = (p: Vector): Vector => p.map((component) => component / Math.hypot(...p)) as Vector;

/** The eye looks at the box's centre, with the third axis upwards on the card. */
export function eyeOf({ camera, height }: Pick<BoxPlace, 'camera' | 'height'>): Eye {
  const place: Vector = [camera.x, camera.y, camera.z];
  const backward = unit(place);
  const side = cross([0, 0, 1], backward);
  const right: Vector = Math.hypot(...side) > 1e-9 ? unit(side) : [1, 0, 0]; // an eye straight above has no side of its own
  return { place, right, upward: cross(backward, right), backward, focal: height / 2 / Math.tan(fieldOfView / 2) };
}

/** box = aspect (point - 1/2), for points whose coordinates are 0 to 1 along each axis, seen from the eye. */
export function boxProjection(place: BoxPlace): Projection {
  const { aspect, width, height, centre = { left: width / 2, top: height / 2 } } = place;
  const { place: eye, right, upward, backward, focal } = eyeOf(place);
  const lengths: Vector = [aspect.x, aspect.y, aspect.z];
  const toPoint = (value: number, i: number): number => value / lengths[i] + 0.5;
  return {
    project(x, y, z) {
      const fromEye: Vector = [lengths[0] * (x - 0.5) - eye[0], lengths[1] * (y - 0.5) - eye[1], lengths[2] * (z - 0.5) - eye[2]];
      const depth = -dot(fromEye, backward);
      return {
        left: centre.left + (focal * dot(fromEye, right)) / depth,
        top: centre.top - (focal * dot(fromEye, upward)) / depth,
        depth,
      };
    },
    rayAt(left, top) {
      const across = (left - centre.left) / focal;
      const up = (centre.top - top) / focal;
      const origin = eye.map(toPoint) as Vector;
      const ahead = eye.map((value, i) => value + across * right[i] + up * upward[i] - backward[i]).map(toPoint) as Vector;
      return { origin, direction: ahead.map((value, i) => value - origin[i]) as Vector };
    },
  };
}

/** The projection of points in data coordinates: the ranges' ends are the ends of the box. */
export function sceneProjection({ ranges, ...place }: Scene): Projection {
  const { project, rayAt } = boxProjection(place);
  const bounds = [ranges.x, ranges.y, ranges.z];
  const toBox = (value: number, i: number): number => (value - bounds[i][0]) / (bounds[i][1] - bounds[i][0]);
  const toData = (value: number, i: number): number => bounds[i][0] + value * (bounds[i][1] - bounds[i][0]);
  return {
    project: (x, y, z) => project(toBox(x, 0), toBox(y, 1), toBox(z, 2)),
    rayAt(left, top) {
      const { origin, direction } = rayAt(left, top);
      return {
        origin: origin.map(toData) as Vector,
        direction: direction.map((value, i) => value * (bounds[i][1] - bounds[i][0])) as Vector,
      };
    },
  };
}

/** Lengths of a landscape's cube along its axes, before it is fitted to a card. */
export const cubeAspect: Camera = { x: 1, y: 1, z: 0.7 };

/** Room around the box for the axes' numbers and titles, in pixels: those of the height stand on the left. */
const room = { left: 44, right: 26, top: 24, bottom: 36 };

/** How much flatter or taller a box may become, so that it fills its card. */
const shapes = [0.8, 0.9, 1, 1.15, 1.3, 1.45, 1.6, 1.8];

export type Fitted = Required<Pick<BoxPlace, 'aspect' | 'centre'>>;

/**
 * The largest multiple of `aspect`, a little flatter or taller where this fills more of the card, whose box leaves room for the axes' text on a
 * card of width x height pixels, seen from the default camera; and where its centre stands. The shared camera then needs no knowledge of the
 * cards' shapes.
 */
export function fitBox(aspect: Camera, width: number, height: number): Fitted {
  const fitted = shapes.map((shape) => fitShape({ ...aspect, z: shape * aspect.z }, width, height));
  return fitted.reduce((best, each) => (each.filled > 1.02 * best.filled ? each : best)).fitted;
}

function fitShape(aspect: Camera, width: number, height: number): { fitted: Fitted; filled: number } {
  const free = { width: width - room.left - room.right, height: height - room.top - room.bottom };
  const seen = (factor: number) => seenBox(scaled(aspect, factor), width, height);
  const fits = (factor: number): boolean => {
    const box = seen(factor);
    return box !== null && box.right - box.left <= free.width && box.bottom - box.top <= free.height;
  };
  const factor = largest(0.05, 2, fits);
  const box = seen(factor) ?? { left: 0, right: 0, top: 0, bottom: 0 };
  return {
    fitted: {
      aspect: scaled(aspect, factor),
      centre: {
        left: room.left + free.width / 2 - (box.left + box.right) / 2,
        top: room.top + free.height / 2 - (box.top + box.bottom) / 2,
      },
    },
    filled: (box.right - box.left) * (box.bottom - box.top),
  };
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

/** The rectangle around the box, in pixels from its centre; null where the eye stands in it. */
function seenBox(aspect: Camera, width: number, height: number) {
  const { project } = boxProjection({ camera: defaultCamera, aspect, width, height, centre: { left: 0, top: 0 } });
  const seen = corners.map(([x, y, z]) => project(x, y, z));
  if (seen.some(({ depth }) => depth < nearest)) return null;
  const [across, down] = [seen.map(({ left }) => left), seen.map(({ top }) => top)];
  return { left: Math.min(...across), right: Math.max(...across), top: Math.min(...down), bottom: Math.max(...down) };
}

/** Closer corners would be drawn out of shape. */
const nearest = 0.9;

export const corners = [0, 1].flatMap((x) => [0, 1].flatMap((y) => [0, 1].map((z) => [x, y, z] as const)));
