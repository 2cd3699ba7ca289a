/** Landscapes of chains on the simd path: sixteen weight settings side by side. */
import type { Stepwise } from '../../math/stepwise.ts';
import type { LandscapeValues, LandscapeWork } from '../backend.ts';
import { linearChainEquilibrium } from '../kernels/chainLandscape.ts';
import { divergenceStep, recordEnergies } from '../recordEnergies.ts';
import type { Samples } from '../samples.ts';
import { hasDiverged } from '../stepControl.ts';
import { writeWeights } from '../weightSettings.ts';
import type { Heap } from './heap.ts';
import { activationCode } from './network.ts';

/** Settings side by side. */
const LANES = 16;

/**
 * Losses and energies of all settings; F* too for linear chains, whose rescaling is a number. A linear chain's errors are in proportion to the residual
 * `y - f(x)`, so that one sample with residual 1 stands for all: `F_t = L f_t` with its sum of squares f_t.
 */
export function* chainLandscape(heap: Heap, work: LandscapeWork, values: LandscapeValues): Stepwise<void> {
  const { layout, settings, samples, record, dt } = work;
  const { layers, isLinear, network } = layout;
  const steps = record[record.length - 1];
  const wanted = [0, ...record];
  const code = activationCode[network.activation];
  const data = heap.takeFloats(isLinear ? [0, 1] : interleaved(samples));
  const inferred = isLinear ? 1 : samples.count;
  const weights = heap.take(4 * LANES * layers);
  const state = heap.take(4 * LANES * (3 * layers + 2));
  const squares = heap.take(4 * LANES * (steps + 2));
  const theta = new Float64Array(layers); // one setting's weights
  const energies = new Float64Array(steps + 1);
  for (let first = 0; first < settings.count; first += LANES) {
    const count = Math.min(LANES, settings.count - first);
    const lanes = heap.floats(weights, LANES * layers);
    for (let s = 0; s < count; s++) {
      writeWeights(settings, first + s, theta, 0);
      for (let l = 0; l < layers; l++) lanes[l * LANES + s] = theta[l];
      if (isLinear) closedForms(values, first + s, theta, samples);
    }
    const sums = heap.floats(squares, LANES * (steps + 2)).fill(0);
    heap.kernels.chainLandscape(layers, code, weights, data, inferred, dt, steps, state, squares);
    for (let s = 0; s < count; s++) {
      const scale = isLinear ? values.loss[first + s] : 0.5 * samples.weight;
      const mayDiverge = hasDiverged(scale * sums[(steps + 1) * LANES + s], scale * sums[s]);
      if (mayDiverge) for (let t = 0; t <= steps; t++) energies[t] = scale * sums[t * LANES + s];
      else for (const t of wanted) energies[t] = scale * sums[t * LANES + s];
      recordEnergies(values, first + s, record, energies, mayDiverge ? divergenceStep(energies) : -1);
    }
    yield;
  }
}

/** L and F* of setting g, a linear chain with these weights. */
function closedForms(values: LandscapeValues, g: number, weights: Float64Array, { x, y, count, weight }: Samples): void {
  let map = 1;
  for (let l = 0; l < weights.length; l++) map *= weights[l];
  let squares = 0;
  for (let i = 0; i < count; i++) squares += (y[i] - map * x[i]) ** 2;
  values.loss[g] = 0.5 * weight * squares;
  values.equilibratedEnergy[g] = linearChainEquilibrium(weights.length, weights, values.loss[g]);
}

/** x and y of each sample. */
const interleaved = ({ count, x, y }: Samples): Float64Array =>
  Float64Array.from({ length: 2 * count }, (_, k) => (k % 2 === 0 ? x : y)[k >> 1]);
