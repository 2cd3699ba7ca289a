/** The simd path's kernels on the calling thread, as they run where no worker starts, against the reference files and the reference path. */
import { describe, expect, test } from 'vitest';
import { Engine } from '../../../../src/compute/engine/engine.ts';
import { ReferenceBackend } from '../../../../src/compute/engine/reference/referenceBackend.ts';
import { openSimd } from '../../../../src/compute/engine/simd/simdBackend.ts';
import { layoutOf, type NetworkLayout } from '../../../../src/compute/engine/work/networkLayout.ts';
import { oneSetting } from '../../../../src/compute/engine/work/weightSettings.ts';
import type { Activation } from '../../../../src/model/problem/problem.ts';
import { randomWork } from '../../../browser/randomWork.ts';
import { expectClose } from '../../closeness.ts';
import { agreesWithTheReferencePath } from '../referenceAgreement.ts';
import { answersTheReferenceFiles } from '../referenceAnswers.ts';
import { watch } from '../referenceCases.ts';

const simd = openSimd(() => {})!;
const reference = new ReferenceBackend();

describe('the simd path', () => {
  answersTheReferenceFiles(async () => simd, 1e-4);
  agreesWithTheReferencePath(
    async () => simd,
    ['fixed'],
    ({ hasClosedForm }, learner) => learner !== 'pc-equilibrium' || hasClosedForm,
  );
});

/** Samples in more than one block, in a last one of odd size, and widths on both sides of a whole vector. */
const shapes: [string, number[], Activation, number][] = [
  ['70 samples in blocks', [3, 18, 9, 3], 'tanh', 70],
  ['two layers of one width', [5, 12, 12, 2], 'relu', 20],
  ['a second layer far wider than the first', [4, 3, 12, 2], 'tanh', 20],
  ['a leaky layer', [4, 7, 5], 'leaky_relu', 11],
  ['a relu chain', [1, 1, 1, 1], 'relu', 9],
  ['a leaky chain', [1, 1, 1, 1, 1], 'leaky_relu', 9],
  ['one layer alone', [5, 3], 'tanh', 6],
  ['one weight alone', [1, 1], 'linear', 6],
  ['a single sample', [8, 8, 8], 'linear', 1],
];

describe.each(shapes)('%s', (_, widths, activation, samples) => {
  const work = { ...randomWork(21, widths, activation, { samples, count: 7 }), dt: 0.1, stopping: 'fixed' as const };

  test('has the same landscape', async () => {
    const question = { ...work, record: [0, 3, 10] };
    const [found, expected] = await Promise.all([simd, reference].map((path) => path.landscape(question, watch)));
    expectClose(found.loss, expected.loss, 1e-5);
    expectClose(found.equilibratedEnergy, expected.equilibratedEnergy, 2e-5);
    for (const [r, energies] of expected.energyAtStep.entries()) expectClose(found.energyAtStep[r], energies, 1e-5);
  });

  test.each(['bp', 'pc'] as const)('has the same gradient (%s)', async (learner) => {
    const question = { ...work, steps: 5, learner };
    const [found, expected] = await Promise.all([simd, reference].map((path) => path.gradient(question, watch)));
    expectClose(found.gradient, expected.gradient, 1e-5);
    expectClose(found.energy, expected.energy, 1e-5);
  });
});

test.each([
  ['one layer', [5, 3]],
  ['layers of odd widths', [6, 7, 5, 3]],
  ['more outputs than units', [2, 3, 9]],
  ['many layers', [4, 4, 4, 4, 4, 4]],
])('a linear net of %s has the same loss and F* where no inference is asked for', async (_, widths) => {
  const work = {
    ...randomWork(28, widths, 'linear', { samples: 11, count: 5 }),
    dt: 0.1,
    stopping: 'fixed' as const,
    record: [0],
  };
  const [found, expected] = await Promise.all([simd, reference].map((path) => path.landscape(work, watch)));
  expectClose(found.loss, expected.loss, 1e-5);
  expectClose(found.energyAtStep[0], expected.loss, 1e-5);
  expectClose(found.equilibratedEnergy, expected.equilibratedEnergy, 1e-5);
});

