/** The energy, layer by layer, of every weight setting. */
import type { GpuKernel } from '../gpu/gpuKernel.ts';
import { networkNumbers, networkWgsl } from './networkOnGpu.ts';
import type { Tile } from './tile.ts';

/**
 * `1/(2N) sum_i |e_l|^2` (each square weighed by its precision), or the outputs' own energy where they have one, for l = 1..L: written to
 * `into` [settings * L], settings [from, to).
 */
export function layerEnergies(tile: Tile, into: Float64Array, from = 0, to = tile.settings): void {
  const { layout, outputEnergies, samples } = tile;
  const { layers } = layout;
  for (let s = from; s < to; s++) {
    for (let l = 1; l <= layers; l++) {
      into[s * layers + l - 1] =
        l === layers && outputEnergies
          ? samples.weight * sumOf(outputEnergies, s * samples.count, (s + 1) * samples.count)
          : 0.5 * samples.weight * sumOfSquares(tile, s, l);
    }
  }
}

function sumOfSquares({ layout: { unitOffset, unitCount }, errors, precisions, samples }: Tile, s: number, l: number): number {
  let sum = 0;
  for (let i = 0; i < samples.count; i++) {
    const base = (s * samples.count + i) * unitCount;
    for (let unit = unitOffset[l]; unit < unitOffset[l + 1]; unit++) {
      const square = errors[base + unit] * errors[base + unit];
      sum += precisions ? precisions[unit] * square : square;
    }
  }
  return sum;
}

function sumOf(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let k = from; k < to; k++) sum += values[k];
  return sum;
}

/** The prior `kappa/N sum_i sum_l sum_j |z_lj|` over the layers that inference moves, one value a setting: [settings]. */
export function sparsityEnergies({ layout, activities, samples, sparsity, settings }: Tile): Float64Array {
  const { layers, unitOffset, unitCount, firstInferred } = layout;
  const energies = new Float64Array(settings);
  for (let item = 0; item < settings * samples.count; item++) {
    const end = item * unitCount + unitOffset[layers];
    let sum = 0;
    for (let unit = item * unitCount + unitOffset[firstInferred]; unit < end; unit++) sum += Math.abs(activities[unit]);
    energies[Math.floor(item / samples.count)] += sparsity * samples.weight * sum;
  }
  return energies;
}

/** `layerEnergies` in WGSL: an element is one layer of one setting, in the order of `into`. */
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

/**
 * By how much each entry of `layerEnergies` rose since the errors were `errorsBefore`, without a difference of near sums: `1/(2N) sum_i (e' - e)(e' + e)`.
 * float64 has digits enough to subtract the energies themselves.
 */
export const layerRisesKernel = {
  name: 'layerRises',
  buffers: { layers: 'read vec4u', errors: 'read f32', errorsBefore: 'read f32', layerRises: 'read_write f32' },
  numbers: layerEnergiesKernel.numbers,
  code: /* wgsl */ `${networkWgsl}
fn run(index: u32, lane: u32) {
  let firstItem = (index / numbers.depth) * numbers.samples;
  let l = index % numbers.depth + 1u;
  var rise = 0.0;
  for (var place = lane; place < numbers.samples * width(l); place += LANES) {
    let unit = unitsAt(firstItem + place / width(l), l) + place % width(l);
    rise += (errors[unit] - errorsBefore[unit]) * (errors[unit] + errorsBefore[unit]);
  }
  let sum = 0.5 * numbers.weight * overLanes(rise);
  if (lane == 0u) { layerRises[index] = sum; }
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
