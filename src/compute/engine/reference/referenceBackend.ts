/** The reference path: TypeScript in float64 without dependencies, the oracle of every other path, and the path for work too small to be moved. */

import { backpropagate } from '../kernels/backpropagate.ts';
import { linearChainEnergies, linearChainEquilibrium } from '../kernels/chainLandscape.ts';
import { maskOutputs } from '../kernels/outputLayer.ts';
import { predict } from '../kernels/predict.ts';
import { type EnergyTerms, layerOf, openTile, settingsPerTile, type Tile } from '../kernels/tile.ts';
import type {
  Backend,
  EquilibriumValues,
  GradientValues,
  GradientWork,
  LandscapeValues,
  LandscapeWork,
  LossWork,
  PointValues,
  PointWork,
  Watch,
} from '../work/backend.ts';
import { Breather } from '../work/breather.ts';
import { emptyLandscape, recordEnergies } from '../work/recordEnergies.ts';
import { halvedDt, halvingsOf, type StepControl } from '../work/stepControl.ts';
import { oneSetting, writeWeights } from '../work/weightSettings.ts';
import { equilibrate, equilibratedEnergies } from './referenceEquilibrium.ts';
import { energyOf, feedforward, gradientOf, infer, lossOf, overItems } from './referenceInference.ts';
import { logVarianceGradient, normaliserOf, precisionsOf } from './variances.ts';

export class ReferenceBackend implements Backend {
  readonly name = 'reference';

  async landscape(work: LandscapeWork, watch: Watch): Promise<LandscapeValues> {
    const { layout, stopping, samples } = work;
    const values = emptyLandscape(work);
    if (layout.isChain && layout.isLinear && stopping === 'fixed' && !samples.mask)
      await linearChainLandscape(work, values, watch);
    else await generalLandscape(work, values, watch);
    return values;
  }

  /** The loss of every setting, [G]. */
  async losses(work: LossWork, watch: Watch): Promise<Float64Array> {
    const losses = new Float64Array(work.settings.count);
    await overTiles({ ...work, dt: 0, stopping: 'fixed', record: [] }, 0, watch, async (tile, first, breather) => {
      await feedforward(tile, breather);
      losses.set(lossOf(tile), first);
    });
    return losses;
  }

  async gradient(work: GradientWork, watch: Watch): Promise<GradientValues> {
    const { layout, settings, learner, logVariances = null } = work;
    const { parameterCount, widths, firstInferred, unitCount } = layout;
    const inputs = work.samples.count * widths[0];
    const values = {
      loss: new Float64Array(settings.count),
      energy: new Float64Array(settings.count),
      gradient: new Float64Array(settings.count * parameterCount + (logVariances ? unitCount : 0)),
      divergedAt: new Int32Array(settings.count).fill(-1),
      ...(learner === 'pc-equilibrium' && { residual: new Float64Array(settings.count) }),
      ...(learner === 'pc' && work.stopping === 'published' && { halvings: new Int32Array(settings.count) }),
      ...(firstInferred === 0 && { inputs: new Float64Array(settings.count * inputs) }),
    };
    await overTiles(work, learner === 'pc' ? work.steps : 1, watch, async (tile, first, breather) => {
      await feedforward(tile, breather);
      values.loss.set(lossOf(tile), first);
      if (learner === 'bp') await overItems(tile, breather, (from, to) => backpropagateLoss(tile, from, to));
      else if (learner === 'pc') {
        work.halvings?.subarray(first, first + tile.settings).forEach((halvings, s) => {
          tile.stepSize[s] = halvedDt(work.dt, halvings);
        });
        const { divergedAt, heldDt } = await inferAndUpdate(tile, work, breather);
        values.divergedAt.set(divergedAt, first);
        values.halvings?.set(halvingsOf(work.dt, heldDt), first);
      } else values.residual!.set((await breather.run(equilibrate(tile))).residuals, first);
      values.energy.set(learner === 'bp' ? values.loss.subarray(first, first + tile.settings) : energyOf(tile), first);
      if (logVariances) values.energy[first] += normaliserOf(layout, logVariances);
      values.gradient.set(await learntGradient(tile, breather), first * parameterCount);
      values.inputs?.set(layerOf(tile, tile.activities, 0), first * inputs);
    });
    return values;
  }

  async point(work: PointWork, watch: Watch): Promise<PointValues> {
    const { layout, samples, weights, steps, stopping, watched } = work;
    const batch = oneSetting(weights);
    const breather = new Breather(watch.signal);
    const backward = openTile(layout, samples, batch, 0, 1, work.dt);
    await feedforward(backward, breather);
    const loss = lossOf(backward)[0];
    await overItems(backward, breather, (from, to) => backpropagateLoss(backward, from, to));
    const lossGradient = await gradientOf(backward, breather);

    const tile = openTile(layout, samples, batch, 0, 1, work.dt);
    const layersOverTime: Float64Array[] = [];
    const watchedActivities: Float64Array[] = [];
    const watchedPredictions: Float64Array[] = [];
    await feedforward(tile, breather);
    const { divergedAt } = await infer(tile, steps, stopping, breather, (_, energies) => {
      layersOverTime.push(energies.slice());
      if (watched === null) return;
      watchedActivities.push(activitiesOf(tile, watched));
      watchedPredictions.push(predictionsOf(tile, watched));
    });
    return {
      loss,
      lossGradient,
      layerEnergies: layersOverTime,
      activities: tile.activities,
      weightGradient: await gradientOf(tile, breather),
      equilibrium: await equilibriumOf(work, breather),
      watchedActivities,
      watchedPredictions,
      divergedAt: divergedAt[0],
    };
  }
}

