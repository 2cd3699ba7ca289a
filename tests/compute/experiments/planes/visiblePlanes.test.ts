/** On the plane that the page chooses by itself something can be seen: over all presets, and over 200 settings drawn at random. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadFrom } from '../../../../src/compute/datasets/packed/packedSet.ts';
import { hessianMatrix, openCurvature } from '../../../../src/compute/engine/curvature/curvature.ts';
import { Engine } from '../../../../src/compute/engine/engine.ts';
import { Breather } from '../../../../src/compute/engine/work/breather.ts';
import { landscape } from '../../../../src/compute/experiments/landscapes/landscape.ts';
import { setUpOnPlane } from '../../../../src/compute/experiments/setup.ts';
import { symmetricEigenvalues } from '../../../../src/compute/math/eigenpairs.ts';
import type { LandscapeRequest } from '../../../../src/model/landscapes/experiments.ts';
import type { LandscapeFrame } from '../../../../src/model/landscapes/frames.ts';
import { landscapeRequest } from '../../../../src/page/laboratories/landscapes/requests/landscapesRequests.ts';
import { withFields } from '../../../../src/page/view/changes.ts';
import { consistent } from '../../../../src/page/view/consistency.ts';
import { defaultView, presetView } from '../../../../src/page/view/defaultView.ts';
import { isLarge } from '../../../../src/page/view/networkOf.ts';
import { presets } from '../../../../src/page/view/presets.ts';
import type { FlatView, View } from '../../../../src/page/view/view.ts';

const { signal } = new AbortController();

/** F* must vary by this part of its level. */
const VISIBLE = 1e-3;

type Experiment = keyof typeof presets;
/** A large network's landscapes are computed only when they are asked for. */
const withLandscapes = (Object.keys(presets) as Experiment[]).filter((experiment) => {
  const { controls } = presetView(experiment, 'matched');
  return controls.laboratory === 'landscapes' && !isLarge(controls);
});

const publicFolder = fileURLToPath(new URL('../../../../public/', import.meta.url));
const server = createServer(async ({ url = '' }, response) => {
  response.end(await readFile(publicFolder + url));
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, resolve));
  loadFrom(`http://localhost:${(server.address() as AddressInfo).port}/`, () => {});
});
afterAll(() => server.close());

describe('F* varies visibly on the plane of', () => {
  test.each(withLandscapes)('%s', async (experiment) => {
    for (const convention of ['matched', 'published'] as const) {
      const frame = await drawn(coarse(presetView(experiment, convention), 3));
      expect(reliefOf(frame), `${convention}: ${frame.planeDescription}`).toBeGreaterThan(VISIBLE);
    }
  });
});

/** Depth, width, data and start, one chosen from each list. */
const settings: { [Key in keyof FlatView]?: readonly FlatView[Key][] } = {
  data: ['negation', 'kept', 'noise', 'teacher', 'matrix-completion', 'two-moons', 'mnist-1d'],
  hidden: [1, 2, 3, 4, 6],
  width: [1, 2, 3, 5, 8],
  dimension: [1, 2, 3, 5],
  activation: ['linear', 'linear', 'tanh', 'relu', 'leaky_relu'],
  scale: [1e-4, 1e-3, 0.02, 0.05, 0.3, 1],
  initial: ['normal', 'normal', 'uniform'],
  saddle: ['origin', 'origin', 'zero-rank', 'rank'],
  learningRate: [1e-3, 0.02, 0.1, 0.4],
  iterations: [1, 10, 60],
  steps: [1, 20],
  batchSize: [8],
};

const anySetting: fc.Arbitrary<View> = fc
  .record({
    ...Object.fromEntries(Object.entries(settings).map(([key, values]) => [key, fc.constantFrom<unknown>(...values)])),
    seed: fc.nat(1000),
  })
  .map((given) => consistent(withFields(defaultView, given as Partial<FlatView>)));

test('F* varies visibly on the plane of 200 random settings, wherever its Hessian says that it can', async () => {
  for (const view of fc.sample(anySetting, { numRuns: 200, seed: 19 })) {
    const request = coarse(view, 3);
    const frame = await drawn(request);
    if (reliefOf(frame) > VISIBLE) continue;
    const { network, data, saddle } = request.problem;
    const setting = JSON.stringify({ network, data, saddle, plane: frame.planeDescription, domain: frame.axis.at(-1) });
    expect(await curvedRelief(request, frame), setting).toBeLessThan(VISIBLE);
  }
}, 60_000);

/** How far F* departs from its level at the plane's centre on the square that is drawn, to second order, in the direction in which it departs most. */
async function curvedRelief(request: LandscapeRequest, { axis }: LandscapeFrame): Promise<number> {
  const { plane, layout, samples } = await setUpOnPlane(request, new Engine(), signal);
  const curvature = await openCurvature(layout, samples, plane.origin, { of: 'equilibrium' }, new Breather(signal));
  const eigenvalues = symmetricEigenvalues(await hessianMatrix(curvature), layout.parameterCount);
  const steepest = Math.max(Math.abs(eigenvalues[0]), Math.abs(eigenvalues[layout.parameterCount - 1]));
  const at = { layout, samples, weights: plane.origin, dt: 0.1, steps: 0, stopping: 'fixed', watched: null } as const;
  const { equilibrium } = await new Engine().point(at, 'reference', { signal });
  return (0.5 * steepest * axis[axis.length - 1] ** 2) / equilibrium.energy;
}

function coarse(view: View, resolution: number): LandscapeRequest {
  return { ...landscapeRequest(view, false), resolution, record: [0] };
}

async function drawn(request: LandscapeRequest): Promise<LandscapeFrame> {
  let last: LandscapeFrame | null = null;
  for await (const frame of landscape(request, new Engine(), signal)) last = frame;
  return last!;
}

function reliefOf({ equilibratedEnergy }: LandscapeFrame): number {
  const heights = equilibratedEnergy.filter(Number.isFinite);
  const [low, high] = [heights.reduce((a, b) => Math.min(a, b)), heights.reduce((a, b) => Math.max(a, b))];
  return (high - low) / high;
}
