/** Landscapes of chains on the simd path: thirty-two weight settings side by side. */
import type { LandscapeValues, LandscapeWork } from '../backend.ts';
import { linearChainEquilibrium } from '../kernels/chainLandscape.ts';
import { divergenceStep, recordEnergies } from '../recordEnergies.ts';
import { interleaved } from '../samples.ts';
import { hasDiverged } from '../stepControl.ts';
import { type WeightSettings, weightAt } from '../weightSettings.ts';
import type { Heap } from './heap.ts';
import { phaseWork } from './inference.ts';
import { activationCode } from './network.ts';
import type { FillIn } from './range.ts';

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
  const wanted = [0, ...record];
  const code = activationCode[network.activation];
  const data = heap.takeFloats(isLinear ? [0, 1] : interleaved(samples));
  const inferred = isLinear ? 1 : samples.count;
  const weights = heap.take(4 * LANES * layers);
  const state = heap.take(4 * LANES * (2 * layers + 2));
  const squares = heap.take(4 * LANES * (steps + 2));
  const theta = new Float64Array(LANES * layers); // [layers][settings side by side]
  const energies = new Float64Array(steps + 1);
  const together = Math.ceil(phaseWork / (LANES * layers * (steps + 1)));
  return function* ({ from, to }, values) {
    const singleTheta = heap.floats(weights, LANES * layers);
    const sums = heap.floats(squares, LANES * (steps + 2));
    for (let first = from; first < to; first += LANES) {
      const count = Math.min(LANES, to - first);
      placeWeights(settings, first, count, layers, theta);
      singleTheta.set(theta);
      sums.fill(0);
      for (let i = 0; i < inferred; i += together) {
        heap.kernels.chainLandscape(
          layers,
          code,
          weights,
          data + 8 * i,
          Math.min(together, inferred - i),
          dt,
          steps,
          state,
          squares,
        );
        yield;
      }
      for (let s = 0; s < count; s++) {
        const g = first - from + s;
        if (isLinear) closedForms(values, g, theta, s, work);
        const scale = isLinear ? values.loss[g] : 0.5 * samples.weight;
        const mayDiverge = hasDiverged(scale * sums[(steps + 1) * LANES + s], scale * sums[s]);
        if (mayDiverge) for (let t = 0; t <= steps; t++) energies[t] = scale * sums[t * LANES + s];
        else for (let k = 0; k < wanted.length; k++) energies[wanted[k]] = scale * sums[wanted[k] * LANES + s];
        recordEnergies(values, g, record, energies, mayDiverge ? divergenceStep(energies) : -1);
      }
    }
  };
}

/** Settings `first` and following into `theta` [layers][LANES]. */
function placeWeights(settings: WeightSettings, first: number, count: number, layers: number, theta: Float64Array): void {
  for (let l = 0; l < layers; l++) {
    for (let s = 0; s < count; s++) theta[l * LANES + s] = weightAt(settings, first + s, l);
  }
}

/** L and F* of a linear chain whose weights are column s of theta, as entry g. */
function closedForms(values: LandscapeValues, g: number, theta: Float64Array, s: number, work: LandscapeWork): void {
  const { samples, layout, withEquilibrium = true } = work;
  let map = 1;
  for (let at = s; at < theta.length; at += LANES) map *= theta[at];
  let squares = 0;
  for (let i = 0; i < samples.count; i++) squares += (samples.y[i] - map * samples.x[i]) ** 2;
  values.loss[g] = 0.5 * samples.weight * squares;
  if (withEquilibrium) values.equilibratedEnergy[g] = linearChainEquilibrium(layout.layers, theta, values.loss[g], s, LANES);
}
