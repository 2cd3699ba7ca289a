/** Brings every item of a tile to the end of its gradient flow: exactly where its Hessian is small enough to be factored, else by Euler steps of its own. */
import { mostFlowSteps } from '../../../model/problem/cost.ts';
import { restingResidual } from '../../../model/problem/requestAndFrame.ts';
import type { Stepwise } from '../../math/stepwise.ts';
import { predict } from '../kernels/predict.ts';
import { relax } from '../kernels/relax.ts';
import type { Tile } from '../kernels/tile.ts';
import { isFactored, RestFinder } from './restFinder.ts';
import type { SampleEnergy } from './sampleEnergy.ts';

/** Euler steps to rest: the first, and the shortest. */
const flow = { dt: 0.4, smallestDt: 1e-7 };
/** The rise in energy that is mere rounding, as a part of the loss. */
const rounding = 1e-14;

/**
 * From the tile's feedforward pass to rest, each item by itself. Leaves activities, errors and signals there. Returns the largest |dF/dz| left in each setting as a part
 * of that at the feedforward pass, [settings].
 */
export function* restTile(tile: Tile): Stepwise<Float64Array> {
  const residuals = isFactored(tile) ? yield* restExactly(tile) : yield* flowToRest(tile);
  const { samples, settings } = tile;
  const largest = (setting: number) =>
    residuals.subarray(setting * samples.count, (setting + 1) * samples.count).reduce((most, r) => Math.max(most, r), 0);
  return Float64Array.from({ length: settings }, (_, s) => largest(s));
}

function* restExactly(tile: Tile): Stepwise<Float64Array> {
  const { layout, samples, items, weights } = tile;
  const finder = new RestFinder(layout, tile.precisions);
  const residuals = new Float64Array(items);
  for (let item = 0; item < items; item++) {
    finder.sample.load(weights, Math.floor(item / samples.count) * layout.parameterCount);
    finder.sample.z.set(tile.activities.subarray(item * layout.unitCount, (item + 1) * layout.unitCount));
    residuals[item] = finder.find();
    takeUnits(tile, item, finder.sample);
    yield;
  }
  return residuals;
}

function takeUnits(
  { layout: { unitCount }, activities, errors, signals, outputEnergies }: Tile,
  item: number,
  sample: SampleEnergy,
): void {
  activities.set(sample.z, item * unitCount);
  errors.set(sample.errors, item * unitCount);
  signals.set(sample.signals, item * unitCount);
  if (outputEnergies) outputEnergies[item] = sample.outputEnergy;
}

/** Euler steps whose dt is each item's own: it halves where the item's energy rises. */
function* flowToRest(tile: Tile): Stepwise<Float64Array> {
  const { items } = tile;
  const dt = new Float64Array(items).fill(flow.dt);
  const first = new Float64Array(items);
  const slopes = new Float64Array(items);
  const energies = Float64Array.from({ length: items }, (_, item) => energyOfItem(tile, item));
  const losses = energies.slice();
  for (let t = 0; t < mostFlowSteps && dt.some((step) => step > 0); t++) {
    for (let item = 0; item < items; item++) {
      if (dt[item] === 0) continue;
      relax(tile, item, item + 1, { dt, slopes });
      predict(tile, item, item + 1, false);
      if (t === 0) first[item] = slopes[item];
      const energy = energyOfItem(tile, item);
      dt[item] = nextStep(
        dt[item],
        slopes[item] <= 1e-3 * restingResidual * first[item],
        energy - energies[item] > rounding * losses[item],
      );
      energies[item] = energy;
      yield;
    }
  }
  return slopes.map((slope, item) => (first[item] > 0 ? slope / first[item] : slope));
}

/** 0 at rest, or where no step is short enough. */
function nextStep(dt: number, isAtRest: boolean, isRising: boolean): number {
  if (isAtRest) return 0;
  if (!isRising) return dt;
  return dt / 2 < flow.smallestDt ? 0 : dt / 2;
}

/** One item's energy, without the mean over samples. */
function energyOfItem({ layout, errors, activities, precisions, outputEnergies, sparsity }: Tile, item: number): number {
  const { unitOffset, unitCount, layers, firstInferred } = layout;
  const base = item * unitCount;
  let energy = outputEnergies ? outputEnergies[item] : 0;
  for (let unit = unitOffset[1]; unit < (outputEnergies ? unitOffset[layers] : unitCount); unit++)
    energy += 0.5 * (precisions ? precisions[unit] : 1) * errors[base + unit] ** 2;
  if (sparsity > 0)
    for (let unit = unitOffset[firstInferred]; unit < unitOffset[layers]; unit++)
      energy += sparsity * Math.abs(activities[base + unit]);
  return energy;
}
