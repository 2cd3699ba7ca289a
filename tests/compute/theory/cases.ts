/** Reference networks and random ones, in the flat arrays that theory takes. */
import { normalStream } from '../../../src/compute/math/random.ts';

export interface Case {
  widths: number[];
  weights: Float64Array;
  x: Float64Array;
  y: Float64Array;
  count: number;
}

interface StoredMatrix {
  shape: number[];
  data: number[];
}

interface StoredCase {
  network: { widths: number[] };
  weights: StoredMatrix[];
  x: StoredMatrix;
  y: StoredMatrix;
}

export const caseOf = ({ network, weights, x, y }: StoredCase): Case => ({
  widths: network.widths,
  weights: Float64Array.from(weights.flatMap((layer) => layer.data)),
  x: Float64Array.from(x.data),
  y: Float64Array.from(y.data),
  count: x.shape[0],
});

export function randomCase(seed: number, widths: number[], scale: number, count = 5): Case {
  const normals = normalStream(seed);
  const parameters = widths.slice(1).reduce((sum, width, l) => sum + width * widths[l], 0);
  return {
    widths,
    weights: normals.fill(new Float64Array(parameters), 0, scale),
    x: normals.fill(new Float64Array(count * widths[0]), 0, 1),
    y: normals.fill(new Float64Array(count * widths[widths.length - 1]), 0, 1),
    count,
  };
}

export const relativeDifference = (a: number, b: number) => Math.abs(a - b) / Math.max(Math.abs(b), 1e-300);