describe.each([
  ['the first layer', [1]],
  ['the last layer', [4]],
  ['two layers between', [2, 3]],
  ['no layer', []],
])('on a plane along which %s varies', (_, varied) => {
  const widths = [5, 7, 6, 4, 3];
  const drawn = randomWork(29, widths, 'linear', { samples: 6, count: 9 });
  const directions = drawn.settings.directions.map((direction) =>
    direction.map((entry, p) => (varied.some((l) => isOfLayer(drawn.layout, l, p)) ? entry : 0)),
  );
  const work = { ...drawn, settings: { ...drawn.settings, directions }, dt: 0.1, stopping: 'fixed' as const };

  test.each([[[0]], [[0, 4]]])('the landscape is the same, recorded at %o', async (record) => {
    const [found, expected] = await Promise.all([simd, reference].map((path) => path.landscape({ ...work, record }, watch)));
    expectClose(found.loss, expected.loss, 1e-5);
    expectClose(found.energyAtStep[record.length - 1], expected.energyAtStep[record.length - 1], 1e-5);
    expectClose(found.equilibratedEnergy, expected.equilibratedEnergy, 1e-5);
  });
});

const isOfLayer = ({ weightOffset }: NetworkLayout, l: number, p: number): boolean =>
  p >= weightOffset[l - 1] && p < weightOffset[l];

describe.each(['tanh', 'relu', 'leaky_relu'] as const)(
  'one hidden layer of %s, whose equilibrium has a closed form',
  (activation) => {
    const work = { ...randomWork(30, [5, 9, 4], activation, { samples: 13, count: 6 }), dt: 0.1, stopping: 'fixed' as const };

    test('is where inference comes to', async () => {
      const question = { ...work, learner: 'pc-equilibrium' as const, steps: 0 };
      const [found, expected] = await Promise.all([simd, reference].map((path) => path.gradient(question, watch)));
      expectClose(found.energy, expected.energy, 1e-5);
      expectClose(found.gradient, expected.gradient, 1e-5);
      const energies = (await simd.landscape({ ...work, record: [0, 7] }, watch)).equilibratedEnergy;
      expectClose(energies, expected.energy, 1e-5);
    });
  },
);

test('slowly settling tanh nets come to the reference’s equilibrium', async () => {
  const work = randomWork(22, [16, 16, 16, 16, 16], 'tanh', { samples: 64, count: 5 });
  const question = { ...work, dt: 0.1, stopping: 'fixed' as const, record: [0] };
  const [found, expected] = await Promise.all([simd, reference].map((path) => path.landscape(question, watch)));
  expectClose(found.equilibratedEnergy, expected.equilibratedEnergy, 1e-4);
});

test('an equilibrium without a closed form is the same whatever dt and T are', async () => {
  const work = { ...randomWork(40, [2, 8, 8, 8, 2], 'tanh', { samples: 12, count: 20, scale: 2 }), stopping: 'fixed' as const };
  const [found, ...others] = await Promise.all(
    [
      { dt: 0.1, record: [0] },
      { dt: 0.1, record: [0, 20, 200] },
      { dt: 0.4, record: [60] },
    ].map((inference) => simd.landscape({ ...work, ...inference }, watch)),
  );
  for (const other of others) expect(other.equilibratedEnergy).toEqual(found.equilibratedEnergy);
  const expected = await reference.landscape({ ...work, dt: 0.1, record: [0] }, watch);
  expectClose(found.equilibratedEnergy, expected.equilibratedEnergy, 1e-4);
});

