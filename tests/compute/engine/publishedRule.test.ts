/** The published stopping rule in float64, against the notebooks' loop. */
import { describe, expect, it, test } from 'vitest';
import { HostSteps } from '../../../src/compute/engine/learner/hostSteps.ts';
import { ReferenceBackend } from '../../../src/compute/engine/reference/referenceBackend.ts';
import { layoutOf } from '../../../src/compute/engine/work/networkLayout.ts';
import { batchOf } from '../../../src/compute/engine/work/samples.ts';
import { oneSetting } from '../../../src/compute/engine/work/weightSettings.ts';
import { expectClose } from '../closeness.ts';
import { NotebookLearner } from './notebookLearner.ts';
import { drawn, followsTheNotebook, isClear } from './publishedRule.ts';
import { watch } from './referenceCases.ts';

const reference = new ReferenceBackend();
const gradientOf: ConstructorParameters<typeof HostSteps>[2] = async (work) => ({
  ...(await reference.gradient(work, watch)),
  backend: 'reference',
});

const chain = layoutOf({ widths: [1, 1, 1], activation: 'linear' });
const smallest = {
  layout: chain,
  samples: batchOf(Float64Array.of(1), Float64Array.of(0), 1),
  weights: Float64Array.of(1, 1),
  dt: 1.5,
  steps: 3,
  stopping: 'published' as const,
};

describe('W = [1, 1], x = 1, y = 0, dt = 1.5, T = 3', () => {
  it('has the energies 0.5, 1.25, 4.25, and the weight gradient at z = 2.5', async () => {
    const { layerEnergies, activities, weightGradient } = await reference.point({ ...smallest, watched: null }, watch);
    expect(layerEnergies.map(([first, second]) => first + second)).toEqual([0.5, 1.25, 4.25]);
    expect(activities[1]).toBe(2.5);
    expect(Array.from(weightGradient)).toEqual([-1.5, 6.25]); // -e_1 x and -e_2 z, e_1 = 1.5 and e_2 = -2.5
  });

  it('goes on with dt = 0.375: two rises halve dt twice', async () => {
    const { weights, ...work } = smallest;
    const { halvings } = await reference.gradient({ ...work, settings: oneSetting(weights), learner: 'pc' }, watch);
    expect(Array.from(halvings!)).toEqual([2]);
  });
});

it('an energy that does not change counts as not below the one before', async () => {
  const samples = batchOf(Float64Array.of(1), Float64Array.of(1), 1); // y is what the chain predicts: every energy is 0
  const { layerEnergies } = await reference.point({ ...smallest, samples, dt: 0.1, steps: 9, watched: null }, watch);
  expect(layerEnergies.length).toBe(3); // 0.1, then 0.05, then 0.025: the end
});

it('a dt of 0.025 or less is neither halved nor a reason to stop', async () => {
  const { layerEnergies } = await reference.point(
    { ...smallest, weights: Float64Array.of(1, 9.2), dt: 0.025, steps: 6, watched: null },
    watch,
  );
  expect(layerEnergies.length).toBe(6);
  expect(layerEnergies[5][0]).toBeGreaterThan(layerEnergies[4][0]);
});

it('an inference that stops sets dt back to the dt that it began with, which a batch before may have halved', async () => {
  const work = { ...smallest, dt: 0.2, steps: 50, settings: oneSetting(Float64Array.of(1, 5)), learner: 'pc' as const };
  for (const halvings of [0, 1]) {
    const values = await reference.gradient({ ...work, halvings: Int32Array.of(halvings) }, watch);
    expect(Array.from(values.halvings!)).toEqual([halvings]);
  }
});

test('many settings at once, each with a dt of its own', async () => {
  const settings = [...Array(16).keys()].map((seed) => drawn(4 * seed + 1, 'tanh'));
  const { layout, batches, dt } = settings[0];
  const weights = Float64Array.from(settings.flatMap((each) => [...each.weights]));
  const halvings = Int32Array.from(settings, (_, s) => s % 3);
  const work = { layout, samples: batches[0], dt, steps: 7, stopping: 'published', learner: 'pc', halvings } as const;
  const values = await reference.gradient({ ...work, settings: { kind: 'list', count: settings.length, weights } }, watch);
  for (const [s, each] of settings.entries()) {
    const notebook = new NotebookLearner(layout.widths, 'tanh', each.weights, dt / 2 ** (s % 3));
    const { energies, gradient } = notebook.inferTrain(batches[0], 7);
    expectClose(values.energy[s], energies[energies.length - 1], 1e-10);
    expectClose(values.gradient.subarray(s * gradient.length, (s + 1) * gradient.length), gradient, 1e-9);
    expect(dt / 2 ** values.halvings![s]).toBe(notebook.dt);
  }
});

test('every energy on the way, on 200 random networks', async () => {
  let compared = 0;
  for (let seed = 0; seed < 200; seed++) {
    const activation = (['linear', 'tanh', 'relu', 'leaky_relu'] as const)[seed % 4];
    const { layout, batches, weights, dt } = drawn(Math.floor(seed / 4), activation);
    const wanted = new NotebookLearner(layout.widths, activation, weights, dt).inferTrain(batches[0], 12);
    if (!isClear(wanted, 1e-9)) continue;
    const point = { layout, samples: batches[0], weights, dt, steps: 12, stopping: 'published', watched: null } as const;
    const found = await reference.point(point, watch);
    expectClose(
      found.layerEnergies.map((layers) => layers.reduce((sum, energy) => sum + energy, 0)),
      wanted.energies,
      1e-10,
    );
    expectClose(found.weightGradient, wanted.gradient, 1e-9);
    compared++;
  }
  expect(compared).toBeGreaterThan(100);
});

describe('learners in float64', () => {
  followsTheNotebook(async (plan, start) => new HostSteps(plan, start, gradientOf), {
    networks: 40,
    steps: 12,
    tolerance: 1e-9,
    closest: 1e-9,
  });
});
