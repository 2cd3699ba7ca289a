/** One Newton step of inference against the equilibrium, at one weight setting: gradients, shifts and energies of both. */
import type { TrustRegionPoint } from '../../../model/landscapes/frames.ts';
import { predict } from '../../engine/kernels/predict.ts';
import { openTile, type Tile } from '../../engine/kernels/tile.ts';
import { weightGradient } from '../../engine/kernels/weightGradient.ts';
import { energyOf, feedforward, overItems } from '../../engine/reference/referenceInference.ts';
import type { EquilibriumValues } from '../../engine/work/backend.ts';
import type { Breather } from '../../engine/work/breather.ts';
import type { NetworkLayout } from '../../engine/work/networkLayout.ts';
import type { Samples } from '../../engine/work/samples.ts';
import { oneSetting } from '../../engine/work/weightSettings.ts';
import { norm } from '../../math/innerProduct.ts';
import { type NewtonStep, trustRegion } from '../../theory/trustRegion.ts';

/** Angle between two gradients in degrees; NaN where one of them is zero. */
export function angleBetween(a: Float64Array, b: Float64Array): number {
  const [u, v] = [norm(a), norm(b)];
  // atan2 keeps the digits of small angles that arccos would lose
  let [difference, sum] = [0, 0];
  for (let p = 0; p < a.length; p++) {
    difference += (a[p] / u - b[p] / v) ** 2;
    sum += (a[p] / u + b[p] / v) ** 2;
  }
  return u > 0 && v > 0 ? (2 * Math.atan2(Math.sqrt(difference), Math.sqrt(sum)) * 180) / Math.PI : Number.NaN;
}

/**
 * The second-order approximation against the equilibrium that inference converges to, at one weight setting: angles to BP's gradient,
 * `|dz - dz*| / |dz*|` over all samples (NaN where inference has nothing to do), and both energies.
 */
export async function trustRegionPoint(
  layout: NetworkLayout,
  samples: Samples,
  weights: Float64Array,
  lossGradient: Float64Array,
  equilibrium: EquilibriumValues,
  breather: Breather,
): Promise<TrustRegionPoint> {
  const tile = openTile(layout, samples, oneSetting(weights), 0, 1, 0);
  await feedforward(tile, breather);
  const loss = energyOf(tile)[0];
  let [missed, moved, gain] = [0, 0, 0];
  let step = layout.isLinear ? trustRegion(weights, layout.widths) : null;
  for (let item = 0; item < tile.items; item++) {
    if (!layout.isLinear) step = trustRegion(jacobiansOf(tile, item), layout.widths);
    const newton = step!(residualOf(tile, item));
    const distance = moveTo(tile, item, newton, equilibrium.activities);
    missed += distance.missed;
    moved += distance.moved;
    gain += newton.gain;
    if (breather.isDue) await breather.pause();
  }
  await overItems(tile, breather, (from, to) => predict(tile, from, to, false));
  const approximated = new Float64Array(layout.parameterCount);
  await overItems(tile, breather, (from, to) => weightGradient(tile, approximated, from, to));
  return {
    angleAtEquilibrium: angleBetween(lossGradient, equilibrium.weightGradient),
    angleApproximated: angleBetween(lossGradient, approximated),
    shiftError: Math.sqrt(missed / moved),
    approximateEnergy: loss - samples.weight * gain,
    equilibratedEnergy: equilibrium.energy,
  };
}

/** J_l = diag(phi'(a_l)) W_l of one item at its feedforward values, flat like the weights; the output layer is linear. */
function jacobiansOf({ layout, weights, slopes }: Tile, item: number): Float64Array {
  const { layers, widths, weightOffset, unitOffset, unitCount } = layout;
  const jacobians = weights.slice();
  if (!slopes) return jacobians;
  for (let l = 1; l < layers; l++) {
    for (let j = 0; j < widths[l]; j++) {
      const slope = slopes[item * unitCount + unitOffset[l] + j];
      const row = weightOffset[l - 1] + j * widths[l - 1];
      for (let k = 0; k < widths[l - 1]; k++) jacobians[row + k] *= slope;
    }
  }
  return jacobians;
}

/** r = y - f(x), which a feedforward pass leaves as the output's error. */
function residualOf({ layout, errors }: Tile, item: number): Float64Array {
  const { layers, unitOffset, unitCount } = layout;
  return errors.slice(item * unitCount + unitOffset[layers], (item + 1) * unitCount);
}

/** Moves one item's hidden activities from their feedforward values by dz. Returns |dz - dz*|^2 and |dz*|^2. */
function moveTo(
  { layout, activities }: Tile,
  item: number,
  { shift }: NewtonStep,
  equilibrium: Float64Array,
): { missed: number; moved: number } {
  const first = item * layout.unitCount + layout.unitOffset[1];
  let [missed, moved] = [0, 0];
  for (let unit = 0; unit < shift.length; unit++) {
    const exact = equilibrium[first + unit] - activities[first + unit];
    missed += (shift[unit] - exact) ** 2;
    moved += exact ** 2;
    activities[first + unit] += shift[unit];
  }
  return { missed, moved };
}
