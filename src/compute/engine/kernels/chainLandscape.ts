/** Loss, energies and equilibrium of chains (one unit a layer): everything about a grid point in one go. */

import type { GpuKernel } from '../gpu/gpuKernel.ts';
import type { Samples } from '../work/samples.ts';
import { activationWgsl } from './activation.ts';

export interface ChainTask {
  readonly samples: Samples;
  readonly dt: number;
  readonly steps: number;
}

/**
 * Energy at every step 0..T of one linear chain with weights `w` [L]: `F = 1/(2N) sum_i sum_l e_l^2`, `e_l = z_l - w_l z_{l-1}`, under Euler inference
 * `z_l += dt (w_{l+1} e_{l+1} - e_l)` from the feedforward start, added up into `energies` [T + 1]. The first entry is the loss. `z` [L + 1] is overwritten.
 */
export function linearChainEnergies(
  { samples, dt, steps }: ChainTask,
  w: Float64Array,
  energies: Float64Array,
  z: Float64Array,
): void {
  const layers = w.length;
  const half = 0.5 * samples.weight;
  energies.fill(0);
  for (let i = 0; i < samples.count; i++) {
    z[0] = samples.x[i];
    for (let l = 1; l < layers; l++) z[l] = w[l - 1] * z[l - 1];
    z[layers] = samples.y[i];
    const prediction = w[0] * z[0];
    for (let t = 0; t <= steps; t++) {
      let activity = z[1];
      let error = activity - prediction;
      let squares = error * error;
      // z_{l-1} moves once both errors that it has part in are known.
      for (let l = 2; l <= layers; l++) {
        const weight = w[l - 1];
        const above = z[l];
        const errorAbove = above - weight * activity;
        squares += errorAbove * errorAbove;
        z[l - 1] = activity + dt * (weight * errorAbove - error);
        activity = above;
        error = errorAbove;
      }
      energies[t] += half * squares;
    }
  }
}

/**
 * Theorem 1 for a linear chain, where S is a number: `F* = L / (1 + sum_{l=2..L} (w_L ... w_l)^2)`. Its weights are `w[first]`, `w[first + stride]`, and so on.
 */
export function linearChainEquilibrium(layers: number, w: Float64Array, loss: number, first = 0, stride = 1): number {
  let rescaling = 1;
  let product = 1;
  for (let l = layers; l >= 2; l--) {
    product *= w[first + (l - 1) * stride];
    rescaling += product * product;
  }
  return loss / rescaling;
}

const chainBuffers = {
  origin: 'read f32',
  directions: 'read f32',
  coordinates: 'read f32',
  data: 'read f32', // x and y of a sample, one sample after another
  energies: 'read_write f32',
} as const;

const chainNumbers = {
  directionCount: 'u32',
  settings: 'u32',
  firstSample: 'u32',
  endSample: 'u32',
  steps: 'u32',
  dt: 'f32',
  weight: 'f32',
} as const;

/**
 * Energies of chains in WGSL, linear (as their twin `linearChainEnergies` has them) or not: an element is one setting of a plane, its weights made on the spot, and its lanes take samples in turn. Adds samples
 * [firstSample, endSample) to `energies` [T + 1][settings][lanes]. Written out layer by layer, so that all of a chain stays in registers: the constant `DEPTH` must be L.
 */
export function chainKernel(layers: number): GpuKernel<keyof typeof chainBuffers, keyof typeof chainNumbers> {
  const each = (from: number, to: number, line: (l: number) => string) =>
    Array.from({ length: to - from + 1 }, (_, index) => line(from + index)).join('\n');
  const phi = (l: number) => (l < layers ? 'activate' : '');
  const slope = (l: number) => (l < layers ? ` * slopeAt(g${l})` : '');
  return {
    name: 'chain',
    buffers: chainBuffers,
    numbers: chainNumbers,
    code: /* wgsl */ `${activationWgsl}
fn weightOf(setting: u32, parameter: u32) -> f32 {
  var weight = origin[parameter];
  for (var k = 0u; k < numbers.directionCount; k++) {
    weight += coordinates[setting * numbers.directionCount + k] * directions[k * DEPTH + parameter];
  }
  return weight;
}

fn run(setting: u32, lane: u32) {
  if (lane >= LANES) { return; }
  let dt = numbers.dt;
  ${each(1, layers, (l) => `let w${l} = weightOf(setting, ${l - 1}u);`)}
  for (var i = numbers.firstSample + lane; i < numbers.endSample; i += LANES) {
    let z0 = data[2u * i];
    ${each(1, layers - 1, (l) => `var z${l} = activate(w${l} * z${l - 1});`)}
    let z${layers} = data[2u * i + 1u];
    for (var t = 0u; t <= numbers.steps; t++) {
      let g1 = ${phi(1)}(w1 * z0);
      let e1 = z1 - g1;
      var squares = e1 * e1;
      // z_{l-1} moves once both errors that it has part in are known.
      ${each(
        2,
        layers,
        (l) => `let g${l} = ${phi(l)}(w${l} * z${l - 1});
      let e${l} = z${l} - g${l};
      squares += e${l} * e${l};
      z${l - 1} += dt * (w${l} * e${l}${slope(l)} - e${l - 1});`,
      )}
      energies[(t * numbers.settings + setting) * LANES + lane] += 0.5 * numbers.weight * squares;
    }
  }
}
`,
  };
}
