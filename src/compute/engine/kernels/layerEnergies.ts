/** The energy, layer by layer, of every weight setting. */
import type { GpuKernel } from '../gpu/gpuKernel.ts';
import type { Tile } from '../tile.ts';
import { networkNumbers, networkWgsl } from './wgsl/network.ts';

/** `1/(2N) sum_i |e_l|^2` (each square weighed by its precision) for l = 1..L: written to `into` [settings * L], settings [from, to). */
export function layerEnergies(tile: Tile, into: Float64Array, from = 0, to = tile.settings): void {
  const { layout, errors, precisions, samples } = tile;
  const { layers, unitOffset, unitCount } = layout;
  for (let s = from; s < to; s++) {
    for (let l = 1; l <= layers; l++) {
      let sum = 0;
      for (let i = 0; i < samples.count; i++) {
        const base = (s * samples.count + i) * unitCount;
        for (let unit = unitOffset[l]; unit < unitOffset[l + 1]; unit++) {
          const square = errors[base + unit] * errors[base + unit];
          sum += precisions ? precisions[unit] * square : square;
        }
      }
      into[s * layers + l - 1] = 0.5 * samples.weight * sum;
    }
  }
}

/** The same in WGSL: an element is one layer of one setting, in the order of `into`. */
export const layerEnergiesKernel = {
  name: 'layerEnergies',
  buffers: { layers: 'read vec4u', errors: 'read f32', layerEnergies: 'read_write f32' },
  numbers: { ...networkNumbers, weight: 'f32' },
  code: /* wgsl */ `${networkWgsl}
fn run(index: u32, lane: u32) {
  let firstItem = (index / numbers.depth) * numbers.samples;
  let l = index % numbers.depth + 1u;
  var squares = 0.0;
  for (var place = lane; place < numbers.samples * width(l); place += LANES) {
    let e = errors[unitsAt(firstItem + place / width(l), l) + place % width(l)];
    squares += e * e;
  }
  let energy = 0.5 * numbers.weight * overLanes(squares);
  if (lane == 0u) { layerEnergies[index] = energy; }
}
`,
} as const satisfies GpuKernel;

/** Sums the items' energies [slots * settings * samples] over the samples: an element is one setting in one slot. */
export const energyTotalsKernel = {
  name: 'energyTotals',
  buffers: { energies: 'read f32', totals: 'read_write f32' },
  numbers: { samples: 'u32', weight: 'f32' },
  code: /* wgsl */ `
fn run(index: u32, lane: u32) {
  if (lane > 0u) { return; }
  var sum = 0.0;
  for (var i = 0u; i < numbers.samples; i++) { sum += energies[index * numbers.samples + i]; }
  totals[index] = numbers.weight * sum;
}
`,
} as const satisfies GpuKernel;
