/** The working memory of the webgpu path: some weight settings, all samples, and every unit's state, as arrays on the device. */
import { computeError } from '../../../model/computeError.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { type KernelVariant, oneLane } from '../gpu/gpuKernel.ts';
import { type GpuStream, withStream } from '../gpu/gpuStream.ts';
import { activationConstant } from '../kernels/activation.ts';
import { inferKernel } from '../kernels/infer.ts';
import { inferSharedKernel } from '../kernels/inferShared.ts';
import { layerTable, planeWeightsKernel, unitsPerLane } from '../kernels/networkOnGpu.ts';
import type { Watch } from '../work/backend.ts';
import type { NetworkLayout } from '../work/networkLayout.ts';
import { interleaved, type Samples } from '../work/samples.ts';
import type { WeightPlane, WeightSettings } from '../work/weightSettings.ts';
import { type Distribution, sharedVariant } from './distribution.ts';

/** An item is one sample under one weight setting: item = setting * samples + sample. */
export interface GpuTile {
  readonly stream: GpuStream;
  readonly layout: NetworkLayout;
  readonly samples: Samples;
  readonly settings: number;
  readonly items: number;
  /** Lanes an item, and its activation. */
  readonly variant: KernelVariant;
  readonly inference: TileInference;
  readonly numbers: Readonly<Record<'depth' | 'units' | 'samples' | 'parameters', number>>;
  /** Named as the kernels name them. */
  readonly buffers: Readonly<Record<TileBuffer, GPUBuffer>>;
}

/** The program that takes a tile's inference steps, and the items in an element of its work. */
interface TileInference {
  readonly kernel: typeof inferKernel | typeof inferSharedKernel;
  readonly variant: KernelVariant;
  readonly itemsEach: number;
}

type TileBuffer =
  | 'layers'
  | 'weights'
  | 'data'
  | 'preactivations' // a_l of the feedforward pass; x in layer 0
  | 'deviations' // u_l = z_l - zff_l
  | 'errors'
  | 'signals'
  | 'stepSize'
  | 'energies'
  | 'layerEnergies';

/** The parts of a tile beside its weights. */
interface TileParts {
  readonly layout: NetworkLayout;
  readonly samples: Samples;
  readonly dt: number;
  /** How inference is shared out: by `thread` anyway where `workgroup` has no room for weights or units, and in chains, whose units would each fill a block of four. */
  readonly distribution: Distribution;
}

/** The settings from which tiles are cut, with the other parts of a tile. */
export interface TileSource extends TileParts {
  readonly settings: WeightSettings;
}

/** Largest array of a tile where the device would allow more, in bytes. */
const comfortable = 1 << 26;
/** Items that keep a GPU's lanes busy by themselves; with fewer, an item's units are shared out among lanes. */
export const busyItems = 1024;
/** Stretches of work in a tile: progress is told after each tile. */
const stretchesPerTile = 8;

/** Multiply-adds of one Euler step of one item, in which W_1 has no part. */
export function inferenceStepCost(layout: NetworkLayout): number {
  return 2 * (layout.parameterCount - layout.weightOffset[1]) + 4 * layout.unitCount;
}

/**
 * How many settings make one tile: as many as the device's arrays hold, and few enough to tell progress. `slots` energies are kept an item.
 * Throws `TooLarge` where not even one setting fits.
 */
export function settingsPerGpuTile(gpu: Gpu, { layout, samples }: TileSource, slots: number): number {
  const bytes = 4 * Math.max(layout.parameterCount, samples.count * Math.max(layout.unitCount, slots), solveSize(layout));
  if (bytes > gpu.largestBuffer) throw tooLarge(gpu, layout, slots);
  const fitting = settingsInArray(gpu, bytes / 4);
  const prompt = stretchesPerTile * gpu.pace.elementsPerStretch('infer', samples.count * slots * inferenceStepCost(layout));
  return Math.min(fitting, Math.max(prompt, Math.ceil(busyItems / samples.count)));
}

/** How many settings with this many numbers each make an array of comfortable size. */
export function settingsInArray(gpu: Gpu, numbers: number): number {
  return Math.max(1, Math.floor(Math.min(comfortable, gpu.largestBuffer) / (4 * numbers)));
}

/** Entries of S and of W_{L:l}, whichever are more. */
function solveSize(layout: NetworkLayout): number {
  return layout.hasClosedForm ? layout.widths[layout.layers] * layout.maxWidth : 0;
}

