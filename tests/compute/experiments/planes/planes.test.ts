/** Planes through the experiments that draw on them; the oracles are gradients of the reference path, and the race itself. */
import { describe, expect, test } from 'vitest';
import { Engine } from '../../../../src/compute/engine/engine.ts';
import { landscape } from '../../../../src/compute/experiments/landscapes/landscape.ts';
import { training } from '../../../../src/compute/experiments/landscapes/training.ts';
import { surface } from '../../../../src/compute/experiments/script/surface.ts';
import { setUpOnPlane } from '../../../../src/compute/experiments/setup.ts';
import { symmetricEigenvalues } from '../../../../src/compute/math/eigenpairs.ts';
import { dot, norm } from '../../../../src/compute/math/innerProduct.ts';
import { outputMoments, secondMoments } from '../../../../src/compute/math/secondMoments.ts';
import type { LandscapeRequest, TrainingRequest } from '../../../../src/model/landscapes/experiments.ts';
import type { LandscapeFrame } from '../../../../src/model/landscapes/frames.ts';
import type { TrainingFrame } from '../../../../src/model/landscapes/trainingFrames.ts';
import type { LearningRun, PlaneRecipe, Problem } from '../../../../src/model/problem/problem.ts';

const signal = new AbortController().signal;
const run: LearningRun = {
  learners: ['bp', 'pc'],
  optimiser: 'sgd',
  learningRates: [{ from: 0, rate: 0.1 }],
  batches: 'fresh',
  convention: 'matched',
  iterations: 150,
};
const ofEnergy = { kind: 'hessian', centre: 'origin', of: 'energy' } as const;

describe('Figure 2, right, on the plane of the Hessian of F* at the origin', () => {
  test('within ±0.5 the loss is flat, its range under 1e-3 of the energy’s, and F* is a saddle that falls along v alone', async () => {
    const asked = request(
      ofEnergy,
      { network: { widths: [3, 4, 4, 4, 3], activation: 'linear' }, scale: 0.1 },
      { domain: 0.5, resolution: 21 },
    );
    const frame = await lastLandscape(asked);
    const { x, y, count } = (await setUpOnPlane(asked, new Engine(), signal)).samples;
    const strongest = symmetricEigenvalues(outputMoments(secondMoments(x, y, count)), 3)[2]; // lambda_max(Sigma_yy)
    expect(rangeOf(frame.loss)).toBeLessThan(1e-3 * rangeOf(frame.equilibratedEnergy));
    const at = (column: number, row: number) => frame.equilibratedEnergy[row * 21 + column];
    const centre = at(10, 10);
    for (const [k, step] of frame.axis.entries()) {
      expect(at(k, 10)).toBeCloseTo(centre, 12); // along u: no hidden layer moves the output
      // along v, one direction of the last layer: S = 1 + b^2 on the output's strongest direction
      expect(at(10, k)).toBeCloseTo(centre - (strongest / 2) * (step ** 2 / (1 + step ** 2)), 9);
    }
    expect(frame.planeDescription).toBe(
      `Hessian of F* at the origin, u: λmax = 0, 44-fold; v: λmin = −${strongest.toPrecision(3)}, 4-fold`,
    );
    expect(frame.agreement!.difference).toBeLessThan(1e-12);
  });
});

