/** The kernels of the webgpu path put to work on one tile: passes, and inference in its two forms. */

import type { StoppingRule } from '../../../model/problem/problem.ts';
import { oneLane } from '../gpu/gpuKernel.ts';
import { backpropagateKernel } from '../kernels/backpropagate.ts';
import { energyTotalsKernel, layerEnergiesKernel, layerRisesKernel } from '../kernels/layerEnergies.ts';
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
  const stepSize = new Float64Array(tile.settings).fill(dt);
  await inferStepwise(tile, stepSize, steps, stopping, (_, __, sums) => history.push(sums));
  return history;
}

/**
 * Euler inference that reads the energies after every step, from each setting's own dt in `stepSize` [settings], which is written to. Returns where each
 * setting's inference ended.
 */
export async function inferStepwise(
  tile: GpuTile,
  stepSize: Float64Array,
  steps: number,
  stopping: StoppingRule,
  observe: Observer,
): Promise<StepControl> {
  const { stream, buffers, items, layout, samples } = tile;
  const control = new StepControl(stepSize, stopping, steps);
  const before = stopping === 'published' ? errorsKeptIn(tile) : null;
  for (let t = 0; ; t++) {
    const { energies, rises } = await layerEnergies(tile, t > 0 ? before : null);
    const sums = totals(energies, layout.layers);
    observe(t, energies, sums);
    const moves = control.observe(t, sums, rises && totals(rises, layout.layers));
    if (t === steps || !moves) return control;
    stream.write(
      buffers.stepSize,
      Float32Array.from({ length: items }, (_, item) => stepSize[Math.floor(item / samples.count)]),
    );
    if (before) stream.copy(buffers.errors, 0, before.errorsBefore, 0, items * layout.unitCount);
    await runInference(tile, 1, 0, 0);
  }
}

/** Arrays for the errors before an Euler step, and for the rises that the step caused. */
const errorsKeptIn = ({ stream, items, settings, layout }: GpuTile) => ({
  errorsBefore: stream.array(items * layout.unitCount),
  layerRises: stream.array(settings * layout.layers),
});

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

/** Energies by layer [settings * L], and by how much they rose since the errors before. */
async function layerEnergies(
  tile: GpuTile,
  before: ReturnType<typeof errorsKeptIn> | null,
): Promise<{ energies: Float64Array; rises: Float64Array | null }> {
  const { stream, buffers, numbers, samples, layout } = tile;
  const count = tile.settings * layout.layers;
  const overLayers = {
    variant: { lanes: 64, constants: {} },
    numbers: { ...numbers, weight: samples.weight },
    count,
    cost: samples.count * layout.maxWidth,
  };
  await stream.run({ kernel: layerEnergiesKernel, buffers, ...overLayers });
  if (!before) {
    const [energies] = await stream.read([buffers.layerEnergies, count]);
    return { energies: new Float64Array(energies), rises: null };
  }
  await stream.run({ kernel: layerRisesKernel, buffers: { ...buffers, ...before }, ...overLayers });
  const [energies, rises] = await stream.read([buffers.layerEnergies, count], [before.layerRises, count]);
  return { energies: new Float64Array(energies), rises: new Float64Array(rises) };
}
