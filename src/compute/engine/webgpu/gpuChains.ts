/** Landscapes of chains on the webgpu path: a grid point's weights are made from the plane where they are needed, by its thread or by each sample's. */

import type { Gpu } from '../gpu/gpu.ts';
import { oneLane } from '../gpu/gpuKernel.ts';
import { type GpuStream, withStream } from '../gpu/gpuStream.ts';
import { activationConstant } from '../kernels/activation.ts';
import { chainKernel, linearChainEquilibrium } from '../kernels/chainLandscape.ts';
import { energyTotalsKernel } from '../kernels/layerEnergies.ts';
import type { LandscapeValues, LandscapeWork, Watch } from '../work/backend.ts';
import { recordEnergies } from '../work/recordEnergies.ts';
import { interleaved } from '../work/samples.ts';
import { type WeightPlane, type WeightSettings, writeWeights } from '../work/weightSettings.ts';
import { type Distribution, lanesOverSamples } from './distribution.ts';
import { planeArrays, settingsInArray } from './gpuTile.ts';

/** Multiply-adds of one thread in one dispatch: threads cannot be cut, but their samples can. */
const threadWork = 1e6;
/** Multiply-adds a layer and step. */
const layerCost = 5;
/** Losses and energies of all settings; F* too for linear chains, whose rescaling is a number. */
export async function chainLandscape(
  gpu: Gpu,
  work: LandscapeWork,
  distribution: Distribution,
  values: LandscapeValues,
  watch: Watch,
): Promise<void> {
  const { layout, samples, settings, record } = work;
  const steps = record[record.length - 1];
  const plane = asPlane(settings, layout.layers);
  const cost = samples.count * chainCost(layout.layers, steps);
  const lanes = distribution === 'workgroup' ? lanesOverSamples(samples.count) : 1;
  for (let from = 0; from < settings.count; ) {
    const stride = Math.min(settingsInArray(gpu, (steps + 1) * lanes), gpu.pace.elementsPerStretch('chain', cost));
    const to = Math.min(settings.count, from + stride);
    const history = await withStream(gpu, watch.signal, (stream) => chainEnergies(stream, work, plane, lanes, from, to));
    recordHistory(history, from, to, work, values);
    from = to;
    watch.onProgress?.(from / settings.count);
  }
}

function chainCost(layers: number, steps: number): number {
  return layerCost * layers * (steps + 1);
}

/** Energies of settings [from, to) at every step: [T + 1][settings]. */
async function chainEnergies(
  stream: GpuStream,
  { layout, samples, dt, record }: LandscapeWork,
  plane: WeightPlane,
  lanes: number,
  from: number,
  to: number,
): Promise<Float32Array> {
  const steps = record[record.length - 1];
  const settings = to - from;
  const energies = stream.array((steps + 1) * settings * lanes);
  const kernel = chainKernel(layout.layers);
  const constants = { ...activationConstant(layout.network.activation), DEPTH: `${layout.layers}u` };
  const buffers = { ...planeArrays(stream, plane, from, to), data: stream.array(interleaved(samples)), energies };
  const stride = lanes * Math.max(1, Math.floor(threadWork / chainCost(layout.layers, steps)));
  for (let firstSample = 0; firstSample < samples.count; firstSample += stride) {
    const endSample = Math.min(samples.count, firstSample + stride);
    await stream.run({
      kernel,
      variant: { lanes, constants },
      buffers,
      numbers: {
        directionCount: plane.directions.length,
        settings,
        firstSample,
        endSample,
        steps,
        dt,
        weight: samples.weight,
      },
      count: settings,
      cost: (endSample - firstSample) * chainCost(layout.layers, steps),
    });
  }
  const count = (steps + 1) * settings;
  const [history] = await stream.read([lanes === 1 ? energies : await overLanes(stream, energies, lanes, count), count]);
  return history;
}

/** Sums of `count` rows of lanes. */
async function overLanes(stream: GpuStream, energies: GPUBuffer, lanes: number, count: number): Promise<GPUBuffer> {
  const totals = stream.array(count);
  await stream.run({
    kernel: energyTotalsKernel,
    variant: oneLane,
    buffers: { energies, totals },
    numbers: { samples: lanes, weight: 1 },
    count,
    cost: lanes,
  });
  return totals;
}

function recordHistory(history: Float32Array, from: number, to: number, work: LandscapeWork, values: LandscapeValues): void {
  const { layout, settings, record, withEquilibrium = true } = work;
  const energies = new Float64Array(history.length / (to - from));
  const weights = new Float64Array(layout.layers);
  for (let g = from; g < to; g++) {
    for (let t = 0; t < energies.length; t++) energies[t] = history[t * (to - from) + g - from];
    recordEnergies(values, g, record, energies);
    if (!layout.isLinear || !withEquilibrium) continue;
    writeWeights(settings, g, weights, 0);
    values.equilibratedEnergy[g] = linearChainEquilibrium(layout.layers, weights, energies[0]);
  }
}

/** A list as the plane along every weight: chains have few. */
function asPlane(settings: WeightSettings, layers: number): WeightPlane {
  if (settings.kind === 'plane') return settings;
  const directions = Array.from({ length: layers }, (_, k) => Float64Array.from({ length: layers }, (_, l) => (l === k ? 1 : 0)));
  return { kind: 'plane', count: settings.count, origin: new Float64Array(layers), directions, coordinates: settings.weights };
}
