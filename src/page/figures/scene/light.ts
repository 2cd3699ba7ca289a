/** The soft light of a scene: it comes from beside the eye, so that a form is seen from every side, and changes a colour too little to change what the colour means. */

import type { Point } from '../sceneFigure.ts';
import type { BoxPlace, Eye } from '../sceneProjection.ts';

/** Where the light comes from, in the eye's own directions: from above, on the left. */
const direction = { right: -0.35, upward: 0.55, backward: 0.76 };

/** Brightness in the light's shadow and what the light adds; what is seen from below is darker. */
export const brightness = { shadow: 0.8, light: 0.2, underside: 0.86 };

type Vector = [number, number, number];

export const lightFrom = ({ right, upward, backward }: Eye): Vector =>
  [0, 1, 2].map((i) => direction.right * right[i] + direction.upward * upward[i] + direction.backward * backward[i]) as Vector;

/** How bright a cell at a place of the box is, 0 to 1, as the surface's shader has it. */
export function shade(normal: Vector, [x, y, z]: Point, { camera, aspect }: BoxPlace, light: Vector): number {
  const toEye = [camera.x - aspect.x * (x - 0.5), camera.y - aspect.y * (y - 0.5), camera.z - aspect.z * (z - 0.5)];
  const dot = (other: number[]) => normal.reduce((sum, value, i) => sum + value * other[i], 0) / Math.hypot(...normal);
  const isBelow = dot(toEye) < 0;
  const bright = brightness.shadow + brightness.light * Math.max(isBelow ? -dot(light) : dot(light), 0);
  return isBelow ? brightness.underside * bright : bright;
}
