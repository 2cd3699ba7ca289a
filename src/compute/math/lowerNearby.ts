/** Whether a point without slope or negative curvature is a minimum after all, or a way leads down from it: tried, not proved. */
import type { Terrain } from './stationaryPoint.ts';

/** Part of the radius at which the ways down begin: within reach of any slope, beyond that of rounding. */
const firstShare = 0.1;
const mostSteps = 300;

/**
 * Whether gradient descent finds a value below `value(point) - margin` within `radius` of the point, from a start a tenth of the radius away along
 * each of the directions [n] (scaled to unit norm). Steps grow while they lower the value, shrink where they do not, and are drawn
 * back to the ball. `margin` says how far below is more than rounding, the slope left and the curvature that was let pass can explain.
 */
export async function lowerNearby(
  terrain: Pick<Terrain, 'slopeAt'>,
  point: Float64Array,
  directions: readonly Float64Array[],
  radius: number,
  margin: number,
): Promise<boolean> {
  const { value } = await terrain.slopeAt(point);
  for (const direction of directions) {
    const share = (firstShare * radius) / Math.hypot(...direction);
    const start = point.map((entry, i) => entry + share * direction[i]);
    if (await descendsBelow(terrain, start, value - margin, (at) => drawnBack(at, point, radius), radius)) return true;
  }
  return false;
}

async function descendsBelow(
  terrain: Pick<Terrain, 'slopeAt'>,
  start: Float64Array,
  target: number,
  inside: (at: Float64Array) => Float64Array,
  radius: number,
): Promise<boolean> {
  let point = start;
  let { value, gradient } = await terrain.slopeAt(point);
  let length = radius / 10; // of the next step
  for (let step = 0; step < mostSteps && value >= target; step++) {
    const slope = Math.hypot(...gradient);
    if (slope === 0 || length < 1e-9 * radius) return false;
    const next = inside(point.map((entry, i) => entry - (length / slope) * gradient[i]));
    const there = await terrain.slopeAt(next);
    if (there.value < value) {
      point = next;
      ({ value, gradient } = there);
      length = Math.min(1.5 * length, radius);
    } else length /= 3;
  }
  return value < target;
}

function drawnBack(at: Float64Array, centre: Float64Array, radius: number): Float64Array {
  const distance = Math.hypot(...at.map((entry, i) => entry - centre[i]));
  return distance <= radius ? at : at.map((entry, i) => centre[i] + (radius / distance) * (entry - centre[i]));
}
