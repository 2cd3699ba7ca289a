/** One weight setting with its samples, as matrices a layer: where second derivatives are taken. */

import type { Stepwise } from '../../math/stepwise.ts';
import { activate, bendAt, slopeAt } from '../kernels/activation.ts';
import type { NetworkLayout } from '../work/networkLayout.ts';
import type { Samples } from '../work/samples.ts';
import { addOutputs, type LayerShape } from './layerProducts.ts';

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