describe('a Hessian plane', () => {
  const networks: Partial<Problem>[] = [
    { network: { widths: [2, 3, 2], activation: 'linear' }, scale: 0.7 },
    { network: { widths: [3, 4, 3], activation: 'tanh' }, scale: 0.7 },
    { network: { widths: [3, 20, 20, 3], activation: 'linear' }, scale: 0.3 }, // 520 weights: by Lanczos
  ];
  test.each(networks.flatMap((problem) => (['loss', 'energy'] as const).map((of) => ({ problem, of }))))(
    'of the $of holds eigenvectors: the gradient’s change along each is parallel to it ($problem.network.widths)',
    async ({ problem, of }) => {
      const asked = request({ kind: 'hessian', centre: 'start', of }, problem);
      const { plane, layout, samples } = await setUpOnPlane(asked, new Engine(), signal);
      for (const direction of plane.directions) {
        const gradientAt = async (step: number) => {
          const weights = plane.origin.map((weight, p) => weight + step * direction[p]);
          const work = { layout, samples, weights, dt: 0.1, steps: 0, stopping: 'fixed', watched: null } as const;
          const { lossGradient, equilibrium } = await new Engine().point(work, 'reference', { signal });
          return of === 'loss' ? lossGradient : equilibrium.weightGradient;
        };
        const [before, after] = [await gradientAt(-1e-4), await gradientAt(1e-4)];
        const change = after.map((slope, p) => (slope - before[p]) / 2e-4);
        const value = dot(change, direction);
        const largest = Math.max(Math.abs(value), 0.1);
        expect(norm(change.map((slope, p) => slope - value * direction[p]))).toBeLessThan(1e-4 * largest);
      }
    },
  );

  test('of a flat function still has two directions, and says that they are any', async () => {
    const { plane } = await setUpOnPlane(
      request({ kind: 'hessian', centre: 'origin', of: 'loss' }, { network: { widths: [2, 3, 3, 2], activation: 'linear' } }),
      new Engine(),
      signal,
    );
    const [u, v] = plane.directions;
    expect([norm(u), norm(v), dot(u, v)]).toEqual([1, 1, 0]);
    expect(plane.description).toContain('λmin = 0, 21-fold');
  });

  test('at a diverged point is refused', async () => {
    const weights = Array.from({ length: 12 }, () => 1e200);
    const asked = request(
      { kind: 'hessian', centre: 'saddle', of: 'energy' },
      { network: { widths: [2, 3, 2], activation: 'linear' }, saddle: { kind: 'point', weights } },
    );
    await expect(setUpOnPlane(asked, new Engine(), signal)).rejects.toMatchObject({ name: 'Diverged' });
  });
});

