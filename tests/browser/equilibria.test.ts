/** Where inference ends, on the paths that need a browser: WebGPU's kernels, and tfjs on both of its backends. */
import { describe, expect, test } from 'vitest';
import { Engine } from '../../src/compute/engine/engine.ts';
import { ReferenceBackend } from '../../src/compute/engine/reference/referenceBackend.ts';
import { landscapeOnDevice, openDeviceSteps } from '../../src/compute/engine/tfjs/tfjsEntry.ts';
import { takes as tfjsTakes } from '../../src/compute/engine/tfjs/tfjsTakes.ts';
import type { Distribution } from '../../src/compute/engine/webgpu/distribution.ts';
import { openGpu } from '../../src/compute/engine/webgpu/gpuDevice.ts';
import { WebGpuBackend } from '../../src/compute/engine/webgpu/webgpuBackend.ts';
import { takes as webgpuTakes } from '../../src/compute/engine/webgpu/webgpuTakes.ts';
import { layoutOf } from '../../src/compute/engine/work/networkLayout.ts';
import { batchOf } from '../../src/compute/engine/work/samples.ts';
import { oneSetting } from '../../src/compute/engine/work/weightSettings.ts';
import { expectClose } from '../compute/closeness.ts';
import {
  type EquilibriumPath,
  fileCases,
  knowsSurfacesOfKinks,
  knowsTheEquilibria,
  tableCases,
} from '../compute/engine/equilibriumAgreement.ts';
import { claimNames, type Examination, examine } from '../compute/engine/equilibriumProperties.ts';
import { gradientFrom, planOf, startAt } from '../compute/engine/learnerPlans.ts';
import { equilibriumByFlow, feedforwardLoss } from '../compute/engine/oracle/equilibriumByFlow.ts';
import { randomNetwork } from '../compute/engine/randomNetworks.ts';
import { rankOneData } from '../compute/engine/rankOneData.ts';
import { watch } from '../compute/engine/referenceCases.ts';
import { randomWork } from './randomWork.ts';

const engine = new Engine();
const gpu = openGpu(() => {});
const pathBy = (distribution: Distribution): EquilibriumPath => {
  const backend = gpu.then((device) => new WebGpuBackend(device, distribution));
  return { open: () => backend, takes: webgpuTakes, tolerance: 1e-4 };
};
const byThreads = pathBy('thread');

describe('webgpu, a thread a grid point or item', () => {
  knowsTheEquilibria('equilibria.json', fileCases, byThreads);
  knowsTheEquilibria('by hand', tableCases, byThreads);
  knowsSurfacesOfKinks(byThreads, 5);

  test.each([1, 2, 3, 4, 5].flatMap((seed) => [0.3, 1, 3].map((scale) => [seed, scale] as const)))(
    '3-2-1-1-1-4 linear on data of rank 1 has its F*: seed %d, scale %d',
    async (seed, scale) => {
      const { work, question } = rankOneData(seed, scale);
      await gpu; // tfjs opens one device at a time
      const { equilibratedEnergy } = await engine.landscape(work, 'webgpu', watch);
      const { energy } = equilibriumByFlow(question);
      expect(Math.abs(equilibratedEnergy[0] - energy) / energy).toBeLessThan(1e-4);
    },
  );

  describe.each([
    ['near 1', (w: number) => Math.sign(w) * (1 + 0.05 * w)],
    ['of all sizes', (w: number) => w],
  ] as const)('a chain of 64 weights %s', (_, sized) => {
    const { layout, samples, settings } = randomWork(5, new Array(65).fill(1), 'linear', { count: 1 });
    const weights = settings.origin.map(sized);

    test.each(['bp', 'pc', 'pc-equilibrium'] as const)('has its gradient to 1e-5 (%s)', async (learner) => {
      const work = { layout, samples, settings: oneSetting(weights), learner, dt: 0.1, steps: 20, stopping: 'fixed' } as const;
      const both = [await byThreads.open(), new ReferenceBackend()];
      const [found, expected] = await Promise.all(both.map((path) => path.gradient(work, watch)));
      expectClose(found.gradient, expected.gradient, 1e-5);
    });
  });
});

describe('webgpu, a workgroup a grid point', () => {
  knowsTheEquilibria('equilibria.json', fileCases, pathBy('workgroup'));
});

