/** Loss and energies of weight settings on the simd path, one after another. */
import type { Stepwise } from '../../math/stepwise.ts';
import type { LandscapeValues, LandscapeWork } from '../work/backend.ts';
import { emptyLandscape, recordEnergies } from '../work/recordEnergies.ts';
import { chainLandscape } from './chains.ts';
import { equilibrateByInference } from './equilibriumByInference.ts';
import type { Heap } from './heap.ts';
import { feedforward, infer } from './inference.ts';
import { linearLandscape } from './linearLandscape.ts';
import { LinearSolver } from './linearSolver.ts';
import { SimdNetwork } from './networkMemory.ts';
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
  const solver = layout.hasClosedForm ? new LinearSolver(tile) : null;
  return function* ({ from, to }, values) {
    for (let g = from; g < to; g++) {
      tile.network.load(g);
      energies[0] = yield* feedforward(tile);
      if (!layout.isChain) {
        yield* infer(tile, dt, energies);
        recordEnergies(values, g - from, record, energies);
      }
      if (withEquilibrium) {
        const energy = yield* solver ? solver.energy() : settledEnergy(tile, energies);
        values.equilibratedEnergy[g - from] = energy;
      }
      yield;
    }
  };
}

/** From the feedforward pass, so that it does not depend on the inference before. `energies` as `infer` leaves them. */
function* settledEnergy(tile: SimdTile, energies: Float64Array): Stepwise<number> {
  return yield* equilibrateByInference(tile, energies.length > 1 ? yield* feedforward(tile) : energies[0]);
}
