/** Loss and energies of weight settings on the simd path, one after another. */

import { solveLower } from '../../math/cholesky.ts';
import type { Stepwise } from '../../math/stepwise.ts';
import type { LandscapeValues, LandscapeWork } from '../work/backend.ts';
import { emptyLandscape, recordEnergies } from '../work/recordEnergies.ts';
import type { Samples } from '../work/samples.ts';
import { chainLandscape } from './chains.ts';
import type { Heap } from './heap.ts';
import { feedforward, infer } from './inference.ts';
import { LinearMaps, LinearSolver } from './linearSolver.ts';
import { inFours, SimdNetwork } from './networkMemory.ts';
import { SimdRestFinder } from './simdRest.ts';
import { type FillIn, type Range, SimdTile } from './simdTile.ts';

/** A function that computes the values of one range of settings after another. */
export function landscape(heap: Heap, work: LandscapeWork): (range: Range) => Stepwise<LandscapeValues> {
  const fillers = fillersOf(heap, work);
  return function* (range) {
    const values = emptyLandscape(work, range.to - range.from);
    for (const fillIn of fillers) yield* fillIn(range, values);
    return values;
  };
}

function fillersOf(heap: Heap, work: LandscapeWork): FillIn[] {
  const { isChain, isLinear } = work.layout;
  const { withEquilibrium = true } = work;
  const isInferred = work.record[work.record.length - 1] > 0;
  if (isLinear && !isChain && !isInferred) return [linearLandscape(heap, work)];
  const fillers: FillIn[] = [];
  if (isChain) fillers.push(chainLandscape(heap, work));
  if (!isChain || (!isLinear && withEquilibrium)) fillers.push(generalLandscape(heap, work));
  return fillers;
}

/** Inference and equilibria; for chains, whose inference has its own kernel, only the equilibria. */
function generalLandscape(heap: Heap, work: LandscapeWork): FillIn {
  const { layout, samples, settings, record, dt, withEquilibrium = true } = work;
  const energies = new Float64Array(layout.isChain ? 1 : record[record.length - 1] + 1);
  const steps = energies.length - 1;
  const tile = new SimdTile(heap, new SimdNetwork(heap, layout, settings, samples.count * steps), samples, steps);
  const solver = withEquilibrium && layout.hasClosedForm ? new LinearSolver(tile) : null;
  const finder = withEquilibrium && !layout.hasClosedForm ? new SimdRestFinder(tile) : null;
  return function* ({ from, to }, values) {
    for (let g = from; g < to; g++) {
      tile.network.load(g);
      energies[0] = yield* feedforward(tile);
      if (!layout.isChain) {
        yield* infer(tile, dt, energies);
        recordEnergies(values, g - from, record, energies);
      }
      if (withEquilibrium) {
        if (energies.length > 1) yield* feedforward(tile); // so that F* does not depend on the inference before
        const { energy, residual } = solver ? yield* solver.rest() : yield* finder!.rest(energies[0]);
        values.equilibratedEnergy[g - from] = energy;
        values.residual[g - from] = residual;
      }
      yield;
    }
  };
}

/**
 * `L = 1/(2N) sum_i |r_i|^2` and, with `S = C C^T`, `F* = 1/(2N) sum_i |C^-1 r_i|^2` for `r = y - W_{L:1} x` (Theorem 1): of linear networks where no inference is
 * asked for, so that no sample passes through the layers.
 */
function linearLandscape(heap: Heap, work: LandscapeWork): FillIn {
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