describe('webgpu, on random networks of every kind that it takes', () => {
  let seen: Examination;
  test('they are examined', { timeout: 120_000 }, async () => {
    seen = await examine(
      byThreads,
      Array.from({ length: 60 }, (_, k) => 1 + k),
    );
    expect(seen.examined).toBeGreaterThan(20);
  });

  test.each(claimNames)('%s: %s', (claim) => {
    const found = seen.findings[claim];
    expect(found.slice(0, 8), `${found.length} of ${seen.examined} networks`).toEqual([]);
  });
});

test('a learner on tfjs whose weights outgrow float32 on the way goes on in float64 from there', async () => {
  const deep = layoutOf({ widths: Array(10).fill(1), activation: 'linear' });
  const plan = planOf(deep, 'pc-equilibrium', {});
  const samples = batchOf(Float64Array.of(1, -0.5), Float64Array.of(4000, -2000), 2);
  const ends = [];
  for (const choice of ['wasm', 'reference'] as const) {
    const steps = await new Engine().openLearner(plan, startAt(new Float64Array(9).fill(2)), samples, choice);
    expect(steps.backend).toBe(choice);
    for (let k = 0; k < 96; k++) await steps.take(samples, 2e-3, watch);
    const measures = await steps.measures();
    expect(measures.every(({ diverged, prediction }) => !diverged && (prediction !== null) === (choice !== 'reference'))).toBe(
      true,
    );
    expect(steps.backend).toBe('reference');
    ends.push(await steps.weights());
    steps.dispose();
  }
  expectClose(ends[0], ends[1], 1e-4);
  expect(tfjsTakes({ kind: 'steps', ...plan, samples, weights: ends[1] })).not.toBeNull();
});

describe.each(['wasm', 'webgpu'] as const)('tfjs on %s', (name) => {
  const steps = [...fileCases, ...tableCases].filter(
    ({ layout, samples }) => tfjsTakes({ kind: 'steps', ...planOf(layout, 'pc-equilibrium', {}), samples }) === null,
  );

  test.each(steps)('a learner’s step at the equilibrium: $name', async ({ layout, samples, weights, ...expected }) => {
    const plan = planOf(layout, 'pc-equilibrium', { optimiser: 'momentum' });
    const found = await gradientFrom(await openDeviceSteps(name, plan, startAt(weights, 'momentum'), () => {}), samples);
    const loss = feedforwardLoss({ network: layout.network, samples, weights });
    expect(Math.abs(found.energy - expected.energy) / loss).toBeLessThanOrEqual(1e-4);
    const { gradient } = await new ReferenceBackend().gradient(
      { layout, samples, settings: oneSetting(weights), learner: 'pc-equilibrium', dt: 0.1, steps: 0, stopping: 'fixed' },
      watch,
    );
    expectClose(found.gradient, gradient, 1e-4);
  });

  test('weights that would cost float32 its digits are left to paths that see what they lose', () => {
    const deep = layoutOf({ widths: Array(10).fill(1), activation: 'linear' });
    const { samples } = fileCases[0];
    const taken = (weight: number) =>
      tfjsTakes({ kind: 'steps', ...planOf(deep, 'pc-equilibrium', {}), samples, weights: new Float64Array(9).fill(weight) });
    expect(taken(2)).toBeNull();
    expect(taken(5)).toContain('weights: rounding grows 3.9e+5 times');
  });

  const convolutional = Array.from({ length: 400 }, (_, k) => randomNetwork(1 + k)).filter(
    ({ network }) => network.convolution?.channels.length === 1,
  );
  test.each(convolutional.slice(0, name === 'wasm' ? 8 : 2))('the landscape of a convolution: $name', async (drawn) => {
    const { layout, samples, weights } = drawn;
    const work = { layout, samples, settings: oneSetting(weights), dt: 0.1, stopping: 'fixed', record: [0] } as const;
    const { equilibratedEnergy } = await landscapeOnDevice(name, work, watch, () => {});
    const end = equilibriumByFlow(drawn);
    expect(Math.abs(equilibratedEnergy[0] - end.energy) / end.loss).toBeLessThanOrEqual(1e-4);
  });
});
