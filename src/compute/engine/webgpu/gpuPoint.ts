/** Everything about one weight setting on the webgpu path. */

import type { GpuStream } from '../gpu/gpuStream.ts';
import { activate } from '../kernels/activation.ts';
import { totals } from '../reference/referenceInference.ts';
import type { EquilibriumValues, PointValues, PointWork } from '../work/backend.ts';
import type { NetworkLayout } from '../work/networkLayout.ts';
import { oneSetting } from '../work/weightSettings.ts';
import { gradientRest } from './gpuGradient.ts';
import { backpropagate, energyTotals, equilibrate, feedforward, inferStepwise, weightGradient } from './gpuInference.ts';
import { type GpuTile, openGpuTile, settingsPerGpuTile } from './gpuTile.ts';

export async function evaluatePoint(stream: GpuStream, work: PointWork): Promise<PointValues> {
  const { layout, samples, weights, dt, steps, stopping, watched } = work;
  const source = { layout, samples, settings: oneSetting(weights), dt, distribution: 'thread' as const };
  settingsPerGpuTile(stream.gpu, source, 1); // throws where one is too many
  const tile = await openGpuTile(stream, source, 0, 1, 1);

  await feedforward(tile);
  await backpropagate(tile);
  const lossGradient = await readGradient(tile);

  await feedforward(tile);
  const layerEnergies: Float64Array[] = [];
  const watch = watched === null ? null : new WatchedSample(tile, watched, steps);
  const divergedAt = await inferStepwise(tile, dt, steps, stopping, (t, energies) => {
    layerEnergies.push(energies);
    watch?.record(t);
  });
  const watchedUnits = await watch?.read(layerEnergies.length);
  return {
    loss: totals(layerEnergies[0], layout.layers)[0],
    lossGradient,
    layerEnergies,
    activities: await readActivities(tile),
    weightGradient: await readGradient(tile),
    watchedActivities: watchedUnits?.activities ?? [],
    watchedPredictions: watchedUnits?.predictions ?? [],
    divergedAt: divergedAt[0],
    equilibrium: await equilibriumOf(tile), // moves the tile's deviations: last
  };
}

async function equilibriumOf(tile: GpuTile): Promise<EquilibriumValues> {
  const { stream, layout } = tile;
  await feedforward(tile);
  const rescaling = await equilibrate(tile, gradientRest);
  const [energy] = await stream.read([await energyTotals(tile, 1), 1]);
  const size = layout.widths[layout.layers] ** 2;
  return {
    energy: energy[0],
    activities: await readActivities(tile),
    weightGradient: await readGradient(tile),
    rescaling: rescaling && layout.isLinear ? new Float64Array((await stream.read([rescaling, size]))[0]) : null,
  };
}

async function readGradient(tile: GpuTile): Promise<Float64Array> {
  const [gradient] = await tile.stream.read([await weightGradient(tile), tile.layout.parameterCount]);
  return new Float64Array(gradient);
}

/** Every unit's activity: [items * units]. */
export async function readActivities({ stream, buffers, items, layout }: GpuTile): Promise<Float64Array> {
  const count = items * layout.unitCount;
  const [a, u] = await stream.read([buffers.preactivations, count], [buffers.deviations, count]);
  return activitiesFrom(layout, a, u);
}

/** `z_l = phi(a_l) + u_l` from the feedforward pass's preactivations and the deviations from it; layers 0 and L are linear. */
function activitiesFrom(
  { network, unitOffset, unitCount, layers }: NetworkLayout,
  a: Float32Array,
  u: Float32Array,
): Float64Array {
  return Float64Array.from(u, (deviation, index) => {
    const unit = index % unitCount;
    const isHidden = unit >= unitOffset[1] && unit < unitOffset[layers];
    return deviation + activate(isHidden ? network.activation : 'linear', a[index]);
  });
}

/** One sample's deviations and errors at every step, gathered on the device, and the preactivations that they belong to. */
class WatchedSample {
  private readonly preactivations: GPUBuffer;
  private readonly deviations: GPUBuffer;
  private readonly errors: GPUBuffer;

  constructor(
    private readonly tile: GpuTile,
    private readonly sample: number,
    steps: number,
  ) {
    this.preactivations = tile.stream.array(tile.layout.unitCount);
    this.deviations = tile.stream.array((steps + 1) * tile.layout.unitCount);
    this.errors = tile.stream.array((steps + 1) * tile.layout.unitCount);
  }

  /** Copies the sample's units at step t. */
  record(t: number): void {
    const { stream, buffers, layout } = this.tile;
    const start = this.sample * layout.unitCount;
    if (t === 0) stream.copy(buffers.preactivations, start, this.preactivations, 0, layout.unitCount);
    stream.copy(buffers.deviations, start, this.deviations, t * layout.unitCount, layout.unitCount);
    stream.copy(buffers.errors, start, this.errors, t * layout.unitCount, layout.unitCount);
  }

  /** The first `count` steps; predictions are `z - e`, which is x in layer 0, where e is 0. */
  async read(count: number): Promise<{ activities: Float64Array[]; predictions: Float64Array[] }> {
    const { stream, layout } = this.tile;
    const { unitCount } = layout;
    const length = count * unitCount;
    const [a, u, e] = await stream.read([this.preactivations, unitCount], [this.deviations, length], [this.errors, length]);
    const steps = Array.from({ length: count }, (_, t) => t * unitCount);
    const activities = steps.map((start) => activitiesFrom(layout, a, u.subarray(start, start + unitCount)));
    return { activities, predictions: activities.map((z, t) => z.map((value, unit) => value - e[t * unitCount + unit])) };
  }
}
