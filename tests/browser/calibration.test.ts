/** Which way of computing is measured to be the fastest, with the real ones; which one wins says nothing about a graphics card, since the adapter is software. */
import { expect, test } from 'vitest';
import { Calibrations } from '../../src/compute/engine/calibration/calibrations.ts';
import { kindOf } from '../../src/compute/engine/calibration/trialWork.ts';
import { Engine } from '../../src/compute/engine/engine.ts';
import { ReferenceBackend } from '../../src/compute/engine/reference/referenceBackend.ts';
import { openSimd } from '../../src/compute/engine/simd/simdBackend.ts';
import { openGpu } from '../../src/compute/engine/webgpu/gpuDevice.ts';
import { WebGpuBackend } from '../../src/compute/engine/webgpu/webgpuBackend.ts';
import type { Backend } from '../../src/compute/engine/work/backend.ts';
import { type Candidate, candidates, type WorkKind } from '../../src/model/calibration.ts';
import type { Activation } from '../../src/model/problem/problem.ts';
import { expectClose } from '../compute/closeness.ts';
import { watch } from '../compute/engine/referenceCases.ts';
import { randomWork } from './randomWork.ts';

const engine = new Engine();
const reference = new ReferenceBackend();

const kinds: [WorkKind, number[], Activation][] = [
  ['linear-chain', [1, 1, 1, 1], 'linear'],
  ['curved-chain', [1, 1, 1, 1], 'tanh'],
  ['linear-net', [3, 5, 6, 2], 'linear'],
  ['curved-net', [2, 6, 5, 2], 'tanh'],
];

test.each(kinds)(
  'where WebGPU is asked for, its ways are measured for a %s and answer alike',
  async (kind, widths, activation) => {
    const work = { ...randomWork(21, widths, activation), dt: 0.2, stopping: 'fixed' as const, record: [0, 7] };
    expect(kindOf(work)).toBe(kind);
    const expected = await reference.landscape(work, watch);
    while (!(await timingsOf(kind))) {
      const found = await engine.landscape(work, 'webgpu', watch);
      expectClose(found.energyAtStep[1], expected.energyAtStep[1], 1e-4);
      expectClose(found.equilibratedEnergy, expected.equilibratedEnergy, 1e-4);
    }
    expect((await timingsOf(kind))?.map(({ candidate }) => candidate)).toEqual(['webgpu-thread', 'webgpu-workgroup']);
  },
);

test('SIMD takes part where it may, with the same trial', async () => {
  const gpu = await openGpu(() => {});
  const ways: Record<Candidate, Backend> = {
    simd: openSimd(() => {})!,
    'webgpu-thread': new WebGpuBackend(gpu, 'thread'),
    'webgpu-workgroup': new WebGpuBackend(gpu, 'workgroup'),
  };
  const patience = 1000; // on a busy machine
  const measuring = new Calibrations(
    (candidate, work, signal) => ways[candidate].landscape(work, { signal }),
    async () => 'here',
    () => {},
    patience,
  );
  const choose = () => measuring.choose('linear-net', candidates);
  await choose();
  await expect.poll(async () => (await choose()) && (await measuring.record()).calibrations.length, { timeout: 30_000 }).toBe(1);
  const [{ timings }] = (await measuring.record()).calibrations;
  const times = timings.map(({ milliseconds }) => milliseconds!);
  expect(times.every((time) => time > 0)).toBe(true);
  expect(await choose()).toBe(timings[times.indexOf(Math.min(...times))].candidate);
});

test('without a hardware adapter nothing is measured by itself: large work is simd’s', async () => {
  const fresh = new Engine();
  const work = {
    ...randomWork(23, [3, 16, 16, 3], 'tanh', { samples: 32, count: 400 }),
    dt: 0.1,
    stopping: 'fixed' as const,
    record: [20],
  };
  expect((await fresh.landscape(work, 'auto', watch)).backend).toBe('simd');
  expect((await fresh.status()).calibration.calibrations).toEqual([]);
});

async function timingsOf(kind: WorkKind) {
  const { calibration } = await engine.status();
  return calibration.calibrations.find((found) => found.kind === kind)?.timings;
}
