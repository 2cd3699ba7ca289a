/** The webgpu path against the same values as the reference path, in a browser with a software adapter. */
import { describe } from 'vitest';
import { openGpu } from '../../src/compute/engine/webgpu/gpuDevice.ts';
import { WebGpuBackend } from '../../src/compute/engine/webgpu/webgpuBackend.ts';
import { answersTheReferenceFiles } from '../compute/engine/referenceAnswers.ts';

const gpu = openGpu(() => {});

describe.each(['thread', 'workgroup'] as const)('the webgpu path, a %s a grid point', (distribution) => {
  const backend = gpu.then((device) => new WebGpuBackend(device, distribution));
  answersTheReferenceFiles(() => backend, 1e-4);
});