describe('the plane of a run', () => {
  const wide: Partial<Problem> = { network: { widths: [3, 5, 3], activation: 'linear' }, scale: 0.3 };

  test('PCA: no other plane of its centre’s offset explains more of the paths than the shares it states', async () => {
    const short = { ...run, iterations: 50 }; // all of its points are kept
    const asked = request({ kind: 'trajectory', centre: 'start', run: short }, wide);
    const { plane } = await setUpOnPlane(asked, new Engine(), signal);
    const { bpPath, pcPath } = await lastRace({ ...asked, run: short });
    const points = [...pointsOf(bpPath), ...pointsOf(pcPath).slice(1)];
    const centred = withoutMean(points);
    const total = centred.reduce((sum, point) => sum + dot(point, point), 0);
    const share = (direction: Float64Array) => centred.reduce((sum, point) => sum + dot(point, direction) ** 2, 0) / total;
    const stated = [...plane.description.matchAll(/([\d.]+) %/g)].map(([, text]) => Number(text) / 100);
    for (const [k, direction] of plane.directions.entries()) expect(Math.abs(share(direction) - stated[k])).toBeLessThan(1e-3);
    expect(stated[0] + stated[1]).toBeGreaterThan(0.9);
    expect(dot(plane.directions[0], plane.directions[1])).toBeCloseTo(0, 10);
    for (const trial of [plane.directions[1], ...centred.slice(0, 20)])
      expect(share(trial.map((value) => value / norm(trial)))).toBeLessThanOrEqual(stated[0] + 1e-3);
  });

  test('solutions: both learners’ last weights lie on it', async () => {
    const asked = request({ kind: 'solutions', centre: 'origin', run }, wide);
    const { bpPath, pcPath } = await lastRace(asked);
    for (const path of [bpPath, pcPath]) {
      expect(path.iteration.at(-1)).toBe(run.iterations);
      expect(path.residual.at(-1)).toBeLessThan(1e-12);
      expect(path.residual[0]).toBeGreaterThan(0.01); // the start is off it, and says so
    }
    expect(bpPath.b.at(-1)).toBeCloseTo(0, 12);
  });

  test('comes from the seed’s own start, wherever the learners are placed', async () => {
    const recipe = { kind: 'solutions', centre: 'origin', run } as const;
    const own = await setUpOnPlane(request(recipe, wide), new Engine(), signal);
    const placed = await setUpOnPlane({ ...request(recipe, wide), start: { a: 0.5, b: -0.5 } }, new Engine(), signal);
    expect(placed.plane.directions).toEqual(own.plane.directions);
    expect(placed.startWeights).toEqual(
      own.plane.origin.map((weight, p) => weight + 0.5 * own.plane.directions[0][p] - 0.5 * own.plane.directions[1][p]),
    );
  });

  test('is not computed again for another domain or resolution', async () => {
    const asked = request({ kind: 'trajectory', centre: 'start', run }, { ...wide, seed: 9 });
    const first = await setUpOnPlane(asked, new Engine(), signal);
    const finer: LandscapeRequest = { ...asked, resolution: 31, domain: 3 };
    const again = await setUpOnPlane(finer, new Engine(), signal);
    expect(again.plane).toBe(first.plane);
  });

  test('can be cancelled by one who waits, not for another who does', async () => {
    const asked = request({ kind: 'trajectory', centre: 'start', run: { ...run, iterations: 2000 } }, { ...wide, seed: 10 });
    const impatient = new AbortController();
    const [cancelled, patient] = [setUpOnPlane(asked, new Engine(), impatient.signal), setUpOnPlane(asked, new Engine(), signal)];
    setTimeout(() => impatient.abort(new Error('enough')), 20);
    await expect(cancelled).rejects.toThrow('enough');
    expect((await patient).plane.directions).toHaveLength(2);
  });

  test.each<[string, PlaneRecipe, Partial<Problem>, string]>([
    [
      'PCA of a run that diverges at once',
      { kind: 'trajectory', centre: 'origin', run: { ...run, learningRates: [{ from: 0, rate: 1e200 }] } },
      { network: { widths: [2, 3, 2], activation: 'linear' } },
      'expected 3 or more: a smaller learning rate, since the run diverges',
    ],
    [
      'PCA of a chain’s run that does not move',
      { kind: 'trajectory', centre: 'origin', run: { ...run, iterations: 1, learningRates: [{ from: 0, rate: 1e-300 }] } },
      { network: { widths: [1, 1, 1], activation: 'linear' } },
      'invalid plane: 1 different point visited (expected 3 or more: more iterations, or a larger learning rate)',
    ],
    [
      'solutions of a learner that diverged',
      { kind: 'solutions', centre: 'origin', run: { ...run, learningRates: [{ from: 0, rate: 50 }] } },
      { network: { widths: [2, 3, 2], activation: 'linear' }, scale: 1 },
      'there is no solution to lay a plane through (expected a smaller learning rate)',
    ],
    [
      'solutions that lie on one line with the centre',
      { kind: 'solutions', centre: 'start', run: { ...run, iterations: 1, learners: ['bp', 'pc'] } },
      { network: { widths: [1, 1, 1], activation: 'relu' }, saddle: { kind: 'point', weights: [-1, -1] }, scale: 1e-4 },
      'a direction of zeros',
    ],
  ])('%s is refused', async (_, recipe, problem, message) => {
    await expect(setUpOnPlane(request(recipe, problem), new Engine(), signal)).rejects.toThrow(message);
  });
});

describe('directions that span no plane', () => {
  test.each([
    ['u', [0, 0], [0, 1], 'invalid plane.u: a direction of zeros (expected two different directions)'],
    ['v', [1, 0], [0, 0], 'invalid plane.v: a direction of zeros'],
    ['both', [1, 2], [-2, -4], 'invalid plane.v: parallel to plane.u (expected two different directions)'],
  ])('a script’s plane without %s is refused', async (_, u, v, message) => {
    const matrices = (values: number[]) => values.map((value) => ({ shape: [1, 1] as [number, number], data: [value] }));
    const one = { shape: [1, 1] as [number, number], data: [1] };
    const plane = { axis: [0, 1], center: matrices([0, 0]), u: matrices(u), v: matrices(v) };
    const asked = surface(
      { network: { widths: [1, 1, 1], activation: 'linear' }, x: one, y: one, plane, inference: { dt: 0.1, record: [0] } },
      new Engine(),
      signal,
    );
    await expect(asked).rejects.toThrow(message);
    await expect(asked).rejects.toMatchObject({ name: 'InvalidRequest' });
  });

  test.each([0, 1, 2, 3, 4, 5, 6, 7])('a chain’s random plane has two directions, seed %i', async (seed) => {
    const { plane } = await setUpOnPlane(
      request({ kind: 'random', centre: 'origin', seed }, { network: { widths: [1, 1, 1], activation: 'linear' } }),
      new Engine(),
      signal,
    );
    const [u, v] = plane.directions;
    expect(Math.abs(u[0] * v[1] - u[1] * v[0])).toBeCloseTo(2, 12); // corners of a square
  });
});

