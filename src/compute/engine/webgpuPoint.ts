/** Everything about one weight setting on the webgpu path. */
import type { EquilibriumValues, PointValues, PointWork } from './backend.ts';
import type { GpuStream } from './gpu/gpuStream.ts';
import { totals } from './referenceInference.ts';
import { gradientRest } from './webgpuGradient.ts';
import { backpropagate, energyTotals, equilibrate, feedforward, inferStepwise, weightGradient } from './webgpuInference.ts';
import { type GpuTile, openGpuTile, settingsPerGpuTile } from './webgpuTile.ts';
import { oneSetting } from './weightSettings.ts';

export async function evaluatePoint(stream: GpuStream, work: PointWork): Promise<PointValues> {
  const { layout, samples, weights, dt, steps, stopping, watched } = work;
  const source = { layout, samples, settings: oneSetting(weights), dt };
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
    watch?.keep(t);
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
    equilibrium: await equilibriumOf(tile), // moves the tile's activities: last
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
    rescaling: rescaling && new Float64Array((await stream.read([rescaling, size]))[0]),
  };
}

async function readGradient(tile: GpuTile): Promise<Float64Array> {
  const [gradient] = await tile.stream.read([await weightGradient(tile), tile.layout.parameterCount]);
  return new Float64Array(gradient);
}

async function readActivities(tile: GpuTile): Promise<Float64Array> {
  const [activities] = await tile.stream.read([tile.buffers.activities, tile.items * tile.layout.unitCount]);
  return new Float64Array(activities);
}

/** One sample's activities and errors at every step, gathered on the device. */
class WatchedSample {
  private readonly activities: GPUBuffer;
  private readonly errors: GPUBuffer;

  constructor(
    private readonly tile: GpuTile,
    private readonly sample: number,
    steps: number,
  ) {
    this.activities = tile.stream.array((steps + 1) * tile.layout.unitCount);
    this.errors = tile.stream.array((steps + 1) * tile.layout.unitCount);
  }

  keep(t: number): void {
    const { stream, buffers, layout } = this.tile;
    const start = this.sample * layout.unitCount;
    stream.copy(buffers.activities, start, this.activities, t * layout.unitCount, layout.unitCount);
    stream.copy(buffers.errors, start, this.errors, t * layout.unitCount, layout.unitCount);
  }

  /** The first `count` steps; predictions are `z - e`, which is x in layer 0, where e is 0. */
  async read(count: number): Promise<{ activities: Float64Array[]; predictions: Float64Array[] }> {
    const { unitCount } = this.tile.layout;
    const [z, e] = await this.tile.stream.read([this.activities, count * unitCount], [this.errors, count * unitCount]);
    const steps = Array.from({ length: count }, (_, t) => t * unitCount);
    return {
      activities: steps.map((start) => new Float64Array(z.subarray(start, start + unitCount))),
      predictions: steps.map((start) => Float64Array.from({ length: unitCount }, (_, u) => z[start + u] - e[start + u])),
    };
  }
}
