/** The exact equilibrium of a network that has a closed form (see `NetworkLayout`) on the webgpu path: kernels/linearEquilibrium.ts, layer by layer on one tile. */
import { oneLane } from '../gpu/gpuKernel.ts';
import { backpropagateKernel } from '../kernels/backpropagate.ts';
import { addGramKernel, factorKernel, outputErrorKernel, settleKernel, timesLayerKernel } from '../kernels/linearEquilibrium.ts';
import type { GpuTile } from './gpuTile.ts';

/** W_{L:l} of every setting: [d_y, inner] each, `stride` apart from `offset` on. */
interface Product {
  readonly product: GPUBuffer;
  readonly inner: number;
  readonly stride: number;
  readonly offset: number;
}

/** What an equilibrium leaves on the device. */
interface ExactEquilibrium {
  /** S, [settings * d_y * d_y]. */
  readonly rescaling: GPUBuffer;
  /** By how much float32 missed each item: see `settleKernel`. [items * 2] */
  readonly digits: GPUBuffer;
}

/** Part of |r|^2 by which two ways to F* may differ, whose mean is then better by the square; and times that float32 may lose of its rounding in an activity. */
const most = { missed: 1e-3, cancelled: 50 };

/** Of which settings float32 has too few digits: for F*, or for activities and gradients too. */
export async function settingsWithoutDigits(
  tile: GpuTile,
  { digits }: ExactEquilibrium,
  of: 'energy' | 'gradient',
): Promise<number[]> {
  const { stream, samples } = tile;
  const [read] = await stream.read([digits, 2 * tile.items]);
  const without = new Set<number>();
  for (let item = 0; item < tile.items; item++) {
    const isGood = read[2 * item] <= most.missed && (of === 'energy' || read[2 * item + 1] <= most.cancelled);
    if (!isGood) without.add(Math.floor(item / samples.count));
  }
  return [...without];
}

/** After a feedforward pass: leaves deviations, errors and signals at the equilibrium and its energy in slot 0. */
export async function equilibrateExactly(tile: GpuTile): Promise<ExactEquilibrium> {
  const { stream, layout, settings, variant, buffers, numbers, items: count } = tile;
  const outputs = layout.widths[layout.layers];
  const entries = settings * outputs * outputs;
  const rescaling = stream.array(entries);
  await buildRescaling(tile, rescaling);

  const factor = stream.array(entries);
  stream.copy(rescaling, 0, factor, 0, entries);
  const lanes = Math.min(64, 2 ** Math.ceil(Math.log2(outputs)));
  await stream.run({
    kernel: factorKernel,
    variant: { lanes, constants: {} },
    buffers: { factor },
    numbers: { outputs },
    count: settings,
    cost: outputs ** 3 / 3,
  });

  await stream.run({
    kernel: outputErrorKernel,
    variant: oneLane,
    buffers: { ...buffers, factor },
    numbers: { ...numbers, outputs },
    count,
    cost: outputs * outputs,
  });
  const cost = layout.passCost;
  await stream.run({ kernel: backpropagateKernel, variant, buffers, numbers, count, cost });
  const digits = stream.array(2 * count);
  await stream.run({ kernel: settleKernel, variant, buffers: { ...buffers, digits }, numbers, count, cost });
  return { rescaling, digits };
}

/** `S = I + sum_{l=2..L} W_{L:l} W_{L:l}^T` from the output down. */
async function buildRescaling(tile: GpuTile, rescaling: GPUBuffer): Promise<void> {
  const { stream, layout, settings, buffers } = tile;
  const { layers, widths, weightOffset, parameterCount: parameters } = layout;
  const outputs = widths[layers];
  const scratch = [0, 1].map(() => stream.array(settings * outputs * layout.maxWidth));
  let map: Product = {
    product: buffers.weights,
    inner: widths[layers - 1],
    stride: parameters,
    offset: weightOffset[layers - 1],
  };
  for (let l = layers; l >= 2; l--) {
    const { product, ...place } = map;
    const columns = widths[l - 2];
    await stream.run({
      kernel: addGramKernel,
      variant: oneLane,
      buffers: { product, rescaling },
      numbers: { ...place, outputs, isFirst: l === layers ? 1 : 0 },
      count: settings * outputs * outputs,
      cost: place.inner,
    });
    if (l === 2) return;
    const longer = scratch[l % 2];
    await stream.run({
      kernel: timesLayerKernel,
      variant: oneLane,
      buffers: { product, weights: buffers.weights, longer },
      numbers: { ...place, outputs, columns, parameters, layerOffset: weightOffset[l - 2] },
      count: settings * outputs * columns,
      cost: place.inner,
    });
    map = { product: longer, inner: columns, stride: outputs * columns, offset: 0 };
  }
}
