/** The reference path: plain TypeScript in float64, the oracle of every other path and the one for work too small to be moved. */
import type {
  Backend,
  EquilibriumValues,
  GradientValues,
  GradientWork,
  LandscapeValues,
  LandscapeWork,
  PointValues,
  PointWork,
  Watch,
} from './backend.ts';
import { Breather } from './breather.ts';
import { backpropagate } from './kernels/backpropagate.ts';
import { chainEnergies, linearChainEquilibrium } from './kernels/chainLandscape.ts';
import { maskedLoss, maskOutputs } from './kernels/mask.ts';
import { weightGradient } from './kernels/weightGradient.ts';
import { emptyLandscape, recordEnergies } from './recordEnergies.ts';
import { energyOf, equilibrate, equilibratedEnergies, feedforward, infer, overItems, totals } from './referenceInference.ts';
import { gradientRest, surfaceRest } from './settling.ts';
import { openTile, settingsPerTile, type Tile } from './tile.ts';
import { oneSetting, writeWeights } from './weightSettings.ts';

export class ReferenceBackend implements Backend {
  readonly name = 'reference';

  async landscape(work: LandscapeWork, watch: Watch): Promise<LandscapeValues> {
    const { layout, stopping, samples } = work;
    const values = emptyLandscape(work);
    if (layout.isChain && layout.isLinear && stopping === 'fixed' && !samples.mask) await chainLandscape(work, values, watch);
    else await generalLandscape(work, values, watch);
    return values;
  }

  async gradient(work: GradientWork, watch: Watch): Promise<GradientValues> {
    const { settings, learner } = work;
    const { parameterCount } = work.layout;
    const values = {
      loss: new Float64Array(settings.count),
      energy: new Float64Array(settings.count),
      gradient: new Float64Array(settings.count * parameterCount),
      divergedAt: new Int32Array(settings.count).fill(-1),
    };
    await overTiles(work, learner === 'pc' ? work.steps : 1, watch, async (tile, first, breather) => {
      await feedforward(tile, breather);
      values.loss.set(lossOf(tile), first);
      if (learner === 'bp') await overItems(tile, breather, (from, to) => backpropagateLoss(tile, from, to));
      else if (learner === 'pc') values.divergedAt.set(await infer(tile, work.steps, work.stopping, breather, () => {}), first);
      else await equilibrate(tile, gradientRest, breather);
      values.energy.set(learner === 'bp' ? values.loss.subarray(first, first + tile.settings) : energyOf(tile), first);
      const gradient = values.gradient.subarray(first * parameterCount, (first + tile.settings) * parameterCount);
      await overItems(tile, breather, (from, to) => weightGradient(tile, gradient, from, to));
    });
    return values;
  }

  async point(work: PointWork, watch: Watch): Promise<PointValues> {
    const { layout, samples, weights, steps, stopping, watched } = work;
    const batch = oneSetting(weights);
    const breather = new Breather(watch.signal);
    const gradientOf = async (tile: Tile) => {
      const gradient = new Float64Array(layout.parameterCount);
      await overItems(tile, breather, (from, to) => weightGradient(tile, gradient, from, to));
      return gradient;
    };
    const backward = openTile(layout, samples, batch, 0, 1, work.dt);
    await feedforward(backward, breather);
    const loss = lossOf(backward)[0];
    await overItems(backward, breather, (from, to) => backpropagateLoss(backward, from, to));
    const lossGradient = await gradientOf(backward);

    const tile = openTile(layout, samples, batch, 0, 1, work.dt);
    const layersOverTime: Float64Array[] = [];
    const watchedActivities: Float64Array[] = [];
    const watchedPredictions: Float64Array[] = [];
    await feedforward(tile, breather);
    const divergedAt = await infer(tile, steps, stopping, breather, (_, energies) => {
      layersOverTime.push(energies.slice());
      if (watched === null) return;
      watchedActivities.push(unitsOf(tile, tile.activities, watched));
      watchedPredictions.push(predictionsOf(tile, watched));
    });
    return {
      loss,
      lossGradient,
      layerEnergies: layersOverTime,
      activities: tile.activities,
      weightGradient: await gradientOf(tile),
      equilibrium: await equilibriumOf(work, breather, gradientOf),
      watchedActivities,
      watchedPredictions,
      divergedAt: divergedAt[0],
    };
  }
}

