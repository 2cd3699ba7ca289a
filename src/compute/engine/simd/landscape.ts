/** Loss and energies of weight settings on the simd path, one after another. */
import type { Stepwise } from '../../math/stepwise.ts';
import type { LandscapeValues, LandscapeWork } from '../backend.ts';
import { emptyLandscape, recordEnergies } from '../recordEnergies.ts';
import { surfaceRest } from '../settling.ts';
import { chainLandscape } from './chain.ts';
import { LinearSolver } from './equilibrium.ts';
import type { Heap } from './heap.ts';
import { equilibrateByInference, feedforward, infer } from './inference.ts';
import { SimdTile } from './tile.ts';

export function* landscape(heap: Heap, work: LandscapeWork): Stepwise<LandscapeValues> {
  const values = emptyLandscape(work);
  const { isChain, isLinear } = work.layout;
  if (isChain) yield* chainLandscape(heap, work, values);
  if (!isChain || !isLinear) yield* generalLandscape(heap, work, values);
  return values;
}

/** Of chains, whose inference has a kernel of its own, the equilibrium alone. */
function* generalLandscape(heap: Heap, work: LandscapeWork, values: LandscapeValues): Stepwise<void> {
  const { layout, settings, record, dt } = work;
  const energies = new Float64Array(record[record.length - 1] + 1);
  const tile = new SimdTile(heap, work, energies.length - 1);
  const solver = layout.isLinear ? new LinearSolver(tile) : null;
  for (let g = 0; g < settings.count; g++) {
    tile.network.load(g);
    if (!layout.isChain) {
      energies[0] = feedforward(tile);
      yield* infer(tile, dt, energies);
      recordEnergies(values, g, record, energies);
    }
    values.equilibratedEnergy[g] = solver ? solver.energy() : yield* equilibrateByInference(tile, surfaceRest);
    yield;
  }
}
