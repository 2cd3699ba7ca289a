/** Matrices as scripts give and take them, to and from the engine's flat arrays. Their shapes were checked at the scripting door. */
import type { Matrix } from '../../../model/problem/problem.ts';
import type { NetworkLayout } from '../../engine/work/networkLayout.ts';
import { batchOf, type Samples } from '../../engine/work/samples.ts';

/** Layers' matrices one after another. */
export function flattenWeights(layout: NetworkLayout, weights: readonly Matrix[]): Float64Array {
  const flat = new Float64Array(layout.parameterCount);
  weights.forEach((matrix, l) => {
    flat.set(matrix.data, layout.weightOffset[l]);
  });
  return flat;
}

/** Flat weights as one matrix a layer. */
export function weightMatrices(layout: NetworkLayout, flat: Float64Array): Matrix[] {
  return Array.from({ length: layout.layers }, (_, l) => ({
    shape: [layout.shapes[l].rows, layout.shapes[l].columns],
    data: flat.slice(layout.weightOffset[l], layout.weightOffset[l + 1]),
  }));
}

/** Activities `[samples * units]` as one `[N, n_l]` matrix for each layer that inference moves: z_0 where inputs are free, and the hidden layers. */
export function activityMatrices(
  { layers, firstInferred, widths, unitOffset, unitCount }: NetworkLayout,
  activities: Float64Array,
): Matrix[] {
  const samples = activities.length / unitCount;
  return Array.from({ length: layers - firstInferred }, (_, k) => {
    const l = firstInferred + k;
    const data = new Float64Array(samples * widths[l]);
    for (let i = 0; i < samples; i++) {
      const base = i * unitCount;
      data.set(activities.subarray(base + unitOffset[l], base + unitOffset[l + 1]), i * widths[l]);
    }
    return { shape: [samples, widths[l]], data };
  });
}

/** A batch of samples, x `[N, d_x]` and y `[N, d_y]`. */
export function samplesOf(x: Matrix, y: Matrix): Samples {
  return batchOf(Float64Array.from(x.data), Float64Array.from(y.data), x.shape[0]);
}
