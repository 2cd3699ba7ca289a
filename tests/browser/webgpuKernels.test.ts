/** Each WGSL kernel against its CPU twin, on the same tile, with one lane an item and with several. */
import { beforeAll, describe, expect, test } from 'vitest';
import { type GpuStream, withStream } from '../../src/compute/engine/gpu/gpuStream.ts';
import { backpropagate as backpropagateTwin } from '../../src/compute/engine/kernels/backpropagate.ts';
import { layerEnergies } from '../../src/compute/engine/kernels/layerEnergies.ts';
import { predict } from '../../src/compute/engine/kernels/predict.ts';
import { relax } from '../../src/compute/engine/kernels/relax.ts';
import { openTile, type Tile } from '../../src/compute/engine/kernels/tile.ts';
import { weightGradient as weightGradientTwin } from '../../src/compute/engine/kernels/weightGradient.ts';
import { ReferenceBackend } from '../../src/compute/engine/reference/referenceBackend.ts';
import { linearEquilibrium, type Rescaling, rescalingOf } from '../../src/compute/engine/rest/linearEquilibrium.ts';
import type { Distribution } from '../../src/compute/engine/webgpu/distribution.ts';
import { readActivities } from '../../src/compute/engine/webgpu/gpuAnswers.ts';
import { openGpu } from '../../src/compute/engine/webgpu/gpuDevice.ts';
import { equilibrateExactly } from '../../src/compute/engine/webgpu/gpuEquilibrium.ts';
import {
  backpropagate,
  energyTotals,
  feedforward,
  inferFused,
  inferWatched,
  weightGradient,
} from '../../src/compute/engine/webgpu/gpuInference.ts';
import { type GpuTile, openGpuTile } from '../../src/compute/engine/webgpu/gpuTile.ts';
import { WebGpuBackend } from '../../src/compute/engine/webgpu/webgpuBackend.ts';
import { expectClose } from '../compute/closeness.ts';
import { watch } from '../compute/engine/referenceCases.ts';
import { type RandomWork, randomWork } from './randomWork.ts';

const dt = 0.1;
const steps = 5;
/** float32 against float64 over a handful of operations. */
const tolerance = 2e-5;

let gpu: Awaited<ReturnType<typeof openGpu>>;
beforeAll(async () => {
  gpu = await openGpu(() => {});
});

const nets = [
  { name: 'linear, several lanes an item', make: () => randomWork(1, [3, 20, 7, 5], 'linear') },
  { name: 'tanh, several lanes an item', make: () => randomWork(2, [4, 9, 33, 2], 'tanh') },
  { name: 'relu, several lanes an item', make: () => randomWork(3, [2, 17, 16, 3], 'relu') },
  { name: 'leaky relu, several lanes an item', make: () => randomWork(4, [1, 5, 6, 1], 'leaky_relu') },
  { name: 'linear, one lane an item', make: () => randomWork(5, [3, 6, 5, 4], 'linear', { samples: 13, count: 101 }) },
  { name: 'tanh, one lane an item', make: () => randomWork(6, [2, 7, 3, 2], 'tanh', { samples: 13, count: 101 }) },
  { name: 'a wide layer, 512 units', make: () => randomWork(7, [3, 512, 2], 'tanh', { samples: 3, count: 2 }) },
  { name: 'as many units as a thread holds', make: () => randomWork(10, [3, 504, 2], 'tanh', { samples: 3, count: 2 }) },
  { name: 'one sample', make: () => randomWork(8, [3, 5, 9, 2], 'tanh', { samples: 1 }) },
  {
    name: 'more samples than a workgroup has threads',
    make: () => randomWork(9, [2, 6, 4, 3], 'tanh', { samples: 70, count: 5 }),
  },
];

const distributions: Distribution[] = ['thread', 'workgroup'];

