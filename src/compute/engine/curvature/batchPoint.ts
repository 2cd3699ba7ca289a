/** One weight setting with its samples, as matrices a layer: second derivatives are made of their products. */
import type { Stepwise } from '../../math/stepwise.ts';
import { activate, bendAt, slopeAt } from '../kernels/activation.ts';
import type { NetworkLayout } from '../work/networkLayout.ts';
import type { Samples } from '../work/samples.ts';

export interface BatchPoint {
  readonly layout: NetworkLayout;
  readonly samples: Samples;
  /** W_l at index l = 1..L, row-major. */
  readonly weights: readonly Float64Array[];
}

/** A matrix [N, n_l] at index l = 0..L; where a layer has none (dz of x and y, which do not move), it is empty. */
export type Layers = readonly Float64Array[];

/** Layers that are views of one array, for loops over all of their numbers. */
export interface FlatLayers {
  readonly flat: Float64Array;
  readonly layers: Layers;
}

export function batchPoint(layout: NetworkLayout, samples: Samples, weights: Float64Array): BatchPoint {
  return { layout, samples, weights: parametersByLayer(layout, weights) };
}

/** Views of W_l, or of a direction in weight space, at index l = 1..L; index 0 is empty. */
export function parametersByLayer({ weightOffset }: NetworkLayout, flat: Float64Array): Layers {
  return weightOffset.map((end, l) => flat.subarray(l === 0 ? 0 : weightOffset[l - 1], l === 0 ? 0 : end));
}

export function shapeOf({ layout, samples }: BatchPoint, l: number): LayerShape {
  return { samples: samples.count, inner: layout.widths[l - 1], outer: layout.widths[l] };
}

/** Zeros for the layers from..L (or to `last`), one array for all. */
export function zeroLayers({ layout, samples }: BatchPoint, from: number, last: number = layout.layers): FlatLayers {
  const sizes = layout.widths.map((width, l) => (l < from || l > last ? 0 : samples.count * width));
  const flat = new Float64Array(sizes.reduce((sum, size) => sum + size, 0));
  let offset = 0;
  const layers = sizes.map((size) => {
    const layer = flat.subarray(offset, offset + size);
    offset += size;
    return layer;
  });
  return { flat, layers };
}

/** phi' and phi'' of one layer's preactivations in `values`, which are replaced by phi; the output layer is linear. */
export function activateLayer(
  { layout }: BatchPoint,
  l: number,
  values: Float64Array,
): { slope: Float64Array; bend: Float64Array } {
  const activation = l === layout.layers ? 'linear' : layout.network.activation;
  const slope = new Float64Array(values.length);
  const bend = new Float64Array(values.length);
  for (let u = 0; u < values.length; u++) {
    const a = values[u];
    const g = activate(activation, a);
    slope[u] = slopeAt(activation, a, g);
    bend[u] = bendAt(activation, a, g);
    values[u] = g;
  }
  return { slope, bend };
}

/** `z_l = phi(W_l z_{l-1})` from x up, the output layer's prediction at index L, with phi' and phi'' of every layer. */
export function* feedforwardLayers(point: BatchPoint): Stepwise<{ z: Layers; slopes: Layers; bends: Layers }> {
  const { layout, samples, weights } = point;
  const z = zeroLayers(point, 0).layers;
  z[0].set(samples.x);
  const slopes: Float64Array[] = [new Float64Array()];
  const bends: Float64Array[] = [new Float64Array()];
  for (let l = 1; l <= layout.layers; l++) {
    yield* addOutputs(z[l - 1], weights[l], shapeOf(point, l), z[l]);
    const { slope, bend } = activateLayer(point, l, z[l]);
    slopes.push(slope);
    bends.push(bend);
    yield;
  }
  return { z, slopes, bends };
}

/** W [outer, inner] meets N samples. */
interface LayerShape {
  readonly samples: number;
  readonly inner: number;
  readonly outer: number;
}

