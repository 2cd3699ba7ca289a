/** A plane that travels with the learners: the loss around BP's weights and the energies around PC's, against the same heights computed at single points. */
import { describe, expect, test } from 'vitest';
import { Engine } from '../../../../src/compute/engine/engine.ts';
import { landscape } from '../../../../src/compute/experiments/landscapes/landscape.ts';
import { setUpOnPlane } from '../../../../src/compute/experiments/setup.ts';
import type { LandscapeRequest } from '../../../../src/model/landscapes/experiments.ts';
import type { LandscapeFrame } from '../../../../src/model/landscapes/frames.ts';
import type { LearningRun, PlaneRecipe } from '../../../../src/model/problem/problem.ts';

const { signal } = new AbortController();
const run: LearningRun = {
  learners: ['bp', 'pc'],
  optimiser: 'sgd',
  learningRates: [{ from: 0, rate: 0.1 }],
  batches: 'fixed',
  convention: 'matched',
  iterations: 20,
};
const around = {
  bp: Float64Array.from({ length: 18 }, (_, p) => Math.sin(p)),
  pc: Float64Array.from({ length: 18 }, (_, p) => Math.cos(2 * p)),
};
const recipes: PlaneRecipe[] = [
  { kind: 'coordinates', centre: 'saddle', first: 3, second: 14, held: 0 },
  { kind: 'paths', centre: 'saddle', run },
  { kind: 'trajectory', centre: 'saddle', run },
  { kind: 'random', centre: 'saddle', seed: 1 },
];

describe.each(recipes.map((plane) => ({ plane })))('the travelling plane of $plane.kind', ({ plane }) => {
  const asked = request(plane);

  test('has the learners at its middle, and its own directions', async () => {
    const frame = await last(asked);
    const { plane: own } = await setUpOnPlane(asked, new Engine(), signal);
    const at = async (weights: Float64Array) => point(asked, weights);
    const middle = (frame.axis.length ** 2 - 1) / 2;
    expect(frame.loss[middle]).toBeCloseTo((await at(around.bp)).loss, 12);
    expect(frame.equilibratedEnergy[middle]).toBeCloseTo((await at(around.pc)).equilibrium.energy, 10);
    expect(frame.energyAtStep[0][middle]).toBeCloseTo((await at(around.pc)).loss, 12);

    const [column, row] = [1, 12]; // off the middle
    const place = row * frame.axis.length + column;
    const moved = (from: Float64Array) =>
      from.map((weight, p) => weight + frame.axis[column] * own.directions[0][p] + frame.axis[row] * own.directions[1][p]);
    expect(frame.loss[place]).toBeCloseTo((await at(moved(around.bp))).loss, 10);
    expect(frame.equilibratedEnergy[place]).toBeCloseTo((await at(moved(around.pc))).equilibrium.energy, 8);
    expect(frame.agreement!.difference).toBeLessThan(1e-9);
  });

  test('says where it has travelled to, on the plane that stays', async () => {
    const { travelled, planeDescription } = await last(asked);
    const { plane: own } = await setUpOnPlane(asked, new Engine(), signal);
    for (const learner of ['bp', 'pc'] as const) {
      const { a, b, weights } = travelled![learner];
      expect(weights).toEqual(around[learner]);
      const off = weights.map((weight, p) => weight - own.origin[p] - a * own.directions[0][p] - b * own.directions[1][p]);
      for (const direction of own.directions)
        expect(off.reduce((sum, value, p) => sum + value * direction[p], 0)).toBeCloseTo(0, 9); // the nearest point
    }
    expect(planeDescription).toMatch(/each learner’s weights/);
  });
});

test('coarse grids before the fine one travel too', async () => {
  const asked = { ...request(recipes[0]), resolution: 41, inference: { dt: 0.1, steps: 100 }, record: [0, 100] };
  const frames: LandscapeFrame[] = [];
  for await (const frame of landscape(asked, new Engine(), signal)) frames.push(frame);
  expect(frames.length).toBeGreaterThan(1);
  const corner = around.bp.map((weight, p) => weight - (p === 3 || p === 14 ? 0.7 : 0));
  const { loss } = await point(asked, corner);
  for (const frame of frames) expect(frame.loss[0]).toBeCloseTo(loss, 12);
});

test('a plane that stays has not travelled', async () => {
  const { around: _, ...stays } = request(recipes[0]);
  expect((await last(stays)).travelled).toBeNull();
});

function request(plane: PlaneRecipe): LandscapeRequest {
  return {
    kind: 'landscape',
    problem: {
      network: { widths: [3, 3, 3], activation: 'linear' },
      data: 'negation',
      initial: 'normal',
      scale: 0.1,
      saddle: { kind: 'origin' },
      seed: 0,
      batchSize: 16,
    },
    plane,
    domain: 0.7,
    around,
    start: null,
    inference: { dt: 0.1, steps: 20 },
    backend: 'reference',
    resolution: 15,
    record: [0, 20],
  };
}

async function last(asked: LandscapeRequest): Promise<LandscapeFrame> {
  let latest: LandscapeFrame | null = null;
  for await (const frame of landscape(asked, new Engine(), signal)) latest = frame;
  return latest!;
}

async function point(asked: LandscapeRequest, weights: Float64Array) {
  const { layout, samples } = await setUpOnPlane(asked, new Engine(), signal);
  const work = { layout, samples, weights, dt: 0.1, steps: 0, stopping: 'fixed', watched: null } as const;
  return new Engine().point(work, 'reference', { signal });
}
