/** Inference on one tile of the reference path: phases that hand the thread back, and two ways to reach an equilibrium. */
import type { StoppingRule } from './backend.ts';
import type { Breather } from './breather.ts';
import { layerEnergies } from './kernels/layerEnergies.ts';
import { linearEquilibrium, rescalingOf } from './kernels/linearEquilibrium.ts';
import { predict } from './kernels/predict.ts';
import { propagateBack, relax } from './kernels/relax.ts';
import { passCost } from './network.ts';
import { StepControl } from './stepControl.ts';
import type { Tile } from './tile.ts';

/** Multiply-adds between two looks at the clock. */
const phaseWork = 1 << 20;

/** Runs `phase` over all the tile's items, a few at a time. */
export async function overItems(tile: Tile, breather: Breather, phase: (from: number, to: number) => void): Promise<void> {
  const stride = Math.max(1, Math.floor(phaseWork / passCost(tile.layout)));
  for (let from = 0; from < tile.items; from += stride) {
    phase(from, Math.min(from + stride, tile.items));
    if (breather.isDue) await breather.pause();
  }
}

/** `z_l = g_l(z_{l-1})`: there the energy is the loss. */
export function feedforward(tile: Tile, breather: Breather): Promise<void> {
  return overItems(tile, breather, (from, to) => predict(tile, from, to, true));
}

/** What inference shows while it runs: the energies by layer [settings * L] at step t. */
export type Observer = (t: number, energies: Float64Array) => void;

/** Euler inference from the tile's present activities for T steps. Returns the step at which each setting diverged, or -1. */
export async function infer(
  tile: Tile,
  steps: number,
  stopping: StoppingRule,
  breather: Breather,
  observe: Observer,
): Promise<Int32Array> {
  const control = new StepControl(tile.stepSize, stopping, steps);
  const energies = new Float64Array(tile.settings * tile.layout.layers);
  for (let t = 0; ; t++) {
    layerEnergies(tile, energies);
    observe(t, energies);
    const moves = control.observe(t, totals(energies, tile.layout.layers));
    if (t === steps || !moves) return control.divergedAt;
    await overItems(tile, breather, (from, to) => relax(tile, from, to));
    await overItems(tile, breather, (from, to) => predict(tile, from, to, false));
  }
}

/** Sums over layers: [settings * L] to [settings]. */
export function totals(energies: Float64Array, layers: number): Float64Array {
  const sums = new Float64Array(energies.length / layers);
  for (let index = 0; index < energies.length; index++) sums[Math.floor(index / layers)] += energies[index];
  return sums;
}

/** Brings the tile to its equilibrium: exactly for linear nets, by inference until it rests for others. Returns S where it has one. */
export async function equilibrate(tile: Tile, precision: number, breather: Breather): Promise<Float64Array | null> {
  if (tile.layout.isLinear) return equilibrateExactly(tile, breather);
  await equilibrateByInference(tile, precision, breather);
  return null;
}

async function equilibrateExactly(tile: Tile, breather: Breather): Promise<Float64Array> {
  let rescaling: Float64Array = new Float64Array();
  for (let s = 0; s < tile.settings; s++) {
    const building = rescalingOf(tile, s);
    let step = building.next();
    while (!step.done) {
      if (breather.isDue) await breather.pause();
      step = building.next();
    }
    const solved = step.value;
    rescaling = solved.rescaling;
    for (let i = 0; i < tile.samples.count; i++) {
      linearEquilibrium(tile, s, solved, i, i + 1);
      if (breather.isDue) await breather.pause();
    }
  }
  return rescaling;
}

/** Step size that converged inference starts from, and the most steps that it takes. */
const settlingDt = 0.4;
const settlingSteps = 5000;

/** Inference from the feedforward start until no activity's descent exceeds `precision`; dt halves when the energy rises. */
async function equilibrateByInference(tile: Tile, precision: number, breather: Breather): Promise<void> {
  const { layers } = tile.layout;
  const energies = new Float64Array(tile.settings * layers);
  const previous = new Float64Array(tile.settings).fill(Number.POSITIVE_INFINITY);
  tile.stepSize.fill(settlingDt);
  await feedforward(tile, breather);
  for (let t = 0; t < settlingSteps; t++) {
    layerEnergies(tile, energies);
    const energy = totals(energies, layers);
    const steepest = await steepestDescent(tile, breather);
    for (let s = 0; s < tile.settings; s++) {
      if (steepest[s] <= precision || Number.isNaN(energy[s])) tile.stepSize[s] = 0;
      else if (energy[s] > previous[s]) tile.stepSize[s] /= 2;
      previous[s] = energy[s];
    }
    if (tile.stepSize.every((dt) => dt === 0)) return;
    await overItems(tile, breather, (from, to) => relax(tile, from, to));
    await overItems(tile, breather, (from, to) => predict(tile, from, to, false));
  }
}

/** `max |dF/dz|` over each setting's samples and hidden units. */
async function steepestDescent(tile: Tile, breather: Breather): Promise<Float64Array> {
  const { layout, errors, samples } = tile;
  const steepest = new Float64Array(tile.settings);
  const descent = new Float64Array(layout.maxWidth);
  await overItems(tile, breather, (from, to) => {
    for (let item = from; item < to; item++) {
      const setting = Math.floor(item / samples.count);
      for (let l = 1; l < layout.layers; l++) {
        propagateBack(tile, item, l, descent);
        const e = item * layout.unitCount + layout.unitOffset[l];
        for (let k = 0; k < layout.widths[l]; k++)
          steepest[setting] = Math.max(steepest[setting], Math.abs(descent[k] - errors[e + k]));
      }
    }
  });
  return steepest;
}