describe('Figure 1: PC’s energy after inference against Theorem 1, over training on MNIST-1D', () => {
  test.each([
    { hidden: 2, steps: 60, within: 1e-6 },
    { hidden: 5, steps: 100, within: 1e-4 },
  ])('H = $hidden, $steps steps: within $within of F*', async ({ hidden, steps, within }) => {
    const { pc, bp } = await lastRace({
      ...request(
        { kind: 'coordinates', centre: 'origin', first: 0, second: 1, held: 0 },
        {
          network: { widths: [40, ...Array<number>(hidden).fill(12), 10], activation: 'linear' },
          data: 'mnist-1d',
          initial: 'uniform',
        },
      ),
      inference: { dt: 0.3, steps },
      run: { ...run, optimiser: 'adam', learningRates: [{ from: 0, rate: 1e-3 }], iterations: 40 },
    });
    const [{ energy, theoryEnergy, loss }] = pc;
    expect(bp[0].theoryEnergy).toBeNull();
    expect(theoryEnergy).toHaveLength(40);
    energy.forEach((value, iteration) => {
      expect(Math.abs(value / theoryEnergy![iteration] - 1)).toBeLessThan(within);
      expect(value).toBeLessThan(loss[iteration]);
    });
  });
});

function request(recipe: PlaneRecipe, problem: Partial<Problem>, grid = { domain: 1, resolution: 15 }): LandscapeRequest {
  const base: Problem = {
    network: { widths: [1, 1, 1], activation: 'linear' },
    data: 'negation',
    initial: 'normal',
    scale: 0.05,
    saddle: { kind: 'origin' },
    seed: 0,
    batchSize: 64,
  };
  return {
    kind: 'landscape',
    problem: { ...base, ...problem },
    plane: recipe,
    domain: grid.domain,
    start: null,
    inference: { dt: 0.1, steps: 20 },
    backend: 'reference',
    resolution: grid.resolution,
    record: [0, 20],
  };
}

async function lastLandscape(asked: LandscapeRequest): Promise<LandscapeFrame> {
  let last: LandscapeFrame | null = null;
  for await (const frame of landscape(asked, new Engine(), signal)) last = frame;
  return last!;
}

async function lastRace({
  run: learning = run,
  ...asked
}: Omit<LandscapeRequest, 'kind' | 'resolution' | 'record'> & { run?: LearningRun }): Promise<TrainingFrame> {
  const { problem, plane, start, inference, backend } = asked;
  const race: TrainingRequest = {
    kind: 'training',
    problem,
    plane,
    start,
    inference,
    backend,
    ...learning,
    seeds: 1,
    record: [0],
    restarts: 'none',
    compare: false,
    resume: null,
  };
  let last: TrainingFrame | null = null;
  for await (const frame of training(race, new Engine(), signal)) last = frame;
  return last!;
}

function pointsOf({ weights, iteration }: TrainingFrame['bpPath']): Float64Array[] {
  const count = weights!.length / iteration.length;
  return Array.from(iteration, (_, k) => weights!.slice(k * count, (k + 1) * count));
}

function withoutMean(points: Float64Array[]): Float64Array[] {
  const mean = points[0].map((_, p) => points.reduce((sum, point) => sum + point[p], 0) / points.length);
  return points.map((point) => point.map((weight, p) => weight - mean[p]));
}

const rangeOf = (heights: Float64Array) => Math.max(...heights) - Math.min(...heights);
