/** Loss, energies and equilibrium of chains (one unit a layer): everything about a grid point in one go. */
import type { Activation } from '../../../model/requests.ts';
import { activate, activationWgsl, slopeAt } from '../activation.ts';
import type { GpuKernel } from '../gpu/gpuKernel.ts';
import type { Samples } from '../samples.ts';

export interface ChainTask {
  /** L */
  readonly layers: number;
  readonly activation: Activation;
  readonly samples: Samples;
  readonly dt: number;
  readonly steps: number;
}

/**
 * Energy at every step 0..T of one chain with weights `w` [L]: `F = 1/(2N) sum_i sum_l e_l^2` under Euler inference from the
 * feedforward start, added up into `energies` [T + 1]. The first entry is the loss.
 */
export function chainEnergies(task: ChainTask, w: Float64Array, energies: Float64Array): void {
  const { layers, activation, samples, dt, steps } = task;
  const z = new Float64Array(layers + 1);
  const signal = new Float64Array(layers + 2); // e_l phi'(a_l); e itself for the output
  const error = new Float64Array(layers + 1);
  energies.fill(0);
  for (let i = 0; i < samples.count; i++) {
    z[0] = samples.x[i];
    for (let l = 1; l < layers; l++) z[l] = activate(activation, w[l - 1] * z[l - 1]);
    z[layers] = samples.y[i];
    for (let t = 0; t <= steps; t++) {
      let squares = 0;
      for (let l = 1; l <= layers; l++) {
        const phi = l === layers ? 'linear' : activation;
        const g = activate(phi, w[l - 1] * z[l - 1]);
        error[l] = z[l] - g;
        signal[l] = error[l] * slopeAt(phi, g);
        squares += error[l] * error[l];
      }
      energies[t] += 0.5 * samples.weight * squares;
      if (t === steps) break;
      for (let l = 1; l < layers; l++) z[l] += dt * (w[l] * signal[l + 1] - error[l]);
    }
  }
}

/** Theorem 1 for a linear chain, where S is a number: `F* = L / (1 + sum_{l=2..L} (w_L ... w_l)^2)`. */
export function linearChainEquilibrium(layers: number, w: Float64Array, loss: number): number {
  let rescaling = 1;
  let product = 1;
  for (let l = layers; l >= 2; l--) {
    product *= w[l - 1];
    rescaling += product * product;
  }
  return loss / rescaling;
}

/**
 * `chainEnergies` in WGSL: an element is one setting of a plane, its weights made on the spot. Adds samples [firstSample, endSample) to
 * `energies` [T + 1][settings]. The constant `CAPACITY` is at least L + 1.
 */
export const chainKernel = {
  name: 'chain',
  buffers: {
    origin: 'read f32',
    directions: 'read f32',
    coordinates: 'read f32',
    data: 'read f32', // x and y of a sample, one sample after another
    energies: 'read_write f32',
  },
  numbers: {
    depth: 'u32',
    directionCount: 'u32',
    settings: 'u32',
    firstSample: 'u32',
    endSample: 'u32',
    steps: 'u32',
    dt: 'f32',
    weight: 'f32',
  },
  code: /* wgsl */ `${activationWgsl}
var<private> w: array<f32, CAPACITY>; // w[l] is W_l
var<private> z: array<f32, CAPACITY>;

fn prediction(l: u32) -> f32 {
  let a = w[l] * z[l - 1u];
  if (l == numbers.depth) { return a; }
  return activate(a);
}

fn slopeOf(l: u32, g: f32) -> f32 {
  if (l == numbers.depth) { return 1.0; }
  return slopeAt(g);
}

fn makeWeights(setting: u32) {
  for (var l = 1u; l <= numbers.depth; l++) {
    var weight = origin[l - 1u];
    for (var k = 0u; k < numbers.directionCount; k++) {
      weight += coordinates[setting * numbers.directionCount + k] * directions[k * numbers.depth + l - 1u];
    }
    w[l] = weight;
  }
}

// One Euler step in one pass upwards: e_l and e_{l+1} are taken before z_l moves. Returns the squares of the errors before the step.
fn step(dt: f32) -> f32 {
  var e = z[1] - prediction(1u);
  var squares = e * e;
  for (var l = 1u; l < numbers.depth; l++) {
    let g = prediction(l + 1u);
    let above = z[l + 1u] - g;
    squares += above * above;
    z[l] += dt * (w[l + 1u] * above * slopeOf(l + 1u, g) - e);
    e = above;
  }
  return squares;
}

fn run(setting: u32, lane: u32) {
  if (lane > 0u) { return; }
  makeWeights(setting);
  for (var i = numbers.firstSample; i < numbers.endSample; i++) {
    z[0] = data[2u * i];
    for (var l = 1u; l < numbers.depth; l++) { z[l] = prediction(l); }
    z[numbers.depth] = data[2u * i + 1u];
    for (var t = 0u; t <= numbers.steps; t++) {
      energies[t * numbers.settings + setting] += 0.5 * numbers.weight * step(numbers.dt);
    }
  }
}
`,
} as const satisfies GpuKernel;