/**
 * Multiply-adds in a step of a product: steps are small enough to hand the thread back in between. Each inner loop serves four rows at once, which keeps a
 * processor's units busy; rows past the last are the last again, with a factor of 0.
 */
const stepWork = 1 << 20;

/** out += Z W^T, a layer's outputs before its nonlinearity: Z [N, inner], out [N, outer]. */
export function* addOutputs(z: Float64Array, w: Float64Array, shape: LayerShape, out: Float64Array): Stepwise<void> {
  const { samples, inner, outer } = shape;
  const most = Math.max(1, Math.floor(stepWork / (inner * outer)));
  const last = (outer - 1) * inner;
  for (let i = 0; i < samples; i++) {
    if (i > 0 && i % most === 0) yield;
    const input = i * inner;
    for (let j = 0; j < outer; j += 4) {
      const [row0, row1, row2, row3] = [
        j * inner,
        Math.min((j + 1) * inner, last),
        Math.min((j + 2) * inner, last),
        Math.min((j + 3) * inner, last),
      ];
      let [sum0, sum1, sum2, sum3] = [0, 0, 0, 0];
      for (let k = 0; k < inner; k++) {
        const value = z[input + k];
        sum0 += value * w[row0 + k];
        sum1 += value * w[row1 + k];
        sum2 += value * w[row2 + k];
        sum3 += value * w[row3 + k];
      }
      const output = i * outer + j;
      out[output] += sum0;
      if (j + 1 < outer) out[output + 1] += sum1;
      if (j + 2 < outer) out[output + 2] += sum2;
      if (j + 3 < outer) out[output + 3] += sum3;
    }
  }
}

/** out += E W, errors of a layer's outputs sent back to its inputs: E [N, outer], out [N, inner]. */
export function* addFelt(e: Float64Array, w: Float64Array, shape: LayerShape, out: Float64Array): Stepwise<void> {
  const { samples, inner, outer } = shape;
  const most = Math.max(1, Math.floor(stepWork / (inner * outer)));
  for (let i = 0; i < samples; i++) {
    if (i > 0 && i % most === 0) yield;
    addRows(1, e, i * outer, 1, w, inner, outer, out, i * inner);
  }
}

/** out += factor E^T Z, the gradient of a layer's weights: E [N, outer], Z [N, inner], out [outer, inner]. */
export function* addOuterProduct(
  factor: number,
  e: Float64Array,
  z: Float64Array,
  shape: LayerShape,
  out: Float64Array,
): Stepwise<void> {
  const { samples, inner, outer } = shape;
  const most = Math.max(1, Math.floor(stepWork / (inner * samples)));
  for (let j = 0; j < outer; j++) {
    if (j > 0 && j % most === 0) yield;
    addRows(factor, e, j, outer, z, inner, samples, out, j * inner);
  }
}

/** `out[to + k] += factor sum_r e[from + r stride] rows[r, k]`: a weighted sum of rows [count, length]. */
function addRows(
  factor: number,
  e: Float64Array,
  from: number,
  stride: number,
  rows: Float64Array,
  length: number,
  count: number,
  out: Float64Array,
  to: number,
): void {
  const weightOf = (r: number) => (r < count ? factor * e[from + r * stride] : 0);
  const startOf = (r: number) => Math.min(r, count - 1) * length;
  for (let r = 0; r < count; r += 4) {
    const [f0, f1, f2, f3] = [weightOf(r), weightOf(r + 1), weightOf(r + 2), weightOf(r + 3)];
    if (f0 === 0 && f1 === 0 && f2 === 0 && f3 === 0) continue;
    const [row0, row1, row2, row3] = [startOf(r), startOf(r + 1), startOf(r + 2), startOf(r + 3)];
    for (let k = 0; k < length; k++) {
      out[to + k] += f0 * rows[row0 + k] + f1 * rows[row1 + k] + f2 * rows[row2 + k] + f3 * rows[row3 + k];
    }
  }
}
