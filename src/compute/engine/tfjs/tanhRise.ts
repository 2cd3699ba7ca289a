/**
 * How far tanh rises from a to a + v, without a difference of near values: near the origin inference moves activities by less than rounding
 * leaves of their difference.
 */

import type { TensorInfo } from '@tensorflow/tfjs-core';

/** Name of the kernel, on both backends. */
export const TANH_RISE = 'TanhRise';

export interface TanhRiseInputs {
  a: TensorInfo;
  g: TensorInfo;
  v: TensorInfo;
}

/** `tanh(a + v) - tanh(a) = tanh(v) (1 - tanh(a) tanh(a + v))`, element by element; g is tanh(a). */
export function tanhRise(a: Float32Array, g: Float32Array, v: Float32Array, rise: Float32Array): void {
  for (let k = 0; k < rise.length; k++) rise[k] = tanh(v[k]) * (1 - g[k] * tanh(a[k] + v[k]));
}

/** To 1e-7 of itself, in a fraction of `Math.tanh`'s time: the series where arguments are small, as they are near the origin. */
function tanh(a: number): number {
  const s = a * a;
  if (s < 0.16) return a + a * s * (-1 / 3 + s * (2 / 15 + s * (-17 / 315 + s * (62 / 2835 - (s * 1382) / 155925))));
  return 1 - 2 / (Math.exp(2 * a) + 1);
}

/** The same in WGSL, where a device's own tanh may be off by 1e-5, or no number beyond 44. */
export const tanhRiseWgsl = /* wgsl */ `
fn tanhOf(a: f32) -> f32 {
  let s = a * a;
  if (s < 0.16) {
    return a + a * s * (-1.0 / 3.0 + s * (2.0 / 15.0 + s * (-17.0 / 315.0 + s * (62.0 / 2835.0 - s * 1382.0 / 155925.0))));
  }
  return sign(a) * (1.0 - 2.0 / (exp(2.0 * min(abs(a), 10.0)) + 1.0));
}

fn tanhRise(a: f32, g: f32, v: f32) -> f32 {
  return tanhOf(v) * (1.0 - g * tanhOf(a + v));
}
`;
