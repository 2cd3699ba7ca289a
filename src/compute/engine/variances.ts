/** Inference where every unit's error has a variance of its own, in float64: the energy that trainable variances add up to, and its gradients. */
import type { Breather } from './breather.ts';
import { weightGradient } from './kernels/weightGradient.ts';
import type { NetworkLayout } from './network.ts';
import { feedforward, infer, overItems, totals } from './referenceInference.ts';
import type { Samples } from './samples.ts';
import { openTile, type Tile } from './tile.ts';
import { oneSetting } from './weightSettings.ts';

export interface VariancesWork {
  readonly layout: NetworkLayout;
  readonly samples: Samples;
  readonly weights: Float64Array;
  /** s_lj, one a unit: [units]; layer 0 is unused. */
  readonly logVariances: Float64Array;
  readonly dt: number;
  /** T, the number of Euler steps. */
  readonly steps: number;
}

export interface VariancesValues {
  /** F at steps 0 to T; ends where inference diverged. */
  readonly energies: Float64Array;
  /** After the last step: [samples * units]. */
  readonly activities: Float64Array;
  /** `dF/ds_lj = 1/N sum_i 1/2 (1 - e_lj^2 exp(-s_lj))`: [units]. */
  readonly logVarianceGradient: Float64Array;
  /** dF/dW_l: [parameters]. */
  readonly weightGradient: Float64Array;
}

/**
 * Euler inference on `F = 1/N sum_i sum_l sum_j 1/2 [e_lj^2 exp(-s_lj) + s_lj + ln 2 pi]` from the feedforward start. Weighing each error by its
 * precision exp(-s) is all that changes inference and the weights' gradient.
 */
export async function inferUnderVariances(work: VariancesWork, breather: Breather): Promise<VariancesValues> {
  const { layout, samples, weights, logVariances, dt, steps } = work;
  const tile = openTile(
    layout,
    samples,
    oneSetting(weights),
    0,
    1,
    dt,
    logVariances.map((s) => Math.exp(-s)),
  );
  const normaliser = normaliserOf(layout, samples, logVariances);
  const energies: number[] = [];
  await feedforward(tile, breather);
  await infer(tile, steps, 'fixed', breather, (_, layers) => energies.push(totals(layers, layout.layers)[0] + normaliser));
  const gradient = new Float64Array(layout.parameterCount);
  await overItems(tile, breather, (from, to) => weightGradient(tile, gradient, from, to));
  return {
    energies: Float64Array.from(energies),
    activities: tile.activities,
    logVarianceGradient: logVarianceGradient(tile),
    weightGradient: gradient,
  };
}

/** `sum_l sum_j 1/2 (s_lj + ln 2 pi)`, what is left of F where every error is zero. */
function normaliserOf({ unitOffset, unitCount }: NetworkLayout, { weight, count }: Samples, logVariances: Float64Array): number {
  let sum = 0;
  for (let unit = unitOffset[1]; unit < unitCount; unit++) sum += logVariances[unit] + Math.log(2 * Math.PI);
  return 0.5 * weight * count * sum;
}

function logVarianceGradient({ layout, samples, errors, precisions }: Tile): Float64Array {
  const { unitOffset, unitCount } = layout;
  const gradient = new Float64Array(unitCount);
  for (let i = 0; i < samples.count; i++) {
    for (let unit = unitOffset[1]; unit < unitCount; unit++) {
      const e = errors[i * unitCount + unit];
      gradient[unit] += 0.5 * samples.weight * (1 - e * e * precisions![unit]);
    }
  }
  return gradient;
}