function backpropagateLoss(tile: Tile, from: number, to: number): void {
  const { mask } = tile.samples;
  if (mask) maskOutputs(tile, mask, from, to);
  backpropagate(tile, from, to);
}

/** The gradient of a learner's step: of the weights, followed by that of the log-variances where there are precisions. */
async function learntGradient(tile: Tile, breather: Breather): Promise<Float64Array> {
  const gradient = await gradientOf(tile, breather);
  if (!tile.precisions) return gradient;
  const both = new Float64Array(gradient.length + tile.layout.unitCount);
  both.set(gradient);
  both.set(logVarianceGradient(tile, tile.precisions), gradient.length);
  return both;
}

/** PC's inference, with the work's weight updates between its steps. Returns where each setting's inference ended. */
function inferAndUpdate(tile: Tile, work: GradientWork, breather: Breather): Promise<StepControl> {
  const { steps, stopping, updates } = work;
  const update = async () => {
    updates!.take(await learntGradient(tile, breather));
    writeWeights(work.settings, 0, tile.weights, 0);
    if (tile.precisions) precisionsOf(tile.layout, work.logVariances!, tile.precisions);
    await overItems(tile, breather, (from, to) => predict(tile, from, to, false));
  };
  const updating = updates ? (t: number) => (t % updates.every === 0 ? update() : null) : null;
  return infer(tile, steps, stopping, breather, () => {}, updating);
}

/** The terms that the work adds to the energy. */
function termsOf({ layout, logVariances = null, sparsity = 0 }: GradientWork): EnergyTerms {
  return { precisions: logVariances && precisionsOf(layout, logVariances), sparsity };
}

/** A point's equilibrium, in float64. */
export async function equilibriumOf(work: PointWork, breather: Breather): Promise<EquilibriumValues> {
  const tile = openTile(work.layout, work.samples, oneSetting(work.weights), 0, 1, work.dt);
  await feedforward(tile, breather);
  const { rescaling, residuals } = await breather.run(equilibrate(tile));
  return {
    energy: energyOf(tile)[0],
    residual: residuals[0],
    activities: tile.activities,
    weightGradient: await gradientOf(tile, breather),
    rescaling: work.layout.isLinear ? rescaling : null,
  };
}

/** One sample's activities, z_0 included. */
function activitiesOf({ layout: { unitCount }, activities }: Tile, sample: number): Float64Array {
  return activities.slice(sample * unitCount, (sample + 1) * unitCount);
}

/** `g_l = z_l - e_l` of one sample; its layer 0 is z_0. */
function predictionsOf(tile: Tile, sample: number): Float64Array {
  const { unitCount } = tile.layout;
  return activitiesOf(tile, sample).map((z, unit) => z - tile.errors[sample * unitCount + unit]);
}

async function linearChainLandscape(work: LandscapeWork, values: LandscapeValues, watch: Watch): Promise<void> {
  const { layout, samples, settings, record, dt, withEquilibrium = true } = work;
  const breather = new Breather(watch.signal);
  const steps = record[record.length - 1];
  const weights = new Float64Array(layout.layers);
  const energies = new Float64Array(steps + 1);
  const z = new Float64Array(layout.layers + 1);
  const task = { samples, dt, steps };
  for (let g = 0; g < settings.count; g++) {
    writeWeights(settings, g, weights, 0);
    linearChainEnergies(task, weights, energies, z);
    if (withEquilibrium) values.equilibratedEnergy[g] = linearChainEquilibrium(layout.layers, weights, energies[0]);
    recordEnergies(values, g, record, energies);
    if (g % 16 === 0 && breather.isDue) {
      watch.onProgress?.(g / settings.count);
      await breather.pause();
    }
  }
}

async function generalLandscape(work: LandscapeWork, values: LandscapeValues, watch: Watch): Promise<void> {
  const { layout, record, stopping, withEquilibrium = true } = work;
  const steps = record[record.length - 1];
  const inferTile = async (tile: Tile, first: number, breather: Breather) => {
    const findEquilibrium = async () => {
      const { energies, residuals } = await breather.run(equilibratedEnergies(tile));
      values.equilibratedEnergy.set(energies, first);
      values.residual.set(residuals, first);
    };
    await feedforward(tile, breather);
    const loss = lossOf(tile);
    if (withEquilibrium && layout.hasClosedForm) await findEquilibrium();
    const history: Float64Array[] = [];
    await infer(tile, steps, stopping, breather, (_, __, sums) => history.push(sums));
    const energies = new Float64Array(steps + 1);
    for (let s = 0; s < tile.settings; s++) {
      // A setting that rests early keeps its last energy.
      for (let t = 0; t <= steps; t++) energies[t] = history[Math.min(t, history.length - 1)][s];
      recordEnergies(values, first + s, record, energies);
    }
    values.loss.set(loss, first);
    if (!withEquilibrium || layout.hasClosedForm) return;
    await feedforward(tile, breather);
    await findEquilibrium();
  };
  await overTiles(work, steps, watch, inferTile);
}

/** Cuts a batch of settings into tiles of `stride` and runs `run` on each, one after another. */
async function overTiles(
  work: LandscapeWork | GradientWork,
  steps: number,
  watch: Watch,
  run: (tile: Tile, first: number, breather: Breather) => Promise<void>,
): Promise<void> {
  const { layout, samples, settings } = work;
  const stride = settingsPerTile(layout, samples, steps);
  const terms = 'learner' in work ? termsOf(work) : undefined;
  const breather = new Breather(watch.signal);
  for (let from = 0; from < settings.count; from += stride) {
    const tile = openTile(layout, samples, settings, from, Math.min(from + stride, settings.count), work.dt, terms);
    await run(tile, from, breather);
    watch.onProgress?.((from + tile.settings) / settings.count);
    if (breather.isDue) await breather.pause();
  }
}
