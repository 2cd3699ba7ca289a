/** Weights of the settings of a plane, made on the GPU. Its CPU twin is `writeWeights` of weightSettings.ts. */
import type { GpuKernel } from '../gpu/gpuKernel.ts';

/** `theta_g = origin + sum_k coordinates[g, k] directions[k]`: an element is one parameter of one setting. */
export const planeWeightsKernel = {
  name: 'planeWeights',
  buffers: { origin: 'read f32', directions: 'read f32', coordinates: 'read f32', weights: 'read_write f32' },
  numbers: { parameters: 'u32', directionCount: 'u32' },
  code: /* wgsl */ `
fn run(index: u32, lane: u32) {
  if (lane > 0u) { return; }
  let setting = index / numbers.parameters;
  let parameter = index % numbers.parameters;
  var weight = origin[parameter];
  for (var k = 0u; k < numbers.directionCount; k++) {
    weight += coordinates[setting * numbers.directionCount + k] * directions[k * numbers.parameters + parameter];
  }
  weights[index] = weight;
}
`,
} as const satisfies GpuKernel;
