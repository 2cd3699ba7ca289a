/** The values of a landscape: filled in from the energies of each setting's inference, with NaN from a divergence on. */
import type { LandscapeValues, LandscapeWork } from './backend.ts';
import { highestEnergy } from './stepControl.ts';

/** Values to be filled in, for all settings or for the first `count`. */
export function emptyLandscape(work: LandscapeWork, count = work.settings.count): LandscapeValues {
  const { record, withEquilibrium = true } = work;
  return {
    loss: new Float64Array(count),
    equilibratedEnergy: new Float64Array(count).fill(withEquilibrium ? 0 : Number.NaN),
    residual: new Float64Array(count).fill(withEquilibrium ? 0 : Number.NaN),
    energyAtStep: record.map(() => new Float64Array(count)),
    divergedAt: new Int32Array(count).fill(-1),
  };
}

/**
 * Writes setting g's loss, recorded energies and divergence from its energies at every step 0..T. From the step at which they diverged on, recorded energies
 * are NaN.
 */
export function recordEnergies(values: LandscapeValues, g: number, record: readonly number[], energies: Float64Array): void {
  const { energyAtStep } = values;
  const divergedAt = divergenceStep(energies);
  values.loss[g] = energies[0];
  values.divergedAt[g] = divergedAt;
  for (let r = 0; r < record.length; r++) {
    energyAtStep[r][g] = divergedAt >= 0 && record[r] >= divergedAt ? Number.NaN : energies[record[r]];
  }
}

/** First step whose energy has diverged from that of step 0; -1 where none has. */
export function divergenceStep(energies: Float64Array): number {
  const highest = highestEnergy(energies[0]);
  for (let t = 0; t < energies.length; t++) if (!(energies[t] <= highest)) return t;
  return -1;
}
