/** Inference where every unit's error has a variance of its own, in float64: the energy that trainable variances add up to, and its gradients. */

import { openTile, type Tile } from '../kernels/tile.ts';
import type { VariancesValues, VariancesWork } from '../work/backend.ts';
import type { Breather } from '../work/breather.ts';
import type { NetworkLayout } from '../work/networkLayout.ts';
import { oneSetting } from '../work/weightSettings.ts';
import { feedforward, gradientOf, infer } from './referenceInference.ts';

/** Learnt log-variances stay between -10 and 10. Beyond these bounds a unit's error would weigh more than e^10 times as much as at the start, or next to nothing. */
export const largestLogVariance = 10;

/**
 * Euler inference on `F = 1/N sum_i sum_l sum_j 1/2 [e_lj^2 exp(-s_lj) + s_lj + ln 2 pi]` from the feedforward start. Weighing each error by its
 * precision exp(-s) is the only change to inference and to the weights' gradient.
 */
export async function inferUnderVariances(work: VariancesWork, breather: Breather): Promise<VariancesValues> {
  const { layout, samples, weights, logVariances, dt, steps } = work;
  const precisions = precisionsOf(layout, logVariances);
  const tile = openTile(layout, samples, oneSetting(weights), 0, 1, dt, { precisions, sparsity: 0 });
  const normaliser = normaliserOf(layout, logVariances);
  const energies: number[] = [];
  await feedforward(tile, breather);
  await infer(tile, steps, 'fixed', breather, (_, __, [energy]) => energies.push(energy + normaliser));
  return {
    energies: Float64Array.from(energies),
    activities: tile.activities,
    logVarianceGradient: logVarianceGradient(tile, precisions),
    weightGradient: await gradientOf(tile, breather),
  };
}

/** `pi_lj = exp(-s_lj)`, and 1 where a unit has no variance: written to `into` [units]. */
export function precisionsOf(
  layout: NetworkLayout,
  logVariances: Float64Array,
  into: Float64Array = new Float64Array(layout.unitCount).fill(1),
): Float64Array {
  overVariances(layout, (unit) => {
    into[unit] = Math.exp(-logVariances[unit]);
  });
  return into;
}

/** `sum_l sum_j 1/2 (s_lj + ln 2 pi)`: F where every error is zero. */
export function normaliserOf(layout: NetworkLayout, logVariances: Float64Array): number {
  let sum = 0;
  overVariances(layout, (unit) => {
    sum += logVariances[unit] + Math.log(2 * Math.PI);
  });
  return 0.5 * sum;
}

/** dF/ds at one setting's present errors: [units], zero where a unit has no variance. */
export function logVarianceGradient({ layout, samples, errors }: Tile, precisions: Float64Array): Float64Array {
  const { unitCount } = layout;
  const gradient = new Float64Array(unitCount);
  for (let i = 0; i < samples.count; i++) {
    overVariances(layout, (unit) => {
      const e = errors[i * unitCount + unit];
      gradient[unit] += 0.5 * samples.weight * (1 - e * e * precisions[unit]);
    });
  }
  return gradient;
}

/** Every unit whose error has a variance: those of layers 1 to L, less the outputs under cross-entropy. */
function overVariances({ network, layers, unitOffset, unitCount }: NetworkLayout, visit: (unit: number) => void): void {
  const end = network.output === 'cross-entropy' ? unitOffset[layers] : unitCount;
  for (let unit = unitOffset[1]; unit < end; unit++) visit(unit);
}
