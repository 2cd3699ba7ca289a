/** A network on the GPU: the table of layers in which WGSL kernels look up addresses, then the kernel that makes the weights of a plane's settings. */

import type { GpuKernel } from '../gpu/gpuKernel.ts';
import type { NetworkLayout } from '../work/networkLayout.ts';

/** Declared by every kernel that walks a network's layers: L, a sample's units, the samples, a setting's parameters. */
export const networkNumbers = { depth: 'u32', units: 'u32', samples: 'u32', parameters: 'u32' } as const;

/** `layers[l]` = n_l, start of layer l among a sample's units, start of W_l among a setting's weights; one entry more says where they end. */
export function layerTable(layout: NetworkLayout): Uint32Array<ArrayBuffer> {
  const table = new Uint32Array(4 * (layout.layers + 2));
  for (let l = 0; l <= layout.layers; l++) {
    table.set([layout.widths[l], layout.unitOffset[l], l === 0 ? 0 : layout.weightOffset[l - 1]], 4 * l);
  }
  table.set([0, layout.unitCount, layout.parameterCount], 4 * (layout.layers + 1));
  return table;
}

/** Units of a layer that a lane handles at once. */
export const unitsPerLane = 4;

/** An item is one sample under one weight setting: item = setting * samples + sample. Needs a buffer `layers` and `networkNumbers`. */
export const networkWgsl = /* wgsl */ `
const BLOCK = ${unitsPerLane}u;

fn width(l: u32) -> u32 { return layers[l].x; }

// First unit of layer l of an item.
fn unitsAt(item: u32, l: u32) -> u32 { return item * numbers.units + layers[l].y; }

// First weight of W_l under an item's setting.
fn weightsAt(item: u32, l: u32) -> u32 { return (item / numbers.samples) * numbers.parameters + layers[l].z; }

// How many of the block of units from k on are within layer l.
fn blockSize(l: u32, k: u32) -> u32 { return min(BLOCK, width(l) - k); }
`;

/** `theta_g = origin + sum_k coordinates[g, k] directions[k]`: an element is one parameter of one setting. The CPU twin is `writeWeights` of weightSettings.ts. */
export const planeWeightsKernel = {
  name: 'planeWeights',
  buffers: { origin: 'read f32', directions: 'read f32', coordinates: 'read f32', weights: 'read_write f32' },
  numbers: { parameters: 'u32', directionCount: 'u32' },
  code: /* wgsl */ `
fn run(index: u32, lane: u32) {
  if (lane > 0u) { return; }
  let setting = index / numbers.parameters;
  let parameter = index % numbers.parameters;
  var weight = origin[parameter];
  for (var k = 0u; k < numbers.directionCount; k++) {
    weight += coordinates[setting * numbers.directionCount + k] * directions[k * numbers.parameters + parameter];
  }
  weights[index] = weight;
}
`,
} as const satisfies GpuKernel;