/** The loss of every setting, after a feedforward pass: the energy there, less what a mask hides. */
function lossOf(tile: Tile): Float64Array {
  const { mask } = tile.samples;
  return mask ? maskedLoss(tile, mask) : energyOf(tile);
}

function backpropagateLoss(tile: Tile, from: number, to: number): void {
  const { mask } = tile.samples;
  if (mask) maskOutputs(tile, mask, from, to);
  backpropagate(tile, from, to);
}

async function equilibriumOf(
  work: PointWork,
  breather: Breather,
  gradientOf: (tile: Tile) => Promise<Float64Array>,
): Promise<EquilibriumValues> {
  const tile = openTile(work.layout, work.samples, oneSetting(work.weights), 0, 1, work.dt);
  const rescaling = await equilibrate(tile, gradientRest, breather);
  return { energy: energyOf(tile)[0], activities: tile.activities, weightGradient: await gradientOf(tile), rescaling };
}

/** One sample's units, z_0 = x included. */
function unitsOf(tile: Tile, of: Float64Array, sample: number): Float64Array {
  const { unitCount, widths } = tile.layout;
  const units = of.slice(sample * unitCount, (sample + 1) * unitCount);
  units.set(tile.samples.x.subarray(sample * widths[0], (sample + 1) * widths[0]));
  return units;
}

/** `g_l = z_l - e_l` of one sample; its layer 0 is x. */
function predictionsOf(tile: Tile, sample: number): Float64Array {
  const activities = unitsOf(tile, tile.activities, sample);
  const { unitCount, widths } = tile.layout;
  return activities.map((z, unit) => (unit < widths[0] ? z : z - tile.errors[sample * unitCount + unit]));
}

async function chainLandscape(work: LandscapeWork, values: LandscapeValues, watch: Watch): Promise<void> {
  const { layout, samples, settings, record, dt } = work;
  const breather = new Breather(watch.signal);
  const steps = record[record.length - 1];
  const weights = new Float64Array(layout.layers);
  const energies = new Float64Array(steps + 1);
  const task = { layers: layout.layers, activation: layout.network.activation, samples, dt, steps };
  for (let g = 0; g < settings.count; g++) {
    writeWeights(settings, g, weights, 0);
    chainEnergies(task, weights, energies);
    values.equilibratedEnergy[g] = linearChainEquilibrium(layout.layers, weights, energies[0]);
    recordEnergies(values, g, record, energies);
    if (breather.isDue) {
      watch.onProgress?.(g / settings.count);
      await breather.pause();
    }
  }
}

async function generalLandscape(work: LandscapeWork, values: LandscapeValues, watch: Watch): Promise<void> {
  const { layout, record, stopping } = work;
  const { layers } = layout;
  const steps = record[record.length - 1];
  await overTiles(work, steps, watch, async (tile, first, breather) => {
    await feedforward(tile, breather);
    const loss = lossOf(tile);
    const history: Float64Array[] = [];
    await infer(tile, steps, stopping, breather, (_, energies) => history.push(totals(energies, layers)));
    const energies = new Float64Array(steps + 1);
    for (let s = 0; s < tile.settings; s++) {
      // A setting that rests early keeps its last energy.
      for (let t = 0; t <= steps; t++) energies[t] = history[Math.min(t, history.length - 1)][s];
      recordEnergies(values, first + s, record, energies);
    }
    values.loss.set(loss, first);
    values.equilibratedEnergy.set(await equilibratedEnergies(tile, surfaceRest, breather), first);
  });
}

/** Cuts a batch of settings into tiles and runs `run` on each. */
async function overTiles(
  work: LandscapeWork | GradientWork,
  steps: number,
  watch: Watch,
  run: (tile: Tile, first: number, breather: Breather) => Promise<void>,
): Promise<void> {
  const { layout, samples, settings } = work;
  const stride = settingsPerTile(layout, samples, steps);
  const breather = new Breather(watch.signal);
  for (let from = 0; from < settings.count; from += stride) {
    const tile = openTile(layout, samples, settings, from, Math.min(from + stride, settings.count), work.dt);
    await run(tile, from, breather);
    watch.onProgress?.((from + tile.settings) / settings.count);
    if (breather.isDue) await breather.pause();
  }
}
