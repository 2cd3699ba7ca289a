/** The equilibrium on one tile of the reference path: solved where there is a closed form, else inferred until it rests. */
import type { Stepwise } from '../../math/stepwise.ts';
import { linearEquilibrium, linearEquilibriumEnergy, type Rescaling, rescalingOf } from '../kernels/linearEquilibrium.ts';
import { predict } from '../kernels/predict.ts';
import { relax } from '../kernels/relax.ts';
import type { Tile } from '../kernels/tile.ts';
import { nextSettlingStep, type Rest, settling } from '../work/stepControl.ts';
import { energyOf, feedforwardInSteps, itemsInSteps } from './referenceInference.ts';

/** Whether the tile's equilibrium is solved by S, which knows energies of squares without further terms. */
const hasClosedForm = ({ layout, precisions, sparsity }: Tile) => layout.hasClosedForm && !precisions && sparsity === 0;

/**
 * Brings a tile from its feedforward pass to its equilibrium. Returns S of the last setting; null where there is no closed form.
 */
export function* equilibrate(tile: Tile, rest: Rest): Stepwise<Float64Array | null> {
  if (!hasClosedForm(tile)) {
    yield* settle(tile, rest);
    return null;
  }
  const { samples, settings } = tile;
  let solved: Rescaling | null = null;
  for (let s = 0; s < settings; s++) {
    solved = yield* rescalingOf(tile, s);
    for (let item = s * samples.count; item < (s + 1) * samples.count; item++) {
      linearEquilibrium(tile, solved, item);
      yield;
    }
  }
  return solved?.rescaling ?? null;
}

/**
 * F* of each setting, of a tile after its feedforward pass; a closed form leaves it there. Elsewhere `start` [items * units] may be activities to begin at: of
 * convex networks alone, where they lead to the same energy.
 */
export function* equilibratedEnergies(tile: Tile, rest: Rest, start: Float64Array | null = null): Stepwise<Float64Array> {
  if (!hasClosedForm(tile)) {
    yield* settle(tile, rest, start);
    return energyOf(tile);
  }
  const energies = new Float64Array(tile.settings);
  for (let s = 0; s < tile.settings; s++) energies[s] = linearEquilibriumEnergy(tile, s, yield* rescalingOf(tile, s));
  return energies;
}

/** Inference from the feedforward pass, or from `start` where that is lower, until it rests; dt halves when the energy rises. */
function* settle(tile: Tile, rest: Rest, start: Float64Array | null = null): Stepwise<void> {
  const steepest = new Float64Array(tile.settings);
  tile.stepSize.fill(settling.dt);
  const loss = energyOf(tile);
  let previous = loss;
  if (start) {
    tile.activities.set(start);
    yield* itemsInSteps(tile, (from, to) => predict(tile, from, to, false));
    const energy = energyOf(tile);
    if (energy.every((there, s) => there < loss[s])) previous = energy;
    else yield* feedforwardInSteps(tile);
  }
  for (let t = 0; t < settling.steps && tile.stepSize.some((dt) => dt > 0); t++) {
    steepest.fill(0);
    yield* itemsInSteps(tile, (from, to) => relax(tile, from, to, steepest));
    yield* itemsInSteps(tile, (from, to) => predict(tile, from, to, false));
    const energy = energyOf(tile);
    for (let s = 0; s < tile.settings; s++) {
      const gain = (previous[s] - energy[s]) / loss[s];
      tile.stepSize[s] = nextSettlingStep(tile.stepSize[s], gain, steepest[s], rest);
    }
    previous = energy;
  }
}
