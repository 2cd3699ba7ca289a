/** When inference without a closed form counts as settled, and with which step size it goes on until then. */

import type { LandscapeWork } from './backend.ts';

/** How close to rest an equilibrium found by inference must be. */
export interface Rest {
  /** Largest |dF/dz| of any hidden unit that counts as rest. */
  readonly slope: number;
  /** Part of the loss by which inference must lower the energy in a time `settling.dt` to be worth going on; minus infinity to go by the slope alone. */
  readonly gain: number;
}

/** Rest for weight gradients, whose error is as large as the slope that is left. */
export const gradientRest: Rest = { slope: 1e-10, gain: Number.NEGATIVE_INFINITY };

/** Step size that converged inference starts from, its smallest, and the most steps that it takes. */
export const settling = { dt: 0.4, smallestDt: 1e-3, steps: 5000 };

/** Steps that converged inference usually takes. */
const stepsToRest = 100;

/** Steps of inference that one setting of a landscape takes: to the last that is recorded and, where the equilibrium is wanted and not solved, to rest. */
export function inferenceSteps({
  layout,
  record,
  withEquilibrium = true,
}: Pick<LandscapeWork, 'layout' | 'record' | 'withEquilibrium'>): number {
  return record[record.length - 1] + (withEquilibrium && !layout.hasClosedForm ? stepsToRest : 0);
}

/** The rise in energy that is mere rounding, as a part of the loss: in float64, and where states are float32. */
export const roundingRise = { double: 1e-12, single: 1e-7 };

/** Rest for surfaces: the error of an energy is the square of the slope that is left. */
export const surfaceRest: Rest = { slope: 1e-6, gain: 1e-7 };

/** The step size after a step that lowered the energy by `gain` of the loss, where the steepest slope was `steepest`; 0 at rest. */
export function nextSettlingStep(dt: number, gain: number, steepest: number, rest: Rest, rounding = roundingRise.double): number {
  if (steepest <= rest.slope || Number.isNaN(gain)) return 0;
  if (gain < -rounding) return dt / 2 < settling.smallestDt ? 0 : dt / 2;
  return gain < rest.gain * (dt / settling.dt) ? 0 : dt;
}
