/** Inference on one tile of the reference path, in phases that hand the thread back. */

import type { StoppingRule } from '../../../model/problem/problem.ts';
import type { Stepwise } from '../../math/stepwise.ts';
import { layerEnergies, sparsityEnergies } from '../kernels/layerEnergies.ts';
import { maskedLoss } from '../kernels/outputLayer.ts';
import { predict } from '../kernels/predict.ts';
import { relax } from '../kernels/relax.ts';
import { placeInputs, type Tile } from '../kernels/tile.ts';
import { weightGradient } from '../kernels/weightGradient.ts';
import type { Breather } from '../work/breather.ts';
import { StepControl } from '../work/stepControl.ts';

/** Multiply-adds between two readings of the clock. */
const phaseWork = 1 << 20;

/** A kernel's work on the items [from, to). */
type Phase = (from: number, to: number) => void;

/** Runs `phase` over all the tile's items, a few at a time. */
export function overItems(tile: Tile, breather: Breather, phase: Phase): Promise<void> {
  return breather.run(itemsInSteps(tile, phase));
}

/** `overItems`, one step for each few items. */
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

/** Called at every step t of inference with the energies by layer [settings * L] and their sums [settings]. */
export type Observer = (t: number, layers: Float64Array, totals: Float64Array) => void;

/** Changes the weights between step t and the next, and predicts again under the new weights; null where no weights change. */
export type Updating = ((t: number) => Promise<void> | null) | null;

/** Euler inference from the tile's present activities for T steps. `update` is asked after steps 1 to T - 1. Returns where each setting's inference ended. */
export async function infer(
  tile: Tile,
  steps: number,
  stopping: StoppingRule,
  breather: Breather,
  observe: Observer,
  update: Updating = null,
): Promise<StepControl> {
  const control = new StepControl(tile.stepSize, stopping, steps);
  const energies = new Float64Array(tile.settings * tile.layout.layers);
  for (let t = 0; ; t++) {
    layerEnergies(tile, energies);
    const sums = totalsOf(tile, energies);
    observe(t, energies, sums);
    const moves = control.observe(t, sums);
    if (t === steps || !moves) return control;
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

/** The energy that inference lowers: the sum of the layers' energies [settings * L] and of the sparsity prior. [settings] */
function totalsOf(tile: Tile, energies: Float64Array): Float64Array {
  const sums = totals(energies, tile.layout.layers);
  if (tile.sparsity > 0) for (const [s, prior] of sparsityEnergies(tile).entries()) sums[s] += prior;
  return sums;
}

/** Every setting's energy at the tile's present activities and errors. */
export function energyOf(tile: Tile): Float64Array {
  const energies = new Float64Array(tile.settings * tile.layout.layers);
  layerEnergies(tile, energies);
  return totalsOf(tile, energies);
}

/** Every setting's loss, after a feedforward pass: the energy with variances of 1 and no prior, without the entries that a mask hides. */
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
