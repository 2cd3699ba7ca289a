/** What goes wrong with a GPU, caused for real: lost, misused, too small, or no longer wanted. */
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { oneLane } from '../../src/compute/engine/gpu/gpuKernel.ts';
import { withStream } from '../../src/compute/engine/gpu/gpuStream.ts';
import { openGpu } from '../../src/compute/engine/webgpu/gpuDevice.ts';
import { WebGpuBackend } from '../../src/compute/engine/webgpu/webgpuBackend.ts';
import type { Backend } from '../../src/compute/engine/work/backend.ts';
import { expectClose } from '../compute/closeness.ts';
import { gridCases, watch } from '../compute/engine/referenceCases.ts';
import { randomWork } from './randomWork.ts';

/** Minutes of work on a software adapter. */
const long = {
  ...randomWork(1, [8, 32, 32, 8], 'tanh', { samples: 64, count: 2000 }),
  dt: 0.01,
  stopping: 'fixed' as const,
  record: [0, 500],
};

test('a lost device rejects the work under way, and the next opening computes on a new one', async () => {
  let losses = 0;
  const first = new WebGpuBackend(await openGpu(() => losses++), 'thread');
  const lostDevice = deviceOfTfjs();
  const pending = first.landscape(long, watch);
  await soon();
  lostDevice.destroy();
  await expect(pending).rejects.toMatchObject({ name: 'DeviceLost' });
  await expect(answer(first)).rejects.toMatchObject({ name: 'DeviceLost' });
  expect(losses).toBe(1);

  const second = new WebGpuBackend(await openGpu(() => losses++), 'thread');
  expect(deviceOfTfjs()).not.toBe(lostDevice);
  expectClose((await answer(second)).loss, gridCases[0].expected.loss, 1e-4);
  expect(losses).toBe(1);
});

test.each(['thread', 'workgroup'] as const)(
  'work that is cancelled ends within a stretch, with the signal’s reason (%s)',
  async (distribution) => {
    const backend = new WebGpuBackend(await openGpu(() => {}), distribution);
    const controller = new AbortController();
    const pending = backend.landscape(long, { signal: controller.signal });
    const ended = pending.catch((error) => error);
    await soon();
    const start = performance.now();
    controller.abort(new Error('replaced'));
    expect(await ended).toMatchObject({ message: 'replaced' });
    const delay = performance.now() - start;
    console.log(`cancelled after ${delay.toFixed(0)} ms`);
    expect(delay).toBeLessThan(1000); // 100 ms on a machine that does nothing else
  },
);

test('a mistake in a call rejects its own work, instead of a stale answer, and no other work', async () => {
  const gpu = await openGpu(() => {});
  const kernel = {
    name: 'double',
    buffers: { values: 'read_write f32' },
    numbers: {},
    code: 'fn run(index: u32, lane: u32) { if (lane == 0u) { values[index] *= 2.0; } }',
  } as const;
  const double = (values: (stream: Parameters<Parameters<typeof withStream>[2]>[0]) => GPUBuffer) =>
    withStream(gpu, watch.signal, async (stream) => {
      const buffer = values(stream);
      await stream.run({ kernel, variant: oneLane, buffers: { values: buffer }, numbers: {}, count: 4, cost: 1 });
      return stream.read([buffer, 4]);
    });
  const notStorage = gpu.device.createBuffer({ size: 16, usage: GPUBufferUsage.COPY_SRC });
  await expect(double(() => notStorage)).rejects.toThrow(/WebGPU error/);
  const [values] = await double((stream) => stream.array(Float32Array.of(1, 2, 3, 4)));
  expect([...values]).toEqual([2, 4, 6, 8]);
});

test('a net that no tile can hold is refused with the largest size that fits', async () => {
  const backend = new WebGpuBackend(await openGpu(() => {}), 'thread');
  const { maxStorageBufferBindingSize } = deviceOfTfjs().limits;
  const samples = Math.ceil(maxStorageBufferBindingSize / 4 / 1500) + 1;
  const layout = randomWork(1, [1, 512, 512, 512, 1], 'tanh', { samples: 1, count: 1 });
  const one = {
    ...layout,
    samples: { count: samples, x: new Float64Array(samples), y: new Float64Array(samples), weight: 1 / samples },
  };
  const pending = backend.gradient({ ...one, dt: 0.1, steps: 1, stopping: 'fixed', learner: 'bp' }, watch);
  await expect(pending).rejects.toMatchObject({ name: 'TooLarge', message: expect.stringMatching(/at most \d+/) });
});

function answer(backend: Backend) {
  return backend.landscape(gridCases[0].work, watch);
}

function deviceOfTfjs(): GPUDevice {
  return (tf.backend() as unknown as { device: GPUDevice }).device;
}

/** Time for work to get going. */
function soon(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 500));
}
