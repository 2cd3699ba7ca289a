/**
 * `infer` with the weights of each setting in its workgroup's own memory and a sample's state in its thread's: an element is a setting, its lanes take
 * its samples. Twin and form are those of infer.ts; here layers are cut into blocks of 4 units, and weights into blocks of 4 x 4, with zeros past the edges.
 */

import type { GpuKernel } from '../gpu/gpuKernel.ts';
import type { NetworkLayout } from '../work/networkLayout.ts';
import { activationWgsl } from './activation.ts';
import { inferKernel } from './infer.ts';
import { networkWgsl, unitsPerLane } from './networkOnGpu.ts';

/** Bytes of a block of weights in the workgroup's memory, for one setting. */
export const matrixBytes = 4 * unitsPerLane ** 2;
/** Bytes of a block of units in a thread's memory: preactivations, deviations, errors and signals. */
export const unitBlockBytes = 4 * 4 * unitsPerLane;

/** Blocks of W_2 to W_L (W_1 has no part in inference), and of layers 1 to L's units. */
export function blocksOf({ layers, widths }: NetworkLayout): { matrices: number; unitBlocks: number } {
  const blocks = widths.map((width) => Math.ceil(width / unitsPerLane));
  let matrices = 0;
  let unitBlocks = 0;
  for (let l = 1; l <= layers; l++) {
    unitBlocks += blocks[l];
    if (l > 1) matrices += blocks[l] * blocks[l - 1];
  }
  return { matrices, unitBlocks };
}

/** Needs the constants `MATRICES` and `UNIT_BLOCKS` beside infer.ts's own. */
export const inferSharedKernel = {
  name: 'inferShared',
  buffers: inferKernel.buffers,
  numbers: inferKernel.numbers,
  code: /* wgsl */ `${networkWgsl}${activationWgsl}
// W_2 to W_L of a setting one after another, the settings of a workgroup one after another.
var<workgroup> matrices: array<mat4x4f, ROWS * MATRICES>;
// One item's layers 1 to L one after another.
var<private> a: array<vec4f, UNIT_BLOCKS>;
var<private> u: array<vec4f, UNIT_BLOCKS>;
var<private> e: array<vec4f, UNIT_BLOCKS>;
var<private> s: array<vec4f, UNIT_BLOCKS>;

fn blocksIn(l: u32) -> u32 { return (width(l) + BLOCK - 1u) / BLOCK; }

// W_l from row 4 j and column 4 k on.
fn weightBlock(item: u32, l: u32, j: u32, k: u32) -> mat4x4f {
  let columns = width(l - 1u);
  let first = weightsAt(item, l) + BLOCK * (j * columns + k);
  var block = mat4x4f();
  for (var column = 0u; column < blockSize(l - 1u, BLOCK * k); column++) {
    for (var row = 0u; row < blockSize(l, BLOCK * j); row++) { block[column][row] = weights[first + row * columns + column]; }
  }
  return block;
}

fn fetchWeights(item: u32, lane: u32, start: u32) {
  var matrix = start;
  for (var l = 2u; l <= numbers.depth; l++) {
    let across = blocksIn(l - 1u);
    let count = blocksIn(l) * across;
    for (var b = lane; b < count; b += LANES) { matrices[matrix + b] = weightBlock(item, l, b / across, b % across); }
    matrix += count;
  }
}

fn fetchUnits(item: u32) {
  var block = 0u;
  for (var l = 1u; l <= numbers.depth; l++) {
    for (var j = 0u; j < width(l); j += BLOCK) {
      a[block] = vec4f();
      u[block] = vec4f();
      e[block] = vec4f();
      s[block] = vec4f();
      for (var i = 0u; i < blockSize(l, j); i++) {
        let unit = unitsAt(item, l) + j + i;
        a[block][i] = preactivations[unit];
        u[block][i] = deviations[unit];
        e[block][i] = errors[unit];
        s[block][i] = signals[unit];
      }
      block++;
    }
  }
}

fn storeUnits(item: u32) {
  var block = 0u;
  for (var l = 1u; l <= numbers.depth; l++) {
    for (var j = 0u; j < width(l); j += BLOCK) {
      for (var i = 0u; i < blockSize(l, j); i++) {
        let unit = unitsAt(item, l) + j + i;
        deviations[unit] = u[block][i];
        errors[unit] = e[block][i];
        signals[unit] = s[block][i];
      }
      block++;
    }
  }
}

fn relax(start: u32, dt: f32) {
  var matrix = start;
  var block = 0u;
  for (var l = 1u; l < numbers.depth; l++) {
    let across = blocksIn(l);
    let above = blocksIn(l + 1u);
    for (var k = 0u; k < across; k++) {
      var felt = vec4f();
      for (var j = 0u; j < above; j++) { felt += s[block + across + j] * matrices[matrix + j * across + k]; }
      u[block + k] += dt * (felt - e[block + k]);
    }
    matrix += above * across;
    block += across;
  }
}

fn predict(start: u32) -> f32 {
  var squares = 0.0;
  var matrix = start;
  var below = 0u;
  var block = 0u;
  for (var l = 1u; l <= numbers.depth; l++) {
    let first = block;
    for (var j = 0u; j < blocksIn(l); j++) {
      var v = vec4f(); // as u_0 = 0
      for (var k = below; k < first; k++) {
        v += matrices[matrix] * u[k];
        matrix++;
      }
      var slope = vec4f(1.0); // the output layer is linear
      if (l < numbers.depth) {
        for (var i = 0u; i < BLOCK; i++) {
          let predicted = riseAndSlope(a[block][i], v[i]);
          v[i] = predicted.x;
          slope[i] = predicted.y;
        }
      }
      e[block] = u[block] - v;
      s[block] = e[block] * slope;
      squares += dot(e[block], e[block]);
      block++;
    }
    below = first;
  }
  return squares;
}

fn infer(item: u32, start: u32) {
  fetchUnits(item);
  let dt = stepSize[item];
  var energy = energies[numbers.slot * numbers.items + item];
  for (var t = 1u; t <= numbers.steps; t++) {
    if (dt != 0.0) {
      relax(start, dt);
      energy = 0.5 * predict(start);
    }
    energies[(numbers.slot + t * numbers.slotStride) * numbers.items + item] = energy;
  }
  storeUnits(item);
}

fn run(setting: u32, lane: u32) {
  let start = row * MATRICES;
  let firstItem = setting * numbers.samples;
  fetchWeights(firstItem, lane, start);
  join();
  for (var sample = lane; sample < numbers.samples; sample += LANES) { infer(firstItem + sample, start); }
}
`,
} as const satisfies GpuKernel;
