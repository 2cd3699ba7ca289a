/** Matrices as scripts give and take them, to and from the engine's flat arrays. */
import type { Matrix, Network } from '../../model/requests.ts';
import { computeError } from '../computeError.ts';
import { layoutOf, type NetworkLayout } from '../engine/network.ts';
import { batchOf, type Samples } from '../engine/samples.ts';

/** Layers' matrices one after another. Throws InvalidRequest where a shape does not fit the network. */
export function flattenWeights(layout: NetworkLayout, weights: readonly Matrix[], field = 'weights'): Float64Array {
  const flat = new Float64Array(layout.parameterCount);
  if (weights.length !== layout.layers) {
    throw computeError(
      'InvalidRequest',
      `invalid ${field}: ${weights.length} matrices (expected ${layout.layers}, one a weight layer)`,
    );
  }
  weights.forEach((matrix, l) => {
    checkShape(`${field}[${l}]`, matrix, [layout.widths[l + 1], layout.widths[l]]);
    flat.set(Float64Array.from(matrix.data), layout.weightOffset[l]);
  });
  return flat;
}

/** Flat weights as one matrix a layer, in plain numbers. */
export function weightMatrices(layout: NetworkLayout, flat: Float64Array): Matrix[] {
  return Array.from({ length: layout.layers }, (_, l) => ({
    shape: [layout.widths[l + 1], layout.widths[l]],
    data: Array.from(flat.subarray(layout.weightOffset[l], layout.weightOffset[l + 1])),
  }));
}

/** Hidden layers' activities, `[samples * units]` to one `[N, n_l]` matrix a hidden layer. */
export function activityMatrices(layout: NetworkLayout, activities: Float64Array): Matrix[] {
  const samples = activities.length / layout.unitCount;
  return Array.from({ length: layout.layers - 1 }, (_, hidden) => {
    const data: number[] = [];
    for (let i = 0; i < samples; i++) {
      const base = i * layout.unitCount;
      data.push(...activities.subarray(base + layout.unitOffset[hidden + 1], base + layout.unitOffset[hidden + 2]));
    }
    return { shape: [samples, layout.widths[hidden + 1]], data };
  });
}

/** A batch of samples. Throws InvalidRequest where x and y do not fit the network or one another. */
export function samplesOf(network: Network, x: Matrix, y: Matrix, field = ''): Samples {
  const layout = layoutOf(network);
  checkShape(`${field}x`, x, [x.shape[0], layout.widths[0]]);
  checkShape(`${field}y`, y, [x.shape[0], layout.widths[layout.layers]]);
  return batchOf(Float64Array.from(x.data), Float64Array.from(y.data), x.shape[0]);
}

function checkShape(field: string, matrix: Matrix, expected: readonly [number, number]): void {
  const [rows, columns] = matrix.shape;
  if (rows !== expected[0] || columns !== expected[1] || matrix.data.length !== rows * columns) {
    throw computeError(
      'InvalidRequest',
      `invalid ${field}: shape [${rows}, ${columns}] with ${matrix.data.length} numbers (expected [${expected.join(', ')}] with ${expected[0] * expected[1]})`,
    );
  }
}
