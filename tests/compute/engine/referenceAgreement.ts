/** Claims of any path against the reference path, where no file has the values: any network, divergence, the largest sizes. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ReferenceBackend } from '../../../src/compute/engine/reference/referenceBackend.ts';
import type { Backend } from '../../../src/compute/engine/work/backend.ts';
import type { NetworkLayout } from '../../../src/compute/engine/work/networkLayout.ts';
import { oneSetting, writeWeights } from '../../../src/compute/engine/work/weightSettings.ts';
import type { Activation, Learner, StoppingRule } from '../../../src/model/problem/problem.ts';
import { type RandomWork, randomWork } from '../../browser/randomWork.ts';
import { expectClose } from '../closeness.ts';
import { watch } from './referenceCases.ts';

const reference = new ReferenceBackend();
const tolerance = 1e-4;
const record = [0, 1, 5, 20];

const works: [string, () => RandomWork][] = [
  ['3-6-6-2 linear', () => randomWork(1, [3, 6, 6, 2], 'linear')],
  ['3-6-6-2 tanh', () => randomWork(2, [3, 6, 6, 2], 'tanh')],
  ['2-8-2 relu', () => randomWork(3, [2, 8, 2], 'relu')],
  ['a tanh chain', () => randomWork(4, [1, 1, 1, 1], 'tanh', { count: 30 })],
  ['a linear chain with 64 hidden units', () => randomWork(5, new Array(66).fill(1), 'linear', { count: 30 })],
  ['64 hidden layers of 4', () => randomWork(6, [2, ...new Array(64).fill(4), 2], 'linear', { samples: 2, count: 3 })],
  ['two layers of 512', () => randomWork(7, [4, 512, 512, 4], 'linear', { samples: 2, count: 2 })],
  ['near the origin', () => randomWork(8, [3, 8, 8, 3], 'tanh', { scale: 5e-3 })],
];

const learners: Learner[] = ['bp', 'pc', 'pc-equilibrium'];

/** `takes`: which gradients the path has. */
export function agreesWithTheReferencePath(
  open: () => Promise<Backend>,
  stoppingRules: readonly StoppingRule[],
  takes: (layout: NetworkLayout, learner: Learner) => boolean,
): void {
  describe.each(works)('%s', (_, make) => {
    const work = make();

    test.each(stoppingRules)('has the same landscape (%s)', async (stopping) => {
      const question = { ...work, dt: 0.2, stopping, record };
      const [found, expected] = await Promise.all([await open(), reference].map((path) => path.landscape(question, watch)));
      expectClose(found.loss, expected.loss, tolerance);
      expectClose(found.equilibratedEnergy, expected.equilibratedEnergy, tolerance);
      record.forEach((_, r) => {
        expectClose(found.energyAtStep[r], expected.energyAtStep[r], tolerance);
      });
      expect(found.divergedAt).toEqual(expected.divergedAt);
    });

    test.each(learners.filter((learner) => takes(work.layout, learner)))('has the same gradients (%s)', async (learner) => {
      const question = { ...work, dt: 0.1, steps: 10, stopping: 'fixed' as const, learner };
      const [found, expected] = await Promise.all([await open(), reference].map((path) => path.gradient(question, watch)));
      expectClose(found.loss, expected.loss, tolerance);
      expectClose(found.energy, expected.energy, tolerance);
      const layers = layersOf(work.layout, expected.gradient);
      layersOf(work.layout, found.gradient).forEach((layer, index) => {
        expectClose(layer, layers[index], tolerance);
      });
    });
  });

  test('a list of weights is answered as the plane that it was taken from', async () => {
    for (const widths of [
      [3, 5, 2],
      [1, 1, 1],
    ]) {
      const work = randomWork(9, widths, 'linear');
      const { count } = work.settings;
      const weights = new Float64Array(count * work.layout.parameterCount);
      for (let g = 0; g < count; g++) writeWeights(work.settings, g, weights, g * work.layout.parameterCount);
      const question = { ...work, dt: 0.1, stopping: 'fixed' as const, record };
      const plane = await (await open()).landscape(question, watch);
      const list = await (await open()).landscape({ ...question, settings: { kind: 'list', count, weights } }, watch);
      expectClose(list.energyAtStep[3], plane.energyAtStep[3], 1e-6);
      expectClose(list.equilibratedEnergy, plane.equilibratedEnergy, 1e-6);
    }
  });

  test.each([
    ['a chain', [1, 1, 1]],
    ['a wider net', [2, 5, 2]],
  ])('inference that diverges is found at the reference’s step: %s', async (_, widths) => {
    const work = randomWork(10, widths, 'linear', { scale: 4 });
    const question = { ...work, dt: 1.5, stopping: 'fixed' as const, record: [0, 3, 60] };
    const [found, expected] = await Promise.all([await open(), reference].map((path) => path.landscape(question, watch)));
    expect([...expected.divergedAt].some((t) => t > 0)).toBe(true);
    expect(found.divergedAt).toEqual(expected.divergedAt);
    expect(found.energyAtStep[2].map(Number.isNaN as unknown as (energy: number) => number)).toEqual(
      expected.energyAtStep[2].map(Number.isNaN as unknown as (energy: number) => number),
    );
    const weights = new Float64Array(work.layout.parameterCount).fill(20);
    const gradient = {
      ...work,
      settings: oneSetting(weights),
      dt: 1,
      steps: 200,
      stopping: 'fixed' as const,
      learner: 'pc' as const,
    };
    expect((await (await open()).gradient(gradient, watch)).divergedAt).toEqual(
      (await reference.gradient(gradient, watch)).divergedAt,
    );
  });

  test('equilibrated energy is never above the loss, on either path', async () => {
    const activation = fc.constantFrom<Activation>('linear', 'tanh', 'leaky_relu');
    const widths = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 3, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 1e6 }), widths, activation, async (seed, layers, phi) => {
        const work = randomWork(seed, layers, phi, { samples: 4, count: 4 });
        for (const path of [await open(), reference]) {
          const { loss, equilibratedEnergy } = await path.landscape({ ...work, dt: 0.1, stopping: 'fixed', record: [0] }, watch);
          loss.forEach((L, g) => {
            expect(equilibratedEnergy[g]).toBeLessThanOrEqual(L * (1 + 1e-5));
          });
        }
      }),
      { numRuns: 12 },
    );
  });
}

/** Layer by layer, the matrices of all settings: one setting's alone may be near zero where its samples cancel. */
function layersOf({ layers, weightOffset, parameterCount }: NetworkLayout, gradient: Float64Array): Float64Array[] {
  return Array.from({ length: layers }, (_, l) =>
    gradient.filter((_, index) => {
      const parameter = index % parameterCount;
      return parameter >= weightOffset[l] && parameter < weightOffset[l + 1];
    }),
  );
}
