/** The webgpu path against the reference path, both stopping rules included. */
import { describe, expect, test } from 'vitest';
import { ReferenceBackend } from '../../src/compute/engine/reference/referenceBackend.ts';
import { openGpu } from '../../src/compute/engine/webgpu/gpuDevice.ts';
import { WebGpuBackend } from '../../src/compute/engine/webgpu/webgpuBackend.ts';
import { expectClose } from '../compute/closeness.ts';
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

describe('a workgroup a grid point', () => {
  agreesWithTheReferencePath(
    () => byWorkgroups,
    ['fixed'],
    () => true,
  );
});

test('the published rule halves dt and stops as on the reference path', async () => {
  const { settings, ...work } = randomWork(12, [3, 8, 3], 'linear', { scale: 2 });
  const question = { ...work, weights: settings.origin, dt: 0.8, steps: 40, stopping: 'published' as const, watched: 2 };
  const [found, expected] = await Promise.all([await webgpu, reference].map((backend) => backend.point(question, watch)));
  expect(found.layerEnergies.length).toBe(expected.layerEnergies.length);
  expect(found.layerEnergies.length).toBeLessThan(41);
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