function tooLarge(gpu: Gpu, layout: NetworkLayout, slots: number): Error {
  const numbers = Math.floor(gpu.largestBuffer / 4);
  if (Math.max(layout.parameterCount, solveSize(layout)) > numbers) {
    return computeError(
      'TooLarge',
      `network too large for the GPU: ${layout.parameterCount} weights (expected at most ${numbers} in one array)`,
    );
  }
  const most = Math.floor(numbers / Math.max(layout.unitCount, slots));
  return computeError('TooLarge', `too many samples for the GPU (expected at most ${most} for this network and inference)`);
}

/** A tile for settings [from, to) with its weights on the device; a feedforward pass puts the data in place. */
export async function openGpuTile(
  stream: GpuStream,
  source: TileSource,
  from: number,
  to: number,
  slots: number,
): Promise<GpuTile> {
  const weights = await weightsOnDevice(stream, source.settings, source.layout.parameterCount, from, to);
  return gpuTileWith(stream, source, weights, to - from, slots);
}

/** A tile whose weights are on the device already: [settings * parameters]. */
export function gpuTileWith(stream: GpuStream, source: TileParts, weights: GPUBuffer, settings: number, slots: number): GpuTile {
  const { layout, samples, dt } = source;
  const items = settings * samples.count;
  const units = () => stream.array(items * layout.unitCount);
  const variant = { lanes: lanesFor(items, layout.maxWidth), constants: activationConstant(layout.network.activation) };
  return {
    stream,
    layout,
    samples,
    settings,
    items,
    variant,
    inference: inferenceOf(source, stream.gpu, variant),
    numbers: { depth: layout.layers, units: layout.unitCount, samples: samples.count, parameters: layout.parameterCount },
    buffers: {
      layers: stream.array(layerTable(layout)),
      weights,
      data: stream.array(interleaved(samples)),
      preactivations: units(),
      deviations: units(),
      errors: units(),
      signals: units(),
      stepSize: stream.array(new Float32Array(items).fill(dt)),
      energies: stream.array(slots * items),
      layerEnergies: stream.array(settings * layout.layers),
    },
  };
}

function inferenceOf({ layout, samples, distribution }: TileParts, gpu: Gpu, variant: KernelVariant): TileInference {
  const isShared = distribution === 'workgroup' && !layout.isChain;
  const shared = isShared ? sharedVariant(layout, samples.count, gpu.workgroupMemory) : null;
  return shared
    ? { kernel: inferSharedKernel, variant: shared, itemsEach: samples.count }
    : { kernel: inferKernel, variant, itemsEach: 1 };
}

function lanesFor(items: number, width: number): number {
  if (items >= busyItems) return 1;
  return Math.min(64, 2 ** Math.ceil(Math.log2(Math.ceil(width / unitsPerLane))));
}

async function weightsOnDevice(
  stream: GpuStream,
  batch: WeightSettings,
  parameters: number,
  from: number,
  to: number,
): Promise<GPUBuffer> {
  if (batch.kind === 'list') return stream.array(new Float32Array(batch.weights.subarray(from * parameters, to * parameters)));
  const directionCount = batch.directions.length;
  const weights = stream.array((to - from) * parameters);
  await stream.run({
    kernel: planeWeightsKernel,
    variant: oneLane,
    buffers: { ...planeArrays(stream, batch, from, to), weights },
    numbers: { parameters, directionCount },
    count: (to - from) * parameters,
    cost: 1 + directionCount,
  });
  return weights;
}

/** A plane's settings [from, to) on the device. */
export function planeArrays(
  stream: GpuStream,
  { origin, directions, coordinates }: WeightPlane,
  from: number,
  to: number,
): Record<'origin' | 'directions' | 'coordinates', GPUBuffer> {
  const flat = new Float32Array(directions.length * origin.length);
  directions.forEach((direction, k) => void flat.set(direction, k * origin.length));
  return {
    origin: stream.array(new Float32Array(origin)),
    directions: stream.array(flat),
    coordinates: stream.array(new Float32Array(coordinates.subarray(from * directions.length, to * directions.length))),
  };
}

/** Cuts a batch of settings into tiles and runs `run` on each, one after another. */
export async function overTiles(
  gpu: Gpu,
  source: TileSource,
  slots: number,
  watch: Watch,
  run: (tile: GpuTile, first: number) => Promise<void>,
): Promise<void> {
  const { count } = source.settings;
  for (let from = 0; from < count; ) {
    // Asked anew for each tile: the pace is learned while tiles run.
    const to = Math.min(count, from + settingsPerGpuTile(gpu, source, slots));
    await withStream(gpu, watch.signal, async (stream) => run(await openGpuTile(stream, source, from, to, slots), from));
    from = to;
    watch.onProgress?.(from / count);
  }
}
