/** Inference on one tile of the reference path: phases that hand the thread back, and two ways to reach an equilibrium. */
import type { Stepwise } from '../math/stepwise.ts';
import type { StoppingRule } from './backend.ts';
import type { Breather } from './breather.ts';
import { layerEnergies, sparsityEnergies } from './kernels/layerEnergies.ts';
import { linearEquilibrium, linearEquilibriumEnergy, rescalingOf } from './kernels/linearEquilibrium.ts';
import { maskedLoss } from './kernels/mask.ts';
import { predict } from './kernels/predict.ts';
import { relax } from './kernels/relax.ts';
import { weightGradient } from './kernels/weightGradient.ts';
import { nextSettlingStep, type Rest, settling } from './settling.ts';
import { StepControl } from './stepControl.ts';
import { placeInputs, type Tile } from './tile.ts';

/** Multiply-adds between two looks at the clock. */
const phaseWork = 1 << 20;

/** What a kernel does to the items [from, to). */
type Phase = (from: number, to: number) => void;

/** Runs `phase` over all the tile's items, a few at a time. */
export function overItems(tile: Tile, breather: Breather, phase: Phase): Promise<void> {
  return breather.run(itemsInSteps(tile, phase));
}

/** The same in steps. */
export function* itemsInSteps(tile: Tile, phase: Phase): Stepwise<void> {
  const stride = Math.max(1, Math.floor(phaseWork / tile.layout.passCost));
  for (let from = 0; from < tile.items; from += stride) {
    phase(from, Math.min(from + stride, tile.items));
    yield;
  }
}

/** `z_0 = x`, `z_l = g_l(z_{l-1})`: there the energy is the loss. */
export function feedforward(tile: Tile, breather: Breather): Promise<void> {
  return breather.run(feedforwardInSteps(tile));
}

export function feedforwardInSteps(tile: Tile): Stepwise<void> {
  if (tile.layout.firstInferred === 0) placeInputs(tile);
  return itemsInSteps(tile, (from, to) => predict(tile, from, to, true));
}

/** What inference shows while it runs: the energies by layer [settings * L] and in all [settings] at step t. */
export type Observer = (t: number, layers: Float64Array, totals: Float64Array) => void;

/** What changes the weights between step t and the next, and predicts again under the new ones; null where nothing does. */
export type Updating = ((t: number) => Promise<void> | null) | null;

/** Euler inference from the tile's present activities for T steps. `update` is asked after steps 1 to T - 1. Returns the step at which each setting diverged, or -1. */
export async function infer(
  tile: Tile,
  steps: number,
  stopping: StoppingRule,
  breather: Breather,
  observe: Observer,
  update: Updating = null,
): Promise<Int32Array> {
  const control = new StepControl(tile.stepSize, stopping, steps);
  const energies = new Float64Array(tile.settings * tile.layout.layers);
  for (let t = 0; ; t++) {
    layerEnergies(tile, energies);
    const sums = totalsOf(tile, energies);
    observe(t, energies, sums);
    const moves = control.observe(t, sums);
    if (t === steps || !moves) return control.divergedAt;
    if (update && t > 0) await update(t);
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

/** What inference lowers: the layers' energies [settings * L] and the prior that sparsity is, summed. [settings] */
function totalsOf(tile: Tile, energies: Float64Array): Float64Array {
  const sums = totals(energies, tile.layout.layers);
  if (tile.sparsity > 0) for (const [s, prior] of sparsityEnergies(tile).entries()) sums[s] += prior;
  return sums;
}

/** Brings the tile to its equilibrium: exactly for linear nets, by inference until it rests for others. Returns S where it has one. */
export async function equilibrate(tile: Tile, rest: Rest, breather: Breather): Promise<Float64Array | null> {
  if (tile.layout.isLinear) return equilibrateExactly(tile, breather);
  await breather.run(settleInSteps(tile, rest));
  return null;
}

async function equilibrateExactly(tile: Tile, breather: Breather): Promise<Float64Array> {
  let rescaling: Float64Array = new Float64Array();
  for (let s = 0; s < tile.settings; s++) {
    const solved = await breather.run(rescalingOf(tile, s));
    rescaling = solved.rescaling;
    for (let i = 0; i < tile.samples.count; i++) {
      linearEquilibrium(tile, s, solved, i);
      if (breather.isDue) await breather.pause();
    }
  }
  return rescaling;
}

/** F* of each setting: without its activities where Theorem 1 gives it. */
export async function equilibratedEnergies(tile: Tile, rest: Rest, breather: Breather): Promise<Float64Array> {
  if (!tile.layout.isLinear) {
    await breather.run(settleInSteps(tile, rest));
    return energyOf(tile);
  }
  const energies = new Float64Array(tile.settings);
  for (let s = 0; s < tile.settings; s++) energies[s] = linearEquilibriumEnergy(tile, await breather.run(rescalingOf(tile, s)));
  return energies;
}

/** Every setting's energy at the tile's present activities and errors. */
export function energyOf(tile: Tile): Float64Array {
  const energies = new Float64Array(tile.settings * tile.layout.layers);
  layerEnergies(tile, energies);
  return totalsOf(tile, energies);
}

/** Every setting's loss, after a feedforward pass: the energy there, were its variances 1 and without a prior, less what a mask hides. */
export function lossOf(tile: Tile): Float64Array {
  const { mask } = tile.samples;
  return mask ? maskedLoss(tile, mask) : energyOf({ ...tile, precisions: null, sparsity: 0 });
}

/** The gradient with respect to the weights [settings * parameters] at the tile's present activities and errors. */
export async function gradientOf(tile: Tile, breather: Breather): Promise<Float64Array> {
  const gradient = new Float64Array(tile.settings * tile.layout.parameterCount);
  await overItems(tile, breather, (from, to) => weightGradient(tile, gradient, from, to));
  return gradient;
}

/** Inference from the feedforward start until it rests; dt halves when the energy rises. */
export function* settleInSteps(tile: Tile, rest: Rest): Stepwise<void> {
  const steepest = new Float64Array(tile.settings);
  tile.stepSize.fill(settling.dt);
  yield* feedforwardInSteps(tile);
  const loss = energyOf(tile);
  let previous = loss;
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
