/** The webgpu path's answers from a single tile: a learner's weight gradients, or everything about one weight setting. */

import type { GpuStream } from '../gpu/gpuStream.ts';
import { activate } from '../kernels/activation.ts';
import { equilibriumOf } from '../reference/referenceBackend.ts';
import { totals } from '../reference/referenceInference.ts';
import type { EquilibriumValues, GradientValues, GradientWork, PointValues, PointWork } from '../work/backend.ts';
import { Breather } from '../work/breather.ts';
import type { NetworkLayout } from '../work/networkLayout.ts';
import { divergenceStep } from '../work/recordEnergies.ts';
import { halvedDt, halvingsOf } from '../work/stepControl.ts';
import { oneSetting } from '../work/weightSettings.ts';
import { equilibrateExactly, settingsWithoutDigits } from './gpuEquilibrium.ts';
import { backpropagate, energyTotals, feedforward, inferFused, inferStepwise, weightGradient } from './gpuInference.ts';
import { type GpuTile, openGpuTile, settingsPerGpuTile } from './gpuTile.ts';

/**
 * `GradientValues` of the tile's settings, the work's `first` and those after it; null where float32 has too few digits for one of them.
 */
export async function gradientOnTile(tile: GpuTile, first: number, work: GradientWork): Promise<GradientValues | null> {
  const { settings, layout, stream } = tile;
  await feedforward(tile);
  const history = await moveToGradient(tile, first, work);
  if (!history) return null;
  const length = settings * layout.parameterCount;
  const [gradient, ...rest] = await stream.read([await weightGradient(tile), length], ...history.pending);
  const read = rest.flatMap((rows) => rowsOf(rows, settings));
  const { loss, energy, divergedAt } = judge([...history.known, ...read], settings, work.learner === 'pc');
  return { loss, energy, divergedAt, gradient: new Float64Array(gradient), halvings: history.halvings };
}

/** Energies [settings] at some steps: already here, or rows of them on the device with their length in all. */
interface History {
  /** As in `GradientValues`. */
  readonly halvings?: Int32Array;
  readonly known: readonly Float64Array[];
  readonly pending: readonly (readonly [sums: GPUBuffer, length: number])[];
}

/** Brings the tile's errors to where the learner takes its gradient; null where float32 has too few digits there. */
async function moveToGradient(tile: GpuTile, first: number, work: GradientWork): Promise<History | null> {
  const { learner, dt, steps, stopping } = work;
  const sums = async (slots: number) => [await energyTotals(tile, slots), slots * tile.settings] as const;
  if (learner === 'pc' && stopping === 'fixed') {
    await inferFused(tile, steps);
    return { known: [], pending: [await sums(steps + 1)] };
  }
  if (learner === 'pc') {
    const known: Float64Array[] = [];
    const stepSize = Float64Array.from({ length: tile.settings }, (_, s) => halvedDt(dt, work.halvings?.[first + s] ?? 0));
    const { heldDt } = await inferStepwise(tile, stepSize, steps, stopping, (_, __, sums) => known.push(sums));
    return { known, pending: [], halvings: halvingsOf(dt, heldDt) };
  }
  const loss = await sums(1);
  if (learner === 'bp') {
    await backpropagate(tile);
    return { known: [], pending: [loss] };
  }
  const found = await equilibrateExactly(tile);
  if ((await settingsWithoutDigits(tile, found, 'gradient')).length > 0) return null;
  return { known: [], pending: [loss, await sums(1)] };
}

/** First and last energy of each setting, the last at its divergence where inference diverged. */
function judge(history: readonly ArrayLike<number>[], settings: number, isInference: boolean): Omit<GradientValues, 'gradient'> {
  const loss = new Float64Array(settings);
  const energy = new Float64Array(settings);
  const divergedAt = new Int32Array(settings).fill(-1);
  for (let s = 0; s < settings; s++) {
    const energies = Float64Array.from(history, (row) => row[s]);
    if (isInference) divergedAt[s] = divergenceStep(energies);
    loss[s] = energies[0];
    energy[s] = energies[divergedAt[s] < 0 ? energies.length - 1 : divergedAt[s]];
  }
  return { loss, energy, divergedAt };
}

function rowsOf(values: Float32Array, length: number): Float32Array[] {
  return Array.from({ length: values.length / length }, (_, row) => values.subarray(row * length, (row + 1) * length));
}

export async function evaluatePoint(stream: GpuStream, work: PointWork, signal: AbortSignal): Promise<PointValues> {
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
  const { divergedAt } = await inferStepwise(tile, Float64Array.of(dt), steps, stopping, (t, energies) => {
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
    equilibrium: (await equilibriumOnTile(tile)) ?? (await equilibriumOf(work, new Breather(signal))), // moves the tile's deviations: last
  };
}

/** Null where there is no closed form, or float32 has too few digits for it. */
async function equilibriumOnTile(tile: GpuTile): Promise<EquilibriumValues | null> {
  const { stream, layout } = tile;
  if (!layout.hasClosedForm) return null;
  await feedforward(tile);
  const found = await equilibrateExactly(tile);
  if ((await settingsWithoutDigits(tile, found, 'gradient')).length > 0) return null;
  const [energy] = await stream.read([await energyTotals(tile, 1), 1]);
  const size = layout.widths[layout.layers] ** 2;
  return {
    energy: energy[0],
    residual: 0,
    activities: await readActivities(tile),
    weightGradient: await readGradient(tile),
    rescaling: layout.isLinear ? new Float64Array((await stream.read([found.rescaling, size]))[0]) : null,
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
