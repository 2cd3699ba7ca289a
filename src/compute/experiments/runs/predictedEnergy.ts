/** Theorem 1's F* at every weight step of a run: from the weights where this thread has them, else from moments that the device measures. */
import type { Rescaled } from '../../engine/work/learnerSteps.ts';
import type { NetworkLayout } from '../../engine/work/networkLayout.ts';
import { equilibratedEnergy, equilibratedEnergyFrom } from '../../theory/equilibratedEnergy.ts';

/** Multiply-adds of Theorem 1 in one weight step (d_y a parameter) beyond which the closed form would block the thread. */
const quickTheory = 2e7;
/** Outputs beyond which the moments would be most of the numbers read from a device. */
export const mostOutputs = 64;

export const hasQuickTheory = ({ widths, layers, parameterCount }: NetworkLayout): boolean =>
  widths[layers] * parameterCount <= quickTheory;

export const theoryAt = (
  weights: Float64Array,
  { widths }: NetworkLayout,
  x: Float64Array,
  y: Float64Array,
  count: number,
): number => orNaN(() => equilibratedEnergy(weights, widths, x, y, count));

export const theoryFrom = ({ rescaling, residualMoments }: Rescaled, { widths, layers }: NetworkLayout): number =>
  orNaN(() => equilibratedEnergyFrom(rescaling, residualMoments, widths[layers]));

/** NaN where the weights are too large for a closed form. */
function orNaN(theory: () => number): number {
  try {
    return theory();
  } catch (error) {
    if (error instanceof RangeError) return Number.NaN;
    throw error;
  }
}
