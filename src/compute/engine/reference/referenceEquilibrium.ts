/** The equilibrium on one tile of the reference path: solved where there is a closed form, else where each sample's gradient flow ends. */
import type { Stepwise } from '../../math/stepwise.ts';
import type { Tile } from '../kernels/tile.ts';
import { linearEquilibrium, linearEquilibriumEnergy, type Rescaling, rescalingOf } from '../rest/linearEquilibrium.ts';
import { restTile } from '../rest/restTile.ts';
import { energyOf } from './referenceInference.ts';

/** Whether the tile's equilibrium is solved by S, which knows energies of squares without further terms. */
const hasClosedForm = ({ layout, precisions, sparsity }: Tile) => layout.hasClosedForm && !precisions && sparsity === 0;

export interface Equilibrated {
  /** S of the last setting; null where there is no closed form. */
  readonly rescaling: Float64Array | null;
  /** Largest |dF/dz| left, as a part of that at the feedforward pass: [settings]; 0 in a closed form. */
  readonly residuals: Float64Array;
}

/** Brings a tile from its feedforward pass to its equilibrium. */
export function* equilibrate(tile: Tile): Stepwise<Equilibrated> {
  if (!hasClosedForm(tile)) return { rescaling: null, residuals: yield* restTile(tile) };
  const { samples, settings } = tile;
  let solved: Rescaling | null = null;
  for (let s = 0; s < settings; s++) {
    solved = yield* rescalingOf(tile, s);
    for (let item = s * samples.count; item < (s + 1) * samples.count; item++) {
      linearEquilibrium(tile, solved, item);
      yield;
    }
  }
  return { rescaling: solved?.rescaling ?? null, residuals: new Float64Array(settings) };
}

/** F* of each setting, and what `Equilibrated` says of its rest, of a tile after its feedforward pass; a closed form leaves it there. */
export function* equilibratedEnergies(tile: Tile): Stepwise<{ energies: Float64Array; residuals: Float64Array }> {
  if (!hasClosedForm(tile)) {
    const residuals = yield* restTile(tile);
    return { energies: energyOf(tile), residuals };
  }
  const energies = new Float64Array(tile.settings);
  for (let s = 0; s < tile.settings; s++) energies[s] = linearEquilibriumEnergy(tile, s, yield* rescalingOf(tile, s));
  return { energies, residuals: new Float64Array(tile.settings) };
}