describe.each(nets)('$name', ({ make }) => {
  const work = make();

  test('weights of a plane are those that writeWeights makes', () =>
    onBoth(work, async (tile, twin) => {
      await expectArray(tile, 'weights', twin.weights);
    }));

  test('a feedforward pass gives predictions, errors and signals', () =>
    onBoth(work, async (tile, twin) => {
      await feedforward(tile);
      predict(twin, 0, twin.items, true);
      await expectState(tile, twin);
    }));

  test.each(distributions)('fused inference is relax and predict in turn, and records each energy (%s)', (distribution) =>
    onBoth(
      work,
      async (tile, twin) => {
        await feedforward(tile);
        await inferFused(tile, steps);
        const expected = inferTwin(twin);
        await expectState(tile, twin);
        const [history] = await tile.stream.read([await energyTotals(tile, steps + 1), (steps + 1) * tile.settings]);
        expectClose(history, expected.flat(), tolerance);
      },
      distribution,
    ),
  );

  test('inference step by step meets the same energies', () =>
    onBoth(work, async (tile, twin) => {
      await feedforward(tile);
      const history = await inferWatched(tile, dt, steps, 'fixed');
      expectClose(
        history.flatMap((row) => [...row]),
        inferTwin(twin).flat(),
        tolerance,
      );
    }));

  test('backpropagation sends the same errors down and makes the same gradient', () =>
    onBoth(work, async (tile, twin) => {
      await feedforward(tile);
      await backpropagate(tile);
      predict(twin, 0, twin.items, true);
      backpropagateTwin(twin, 0, twin.items);
      await expectState(tile, twin);
      const gradient = new Float64Array(twin.weights.length);
      weightGradientTwin(twin, gradient, 0, twin.items);
      const [found] = await tile.stream.read([await weightGradient(tile), gradient.length]);
      expectClose(found, gradient, tolerance);
    }));

  test.runIf(work.layout.isLinear)('the exact equilibrium is the same', () =>
    onBoth(work, async (tile, twin) => {
      await feedforward(tile);
      const { rescaling, digits } = await equilibrateExactly(tile);
      predict(twin, 0, twin.items, true);
      const expected = settleTwin(twin);
      await expectState(tile, twin);
      const entries = expected[0].rescaling.length;
      const [found] = await tile.stream.read([rescaling, entries * twin.settings]);
      const [missed] = await tile.stream.read([digits, 2 * twin.items]);
      for (let item = 0; item < twin.items; item++) expect(missed[2 * item]).toBeLessThan(1e-4);
      expectClose(
        found,
        expected.flatMap(({ rescaling }) => [...rescaling]),
        tolerance,
      );
    }),
  );
});

test.each([
  ['linear', 'thread', 8],
  ['tanh', 'thread', 8],
  ['relu', 'thread', 8],
  ['leaky_relu', 'thread', 8],
  ['linear', 'workgroup', 1],
  ['tanh', 'workgroup', 5],
  ['relu', 'workgroup', 64],
  ['leaky_relu', 'workgroup', 70],
] as const)(
  'the chain kernel has the reference path’s energies: %s, a %s a grid point, %d samples',
  async (activation, distribution, samples) => {
    const work = randomWork(11, [1, 1, 1, 1, 1, 1], activation, { count: samples > 8 ? 20 : 150, samples });
    const record = [0, 1, 7];
    const question = { ...work, dt, stopping: 'fixed', record } as const;
    const [found, expected] = await Promise.all(
      [new WebGpuBackend(gpu, distribution), new ReferenceBackend()].map((path) => path.landscape(question, watch)),
    );
    record.forEach((_, r) => {
      expectClose(found.energyAtStep[r], expected.energyAtStep[r], tolerance);
    });
    if (activation === 'linear') expectClose(found.equilibratedEnergy, expected.equilibratedEnergy, tolerance);
  },
);

/** Opens the same settings on the device and as a reference tile. */
function onBoth(
  work: RandomWork,
  claim: (tile: GpuTile, twin: Tile) => Promise<void>,
  distribution: Distribution = 'thread',
): Promise<void> {
  const { count } = work.settings;
  return withStream(gpu, watch.signal, async (stream: GpuStream) => {
    const twin = openTile(work.layout, work.samples, work.settings, 0, count, dt);
    await claim(await openGpuTile(stream, { ...work, dt, distribution }, 0, count, steps + 1), twin);
  });
}

async function expectArray(tile: GpuTile, name: keyof GpuTile['buffers'], expected: Float64Array): Promise<void> {
  const [values] = await tile.stream.read([tile.buffers[name], expected.length]);
  expectClose(values, expected, tolerance);
}

async function expectState(tile: GpuTile, twin: Tile): Promise<void> {
  expectClose(await readActivities(tile), twin.activities, tolerance);
  await expectArray(tile, 'errors', twin.errors);
  await expectArray(tile, 'signals', twin.signals);
}

/** Inference on the reference tile; each setting's energy at every step: [steps + 1][settings]. */
function inferTwin(twin: Tile): number[][] {
  const { layers } = twin.layout;
  const byLayer = new Float64Array(twin.settings * layers);
  const energies = () => {
    layerEnergies(twin, byLayer);
    return Array.from({ length: twin.settings }, (_, s) =>
      byLayer.subarray(s * layers, (s + 1) * layers).reduce((sum, energy) => sum + energy, 0),
    );
  };
  predict(twin, 0, twin.items, true);
  const history = [energies()];
  for (let t = 1; t <= steps; t++) {
    relax(twin, 0, twin.items);
    predict(twin, 0, twin.items, false);
    history.push(energies());
  }
  return history;
}

function settleTwin(twin: Tile): Rescaling[] {
  return Array.from({ length: twin.settings }, (_, s) => {
    const building = rescalingOf(twin, s);
    let step = building.next();
    while (!step.done) step = building.next();
    for (let i = 0; i < twin.samples.count; i++) linearEquilibrium(twin, step.value, s * twin.samples.count + i);
    return step.value;
  });
}
