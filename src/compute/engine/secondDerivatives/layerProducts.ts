/** Products of a batch with one layer's weights, in steps that are small enough to hand the thread back in between. */
import type { Stepwise } from '../../math/stepwise.ts';

/** W [outer, inner] meets N samples. */
export interface LayerShape {
  readonly samples: number;
  readonly inner: number;
  readonly outer: number;
}

/** Multiply-adds in a step. */
const stepWork = 1 << 20;

const samplesPerStep = ({ inner, outer }: LayerShape) => Math.max(1, Math.floor(stepWork / (inner * outer)));

/** out += Z W^T, what a layer makes of its inputs: Z [N, inner], out [N, outer]. */
export function* addOutputs(z: Float64Array, w: Float64Array, shape: LayerShape, out: Float64Array): Stepwise<void> {
  const { samples, inner, outer } = shape;
  const most = samplesPerStep(shape);
  for (let i = 0; i < samples; i++) {
    if (i > 0 && i % most === 0) yield;
    const input = i * inner;
    for (let j = 0; j < outer; j++) {
      const row = j * inner;
      let sum = 0;
      for (let k = 0; k < inner; k++) sum += z[input + k] * w[row + k];
      out[i * outer + j] += sum;
    }
  }
}

/** out += E W, what a layer's inputs feel of its outputs: E [N, outer], out [N, inner]. */
export function* addFelt(e: Float64Array, w: Float64Array, shape: LayerShape, out: Float64Array): Stepwise<void> {
  const { samples, inner, outer } = shape;
  const most = samplesPerStep(shape);
  for (let i = 0; i < samples; i++) {
    if (i > 0 && i % most === 0) yield;
    const input = i * inner;
    for (let j = 0; j < outer; j++) {
      const factor = e[i * outer + j];
      if (factor === 0) continue;
      const row = j * inner;
      for (let k = 0; k < inner; k++) out[input + k] += factor * w[row + k];
    }
  }
}

/** out += factor E^T Z, what a layer's weights feel: E [N, outer], Z [N, inner], out [outer, inner]. */
export function* addOuterProduct(
  factor: number,
  e: Float64Array,
  z: Float64Array,
  shape: LayerShape,
  out: Float64Array,
): Stepwise<void> {
  const { samples, inner, outer } = shape;
  const most = samplesPerStep(shape);
  for (let i = 0; i < samples; i++) {
    if (i > 0 && i % most === 0) yield;
    const input = i * inner;
    for (let j = 0; j < outer; j++) {
      const scaled = factor * e[i * outer + j];
      if (scaled === 0) continue;
      const row = j * inner;
      for (let k = 0; k < inner; k++) out[row + k] += scaled * z[input + k];
    }
  }
}