test('a setting whose numbers overflow leaves the next one’s equilibrium alone', async () => {
  const { layout, samples, settings } = randomWork(41, [2, 4, 4, 2], 'relu');
  const weights = [1, 1e15, 1].flatMap((scale) => [...settings.origin].map((weight) => scale * weight));
  const list = { kind: 'list', count: 3, weights: Float64Array.from(weights) } as const;
  const work = { layout, samples, settings: list, dt: 0.1, stopping: 'fixed' as const, record: [0, 5] };
  const { equilibratedEnergy } = await simd.landscape(work, watch);
  expect(equilibratedEnergy[0]).toBeGreaterThan(0);
  expect(equilibratedEnergy[2]).toBe(equilibratedEnergy[0]);
});

test('a linear net whose numbers overflow has diverged at step 0, inferred or not', async () => {
  const { layout, samples, settings } = randomWork(42, [2, 4, 2], 'linear');
  const list = oneSetting(settings.origin.map((weight) => 1e30 * weight));
  for (const record of [[0], [0, 3]]) {
    const work = { layout, samples, settings: list, dt: 0.1, stopping: 'fixed' as const, record };
    expect((await simd.landscape(work, watch)).divergedAt).toEqual(Int32Array.of(0));
  }
});

describe('the engine, asked for simd', () => {
  const engine = new Engine();

  test('takes it where it suits, and says so', async () => {
    const work = { ...randomWork(23, [3, 4, 3], 'tanh'), dt: 0.1, record: [0, 5] };
    expect((await engine.landscape({ ...work, stopping: 'fixed' }, 'simd', watch)).backend).toBe('simd');
    expect((await engine.landscape({ ...work, stopping: 'published' }, 'simd', watch)).backend).toBe('reference');
  });

  test('finds gradients at equilibria without a closed form, masks and single points on the reference path', async () => {
    const { settings, ...work } = randomWork(24, [3, 4, 4, 3], 'tanh');
    const question = { ...work, settings, dt: 0.1, steps: 5, stopping: 'fixed' as const, learner: 'pc-equilibrium' as const };
    expect((await engine.gradient(question, 'simd', watch)).backend).toBe('reference');
    const samples = { ...work.samples, mask: new Float64Array(work.samples.y.length).fill(1) };
    expect((await engine.gradient({ ...question, samples, learner: 'bp' }, 'simd', watch)).backend).toBe('reference');
    const point = { ...work, weights: settings.origin, dt: 0.1, steps: 5, stopping: 'fixed' as const, watched: null };
    expect((await engine.point(point, 'simd', watch)).backend).toBe('reference');
  });

  test('takes it by itself for large work only', async () => {
    const work = { ...randomWork(25, [8, 8, 8], 'tanh', { count: 400 }), dt: 0.1, stopping: 'fixed' as const };
    expect((await engine.landscape({ ...work, record: [0, 20] }, 'auto', watch)).backend).toBe('simd');
    const small = { ...randomWork(25, [2, 2, 2], 'tanh', { count: 4 }), dt: 0.1, stopping: 'fixed' as const };
    expect((await engine.landscape({ ...small, record: [0, 20] }, 'auto', watch)).backend).toBe('reference');
  });
});

test('cancelled work rejects with the signal’s reason, and the next is answered', async () => {
  const work = randomWork(26, [8, 32, 32, 8], 'tanh', { samples: 64, count: 2000 });
  const question = { ...work, dt: 0.01, stopping: 'fixed' as const, record: [0, 500] };
  const controller = new AbortController();
  const reason = new Error('replaced');
  setTimeout(() => controller.abort(reason), 30);
  await expect(simd.landscape(question, { signal: controller.signal })).rejects.toBe(reason);
  const layout = layoutOf({ widths: [1, 1], activation: 'linear' });
  const small = { ...randomWork(27, [1, 1], 'linear', { count: 2 }), layout, dt: 0.1, stopping: 'fixed' as const, record: [0] };
  expect((await simd.landscape(small, watch)).loss.length).toBe(2);
});
