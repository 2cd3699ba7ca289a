/** Where there is no WebGPU (as in Node), the path says so and names one that works. */
import { expect, test } from 'vitest';
import { openGpu, probeWebGpu } from '../../../../src/compute/engine/webgpu/gpuDevice.ts';

test('a machine without WebGPU is told apart from one with a software adapter', async () => {
  expect(await probeWebGpu()).toEqual({ adapter: null, isHardware: false, reason: 'this browser has no WebGPU' });
});

test('opening the path without WebGPU says why it cannot be and what would work', async () => {
  await expect(openGpu(() => {})).rejects.toMatchObject({
    name: 'BackendUnavailable',
    message: expect.stringMatching(/this browser has no WebGPU.*"reference" works everywhere/),
  });
});
