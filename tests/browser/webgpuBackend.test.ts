/** The webgpu path against the reference path, both stopping rules included. */
import { describe, expect, test } from 'vitest';
import { HostSteps } from '../../src/compute/engine/learner/hostSteps.ts';
import { ReferenceBackend } from '../../src/compute/engine/reference/referenceBackend.ts';
import { openGpu } from '../../src/compute/engine/webgpu/gpuDevice.ts';
import { WebGpuBackend } from '../../src/compute/engine/webgpu/webgpuBackend.ts';
import { expectClose } from '../compute/closeness.ts';
import { followsTheNotebook } from '../compute/engine/publishedRule.ts';
import { agreesWithTheReferencePath } from '../compute/engine/referenceAgreement.ts';
import { watch } from '../compute/engine/referenceCases.ts';
import { randomWork } from './randomWork.ts';

const gpu = openGpu(() => {});
const webgpu = gpu.then((device) => new WebGpuBackend(device, 'thread'));
const byWorkgroups = gpu.then((device) => new WebGpuBackend(device, 'workgroup'));
const reference = new ReferenceBackend();
const tolerance = 1e-4;

describe('a thread a grid point or item', () => {
  agreesWithTheReferencePath(
    () => webgpu,
    ['fixed', 'published'],
    () => true,
  );
});

describe('learners whose gradients come from the kernels', () => {
  followsTheNotebook(
    async (plan, start) =>
      new HostSteps(plan, start, async (work) => ({ ...(await (await webgpu).gradient(work, watch)), backend: 'webgpu' })),
    { networks: 12, steps: 6, tolerance: 1e-4, closest: 1e-5 },
  );
});

describe('a workgroup a grid point', () => {
  agreesWithTheReferencePath(
    () => byWorkgroups,
    ['fixed'],
    () => true,
  );
});

test('the published rule halves dt and stops as on the reference path', async () => {
  const { layout, samples } = randomWork(12, [1, 1, 1], 'linear');
  const weights = Float64Array.of(1, 5); // 1 - dt (1 + 5^2) is below -1 at dt = 0.2 and 0.1
  const question = { layout, samples, weights, dt: 0.2, steps: 40, stopping: 'published' as const, watched: 2 };
  const [found, expected] = await Promise.all([await webgpu, reference].map((backend) => backend.point(question, watch)));
  expect(found.layerEnergies.length).toBe(expected.layerEnergies.length);
  expect(found.layerEnergies.length).toBe(4); // dt is 0.1, 0.05 and 0.025 after steps 1, 2 and 3
  expectClose(
    found.layerEnergies.flatMap((row) => [...row]),
    expected.layerEnergies.flatMap((row) => [...row]),
    tolerance,
  );
  expectClose(
    found.watchedActivities.flatMap((row) => [...row]),
    expected.watchedActivities.flatMap((row) => [...row]),
    tolerance,
  );
  expectClose(
    found.watchedPredictions.flatMap((row) => [...row]),
    expected.watchedPredictions.flatMap((row) => [...row]),
    tolerance,
  );
});
