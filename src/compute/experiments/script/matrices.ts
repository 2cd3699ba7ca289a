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

/** Flat weights as one matrix a layer, with arrays of numbers as data. */
export function weightMatrices(layout: NetworkLayout, flat: Float64Array): Matrix[] {
  return Array.from({ length: layout.layers }, (_, l) => ({
    shape: [layout.shapes[l].rows, layout.shapes[l].columns],
    data: Array.from(flat.subarray(layout.weightOffset[l], layout.weightOffset[l + 1])),
  }));
}

/** Activities `[samples * units]` as one `[N, n_l]` matrix for each layer that inference moves: z_0 where inputs are free, and the hidden layers. */
export function activityMatrices(layout: NetworkLayout, activities: Float64Array): Matrix[] {
  const samples = activities.length / layout.unitCount;
  return Array.from({ length: layout.layers - layout.firstInferred }, (_, k) => {
    const l = layout.firstInferred + k;
    const data: number[] = [];
    for (let i = 0; i < samples; i++) {
      const base = i * layout.unitCount;
      data.push(...activities.subarray(base + layout.unitOffset[l], base + layout.unitOffset[l + 1]));
    }
    return { shape: [samples, layout.widths[l]], data };
  });
}

/** A batch of samples, x `[N, d_x]` and y `[N, d_y]`. */
export function samplesOf(x: Matrix, y: Matrix): Samples {
  return batchOf(Float64Array.from(x.data), Float64Array.from(y.data), x.shape[0]);
}
