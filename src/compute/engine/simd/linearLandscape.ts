/** Loss and F* alone of linear networks on the simd path, where no inference is asked for: no sample passes through the layers. */

import { solveLower } from '../../math/cholesky.ts';
import type { LandscapeWork } from '../work/backend.ts';
import { recordEnergies } from '../work/recordEnergies.ts';
import type { Samples } from '../work/samples.ts';
import type { Heap } from './heap.ts';
import { LinearMaps } from './linearMaps.ts';
import { inFours, SimdNetwork } from './networkMemory.ts';
import type { FillIn } from './simdTile.ts';

/** `L = 1/(2N) sum_i |r_i|^2` and, with `S = C C^T`, `F* = 1/(2N) sum_i |C^-1 r_i|^2` for `r = y - W_{L:1} x` (Theorem 1). */
export function linearLandscape(heap: Heap, work: LandscapeWork): FillIn {
  const { layout, samples, settings, record, withEquilibrium = true } = work;
  const network = new SimdNetwork(heap, layout, settings);
  const maps = new LinearMaps(heap, network);
  const dy = layout.widths[layout.layers];
  const lanes = inFours(samples.count);
  // The map has this sign, and residuals may have any.
  const sign = layout.layers % 2 === 0 ? -1 : 1;
  const x = heap.takeFloats(rowsOf(samples.x, samples, 1));
  const y = heap.takeFloats(rowsOf(samples.y, samples, sign));
  const residuals = heap.take(4 * inFours(dy) * lanes);
  const residual = new Float64Array(dy);
  const energies = new Float64Array(1);
  return function* ({ from, to }, values) {
    for (let g = from; g < to; g++) {
      network.place(g);
      const factor = yield* maps.factor();
      maps.apply(maps.whole(), x, 4 * lanes, y, residuals);
      const rows = heap.floats(residuals, dy * lanes);
      let loss = 0;
      let energy = 0;
      for (let i = 0; i < samples.count; i++) {
        for (let j = 0; j < dy; j++) residual[j] = rows[j * lanes + i];
        loss += squareOf(residual);
        solveLower(factor, dy, residual);
        energy += squareOf(residual);
      }
      energies[0] = 0.5 * samples.weight * loss;
      recordEnergies(values, g - from, record, energies);
      if (withEquilibrium) values.equilibratedEnergy[g - from] = 0.5 * samples.weight * energy;
      yield;
    }
  };
}

/** A row a coordinate, padded to whole vectors; as many rows as fill a panel. */
function rowsOf(list: Float64Array, { count }: Samples, sign: number): Float64Array {
  const width = list.length / count;
  const lanes = inFours(count);
  const rows = new Float64Array(inFours(width) * lanes);
  for (let i = 0; i < count; i++) for (let k = 0; k < width; k++) rows[k * lanes + i] = sign * list[i * width + k];
  return rows;
}

function squareOf(v: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < v.length; j++) sum += v[j] * v[j];
  return sum;
}
