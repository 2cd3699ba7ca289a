/** Landscapes of chains on the simd path: four weight settings side by side. */
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
const LANES = 4;

/**
 * Losses and energies of all settings; F* too for linear chains, whose rescaling is a number. A linear chain's errors are in proportion to the residual
 * `y - f(x)`, so that one sample with residual 1 stands for all: `F_t = L f_t` with its sum of squares f_t.
 */
export function* chainLandscape(heap: Heap, work: LandscapeWork, values: LandscapeValues): Stepwise<void> {
  const { layout, settings, record, dt } = work;
  const { layers, isLinear, network } = layout;
  const steps = record[record.length - 1];
  const data = heap.takeFloats(isLinear ? [0, 1] : interleaved(work.samples));
  const samples = isLinear ? 1 : work.samples.count;
  const weights = heap.take(4 * LANES * layers);
  const state = heap.take(3 * 4 * LANES * layers);
  const squares = heap.take(4 * LANES * (steps + 2));
  const theta = new Float64Array(LANES * layers);
  const energies = new Float64Array(steps + 1);
  for (let first = 0; first < settings.count; first += LANES) {
    const count = Math.min(LANES, settings.count - first);
    for (let s = 0; s < count; s++) writeWeights(settings, first + s, theta, s * layers);
    interleave(theta, layers, heap.floats(weights, LANES * layers));
    const sums = heap.floats(squares, LANES * (steps + 2)).fill(0);
    heap.kernels.chainLandscape(layers, activationCode[network.activation], weights, data, samples, dt, steps, state, squares);
    for (let s = 0; s < count; s++) {
      const own = theta.subarray(s * layers, (s + 1) * layers);
      const loss = isLinear ? linearChainLoss(own, work.samples) : 0.5 * work.samples.weight * sums[s];
      const scale = isLinear ? loss : 0.5 * work.samples.weight;
      const mayDiverge = hasDiverged(scale * sums[(steps + 1) * LANES + s], loss);
      if (mayDiverge) for (let t = 0; t <= steps; t++) energies[t] = scale * sums[t * LANES + s];
      else for (const t of [0, ...record]) energies[t] = scale * sums[t * LANES + s];
      recordEnergies(values, first + s, record, energies, mayDiverge ? divergenceStep(energies) : -1);
      if (isLinear) values.equilibratedEnergy[first + s] = linearChainEquilibrium(layers, own, loss);
    }
    yield;
  }
}

/** Four settings' weights [4][layers] as a vector a layer. */
function interleave(theta: Float64Array, layers: number, lanes: Float32Array): void {
  for (let l = 0, at = 0; l < layers; l++) {
    for (let s = 0; s < LANES; s++, at++) lanes[at] = theta[s * layers + l];
  }
}

function linearChainLoss(weights: Float64Array, { x, y, count, weight }: Samples): number {
  let map = 1;
  for (let l = 0; l < weights.length; l++) map *= weights[l];
  let squares = 0;
  for (let i = 0; i < count; i++) squares += (y[i] - map * x[i]) ** 2;
  return 0.5 * weight * squares;
}

/** x and y of each sample. */
const interleaved = ({ count, x, y }: Samples): Float64Array =>
  Float64Array.from({ length: 2 * count }, (_, k) => (k % 2 === 0 ? x : y)[k >> 1]);
