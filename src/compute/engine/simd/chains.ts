/** Landscapes of chains on the simd path: thirty-two weight settings side by side. */

import { linearChainEquilibrium } from '../kernels/chainLandscape.ts';
import type { LandscapeValues, LandscapeWork } from '../work/backend.ts';
import { recordEnergies } from '../work/recordEnergies.ts';
import { interleaved } from '../work/samples.ts';
import { hasDiverged } from '../work/stepControl.ts';
import type { WeightPlane, WeightSettings } from '../work/weightSettings.ts';
import type { Heap } from './heap.ts';
import { phaseWork } from './inference.ts';
import { codeOf } from './networkMemory.ts';
import type { FillIn } from './simdTile.ts';

/** Settings side by side. */
const LANES = 32;

/**
 * Losses and energies of all settings; F* too for linear chains, whose rescaling is a number. A linear chain's errors are in proportion to the residual
 * `y - f(x)`, so that one sample with residual 1 stands for all: `F_t = L f_t` with its sum of squares f_t.
 */
export function chainLandscape(heap: Heap, work: LandscapeWork): FillIn {
  const { layout, settings, samples, record, dt } = work;
  const { layers, isLinear, network } = layout;
  const steps = record[record.length - 1];
  const code = codeOf(network.activation);
  const data = heap.takeFloats(interleaved(samples));
  const inferred = isLinear ? 1 : samples.count;
  const weights = heap.take(4 * LANES * layers);
  const state = heap.take(4 * LANES * (2 * layers + 2));
  const squares = heap.take(4 * LANES * (steps + 2));
  const theta = new Float64Array(LANES * layers); // [layers][settings side by side]
  const scales = new Float64Array(LANES).fill(0.5 * samples.weight);
  const together = Math.ceil(phaseWork / (LANES * layers * (steps + 1)));
  return function* ({ from, to }, values) {
    const singleTheta = heap.floats(weights, LANES * layers);
    const sums = heap.floats(squares, LANES * (steps + 2));
    for (let first = from; first < to; first += LANES) {
      const count = Math.min(LANES, to - first);
      placeWeights(settings, first, count, layers, theta);
      singleTheta.set(theta);
      if (!isLinear) sums.fill(0);
      for (let i = 0; i < inferred; i += together) {
        const there = Math.min(together, inferred - i);
        heap.kernels.chainLandscape(layers, code, weights, data + 8 * i, there, dt, steps, state, squares);
        yield;
      }
      if (isLinear) closedForms(values, first - from, count, theta, scales, work);
      recordSums(values, first - from, count, record, sums, scales);
    }
  };
}

/** Settings `first` and following into `theta` [layers][LANES], a column a setting. */
function placeWeights(settings: WeightSettings, first: number, count: number, layers: number, theta: Float64Array): void {
  for (let l = 0; l < layers; l++) {
    const row = l * LANES;
    if (settings.kind === 'plane') placeOnPlane(settings, first, count, l, theta, row);
    else for (let s = 0; s < count; s++) theta[row + s] = settings.weights[(first + s) * layers + l];
  }
}

/** Weight l of these settings, from entry `row` on. */
function placeOnPlane(
  { origin, directions, coordinates }: WeightPlane,
  first: number,
  count: number,
  l: number,
  theta: Float64Array,
  row: number,
): void {
  for (let s = 0; s < count; s++) theta[row + s] = origin[l];
  for (let k = 0; k < directions.length; k++) {
    const entry = directions[k][l];
    if (entry === 0) continue;
    for (let s = 0, c = first * directions.length + k; s < count; s++, c += directions.length)
      theta[row + s] += coordinates[c] * entry;
  }
}

/** L and F* of linear chains whose weights are theta's columns, from entry `at` on; the losses into `scales`. */
function closedForms(
  { loss, equilibratedEnergy }: LandscapeValues,
  at: number,
  count: number,
  theta: Float64Array,
  scales: Float64Array,
  { samples: { x, y, weight, count: N }, layout, withEquilibrium = true }: LandscapeWork,
): void {
  for (let s = 0; s < count; s++) {
    let map = 1;
    for (let k = s; k < theta.length; k += LANES) map *= theta[k];
    let squares = 0;
    for (let i = 0; i < N; i++) squares += (y[i] - map * x[i]) ** 2;
    scales[s] = loss[at + s] = 0.5 * weight * squares;
    if (withEquilibrium) equilibratedEnergy[at + s] = linearChainEquilibrium(layout.layers, theta, scales[s], s, LANES);
  }
}

/** Energies, which are `scales` times sums of squares [T + 2][LANES] as the kernel leaves them, from entry `at` on. */
function recordSums(
  values: LandscapeValues,
  at: number,
  count: number,
  record: readonly number[],
  sums: Float32Array,
  scales: Float64Array,
): void {
  const steps = record[record.length - 1];
  let mayDiverge = false;
  for (let s = 0; s < count; s++) {
    values.loss[at + s] = scales[s] * sums[s];
    mayDiverge ||= hasDiverged(scales[s] * sums[(steps + 1) * LANES + s], values.loss[at + s]);
  }
  for (let r = 0; r < record.length; r++) {
    const energies = values.energyAtStep[r];
    const row = record[r] * LANES;
    for (let s = 0; s < count; s++) energies[at + s] = scales[s] * sums[row + s];
  }
  if (!mayDiverge) return;
  for (let s = 0; s < count; s++) {
    const energies = Float64Array.from({ length: steps + 1 }, (_, t) => scales[s] * sums[t * LANES + s]);
    recordEnergies(values, at + s, record, energies);
  }
}
