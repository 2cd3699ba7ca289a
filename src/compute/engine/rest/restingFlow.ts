/** What both kinds of gradient flow, with kinks and without, know of slopes and rest. */
import type { SampleEnergy } from './sampleEnergy.ts';

/** Parts of the first slope: at which nothing is left to gain; and from which on steps are taken only as long as each halves it. */
export const enough = 1e-13;
export const stalling = 1e-11;
/** Part of the loss that is mere rounding. */
export const rounding = 1e-15;

/** Largest |dF/dz|; pinned preactivations are at 0, and their forces are in it. */
export function largestSlope({ gradient, firstMoving, endMoving }: SampleEnergy): number {
  let largest = 0;
  for (let unit = firstMoving; unit < endMoving; unit++) {
    const slope = Math.abs(gradient[unit]);
    if (!(slope <= largest)) largest = slope; // NaN shows
  }
  return largest;
}

/** `z += factor direction` */
export function move({ z, firstMoving, endMoving }: SampleEnergy, direction: Float64Array, factor: number): void {
  for (let unit = firstMoving; unit < endMoving; unit++) z[unit] += factor * direction[unit];
}

export function productOf({ firstMoving, endMoving }: SampleEnergy, a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let unit = firstMoving; unit < endMoving; unit++) sum += a[unit] * b[unit];
  return sum;
}
