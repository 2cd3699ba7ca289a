/** A learner's weight gradient on one tile of the webgpu path, with a single read-back where nothing must be judged on the way. */
import type { GradientValues, GradientWork } from '../work/backend.ts';
import { divergenceStep } from '../work/recordEnergies.ts';
import {
  backpropagate,
  energyTotals,
  equilibrate,
  feedforward,
  inferFused,
  inferWatched,
  weightGradient,
} from './gpuInference.ts';
import type { GpuTile } from './gpuTile.ts';

/** Largest |dF/dz| over the largest |e| that counts as rest: gradients are off by as much. */
export const gradientRest = 1e-6;

/** `GradientValues` of the tile's settings. */
export async function gradientOnTile(tile: GpuTile, work: GradientWork): Promise<GradientValues> {
  const { settings, layout, stream } = tile;
  await feedforward(tile);
  const history = await moveToGradient(tile, work);
  const length = settings * layout.parameterCount;
  const [gradient, ...rest] = await stream.read([await weightGradient(tile), length], ...history.pending);
  const read = rest.flatMap((rows) => rowsOf(rows, settings));
  const { loss, energy, divergedAt } = judge([...history.known, ...read], settings, work.learner === 'pc');
  return { loss, energy, divergedAt, gradient: new Float64Array(gradient) };
}

/** Energies [settings] at some steps: already here, or rows of them on the device with their length in all. */
interface History {
  readonly known: readonly Float64Array[];
  readonly pending: readonly (readonly [sums: GPUBuffer, length: number])[];
}

/** Brings the tile's errors to where the learner takes its gradient. */
async function moveToGradient(tile: GpuTile, work: GradientWork): Promise<History> {
  const { learner, dt, steps, stopping } = work;
  const sums = async (slots: number) => [await energyTotals(tile, slots), slots * tile.settings] as const;
  if (learner === 'pc' && stopping === 'fixed') {
    await inferFused(tile, steps);
    return { known: [], pending: [await sums(steps + 1)] };
  }
  if (learner === 'pc') return { known: await inferWatched(tile, dt, steps, stopping), pending: [] };
  const loss = await sums(1);
  if (learner === 'bp') {
    await backpropagate(tile);
    return { known: [], pending: [loss] };
  }
  await equilibrate(tile, gradientRest);
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
