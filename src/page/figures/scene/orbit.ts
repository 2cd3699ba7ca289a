/** How gestures move the eye about a scene's middle: turning on a table, and coming closer. */
import type { Camera } from '../figure.ts';

/** Steepest view from above or below, and the least and largest distance from the middle. */
const steepest = (Math.PI / 2) * 0.985;
const distances = { least: 0.7, most: 12 };

/** Angles in radians: `azimuth` about the upright axis, `elevation` above the floor. */
export function turned({ x, y, z }: Camera, azimuth: number, elevation: number): Camera {
  const radius = Math.hypot(x, y, z);
  const around = Math.atan2(y, x) + azimuth;
  const above = Math.min(Math.max(Math.asin(z / radius) + elevation, -steepest), steepest);
  return {
    x: radius * Math.cos(above) * Math.cos(around),
    y: radius * Math.cos(above) * Math.sin(around),
    z: radius * Math.sin(above),
  };
}

/** `factor` above 1: farther away. */
export function zoomed({ x, y, z }: Camera, factor: number): Camera {
  const radius = Math.hypot(x, y, z);
  const scale = Math.min(Math.max(radius * factor, distances.least), distances.most) / radius;
  return { x: scale * x, y: scale * y, z: scale * z };
}

/** Keys that move the eye: arrows turn, + and − zoom, Home resets. Null for any other key. */
export function movedByKey(camera: Camera, key: string, initial: Camera): Camera | null {
  const step = Math.PI / 36;
  switch (key) {
    case 'ArrowLeft':
      return turned(camera, -step, 0);
    case 'ArrowRight':
      return turned(camera, step, 0);
    case 'ArrowUp':
      return turned(camera, 0, step);
    case 'ArrowDown':
      return turned(camera, 0, -step);
    case '+':
    case '=':
      return zoomed(camera, 1 / 1.1);
    case '-':
    case '−':
      return zoomed(camera, 1.1);
    case 'Home':
      return initial;
    default:
      return null;
  }
}
