/** The kernels of the webgpu path put to work on one tile: passes, and inference in its two forms. */

import type { StoppingRule } from '../../../model/problem/problem.ts';
import { oneLane } from '../gpu/gpuKernel.ts';
import { backpropagateKernel } from '../kernels/backpropagate.ts';
import { energyTotalsKernel, layerEnergiesKernel } from '../kernels/layerEnergies.ts';
import { feedforwardKernel } from '../kernels/predict.ts';
import { weightGradientKernel } from '../kernels/weightGradient.ts';
import { type Observer, totals } from '../reference/referenceInference.ts';
import { StepControl } from '../work/stepControl.ts';
import { busyItems, type GpuTile, inferenceStepCost } from './gpuTile.ts';

/** `z_l = g_l(z_{l-1})` with the data in place: there the energy, in slot 0, is the loss. */
export function feedforward(tile: GpuTile): Promise<void> {
  const { stream, variant, buffers, numbers, items: count, layout } = tile;
  return stream.run({ kernel: feedforwardKernel, variant, buffers, numbers, count, cost: layout.passCost });
}

/** After a feedforward pass: the errors become those that backpropagation sends down. */
export function backpropagate(tile: GpuTile): Promise<void> {
  const { stream, variant, buffers, numbers, items: count, layout } = tile;
  return stream.run({ kernel: backpropagateKernel, variant, buffers, numbers, count, cost: layout.passCost });
}

/** The weight gradient at the tile's present errors and deviations: [settings * parameters]. */
export async function weightGradient(tile: GpuTile): Promise<GPUBuffer> {
  const { stream, variant, buffers, numbers, samples, settings, layout } = tile;
  const count = settings * layout.parameterCount;
  const gradient = stream.array(count);
  await stream.run({
    kernel: weightGradientKernel,
    variant: { ...variant, lanes: 1 },
    buffers: { ...buffers, gradient },
    numbers: { ...numbers, weight: samples.weight },
    count,
    cost: samples.count + layout.layers,
  });
  return gradient;
}

/** Energies of each setting in the first `slots` slots: [slots * settings]. */
export async function energyTotals(tile: GpuTile, slots: number): Promise<GPUBuffer> {
  const { stream, buffers, samples } = tile;
  const count = slots * tile.settings;
  const sums = stream.array(count);
  await stream.run({
    kernel: energyTotalsKernel,
    variant: oneLane,
    buffers: { energies: buffers.energies, totals: sums },
    numbers: { samples: samples.count, weight: samples.weight },
    count,
    cost: samples.count,
  });
  return sums;
}

/** T Euler steps from the present deviations without coming back; the energy after step t is left in slot t. */
export async function inferFused(tile: GpuTile, steps: number): Promise<void> {
  const most = stepsPerDispatch(tile);
  for (let t = 0; t < steps; t += most) await runInference(tile, Math.min(most, steps - t), t, 1);
}

/** Inference from the feedforward start, with the energies of each setting at every step taken: [steps][settings]. */
export async function inferRecorded(
  tile: GpuTile,
  dt: number,
  steps: number,
  stopping: StoppingRule,
): Promise<ArrayLike<number>[]> {
  const { stream, settings } = tile;
  await feedforward(tile);
  if (stopping === 'fixed') {
    await inferFused(tile, steps);
    const [history] = await stream.read([await energyTotals(tile, steps + 1), (steps + 1) * settings]);
    return Array.from({ length: steps + 1 }, (_, t) => history.subarray(t * settings, (t + 1) * settings));
  }
  return inferWatched(tile, dt, steps, stopping);
}

/** `inferStepwise` with the energies of each setting at every step taken: [steps][settings]. */
export async function inferWatched(tile: GpuTile, dt: number, steps: number, stopping: StoppingRule): Promise<Float64Array[]> {
  const history: Float64Array[] = [];
  await inferStepwise(tile, dt, steps, stopping, (_, __, sums) => history.push(sums));
  return history;
}

/** Euler inference that reads the energies after every step. Returns the step at which each setting diverged, or -1. */
export async function inferStepwise(
  tile: GpuTile,
  dt: number,
  steps: number,
  stopping: StoppingRule,
  observe: Observer,
): Promise<Int32Array> {
  const stepSize = new Float64Array(tile.settings).fill(dt);
  const control = new StepControl(stepSize, stopping, steps);
  for (let t = 0; ; t++) {
    const energies = await layerEnergies(tile);
    const sums = totals(energies, tile.layout.layers);
    observe(t, energies, sums);
    const moves = control.observe(t, sums);
    if (t === steps || !moves) return control.divergedAt;
    const { count } = tile.samples;
    tile.stream.write(
      tile.buffers.stepSize,
      Float32Array.from({ length: tile.items }, (_, item) => stepSize[Math.floor(item / count)]),
    );
    await runInference(tile, 1, 0, 0);
  }
}

/** Steps that busy items, or one element's, take within one stretch. */
function stepsPerDispatch({ stream, items, layout, inference: { kernel, itemsEach } }: GpuTile): number {
  const busy = Math.max(itemsEach, Math.min(items, busyItems));
  return stream.gpu.pace.elementsPerStretch(kernel.name, busy * inferenceStepCost(layout));
}

function runInference(tile: GpuTile, steps: number, slot: number, slotStride: number): Promise<void> {
  const { stream, buffers, numbers, items, layout } = tile;
  const { kernel, variant, itemsEach } = tile.inference;
  return stream.run({
    kernel,
    variant,
    buffers,
    numbers: { ...numbers, items, steps, slot, slotStride },
    count: items / itemsEach,
    cost: steps * itemsEach * inferenceStepCost(layout),
  });
}

async function layerEnergies(tile: GpuTile): Promise<Float64Array> {
  const { stream, buffers, numbers, samples, layout } = tile;
  const count = tile.settings * layout.layers;
  await stream.run({
    kernel: layerEnergiesKernel,
    variant: { lanes: 64, constants: {} },
    buffers,
    numbers: { ...numbers, weight: samples.weight },
    count,
    cost: samples.count * layout.maxWidth,
  });
  const [values] = await stream.read([buffers.layerEnergies, count]);
  return new Float64Array(values);
}
